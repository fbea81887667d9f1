package org.openledger.client.model;

import java.util.List;
import java.util.Optional;
import org.openledger.client.run.BuildingFee;
import org.openledger.client.run.LookLine;
import org.openledger.client.run.PhaseLine;
import org.openledger.client.shape.AtMost;
import org.openledger.client.shape.Words;

/**
 * A run.
 *
 * @param id its id
 * @param name of the model
 * @param owner the address that the developer's part of fees goes to
 * @param ownerName what the node calls the owner
 * @param state how far it is
 * @param paused whether it rests until its owner says otherwise
 * @param progressPpm part of the training that is done
 * @param attributionPpm part of the counterfactual adapters that is trained
 * @param valuePpm part of the rows that is valued
 * @param step optimiser steps that are done
 * @param stepsTaken the step after which the adapter was taken, once it is trained
 * @param phases its parts, with the time that is left; empty in a list of runs, and where the run failed or was cancelled
 * @param trainedTokens of the rows that all steps take, each row as often as it is taken; once it has begun
 * @param tokensASecond of the training so far
 * @param versions it learns from
 * @param configuration how it learns
 * @param lossCurve pairs of step and loss; empty in a list of runs
 * @param looks what held-out rows cost the model on the way, and what it answered; empty in a list of runs
 * @param lossBefore mean loss of the base on the rows, in nats a token
 * @param lossAfter mean loss of the model on them
 * @param heldOutLossBefore mean loss of the base on the rows that were held out, in nats a token
 * @param heldOutLossAfter mean loss of the model on them
 * @param smoothPpm how smooth the run is, in parts per million, once that is measured: whether a little less of some rows does what
 *     leaving them out does
 * @param smoothnessAdvice what to change in another run, where this one is rough
 * @param gateNanonats the model answers by itself where a token of the rows held out costs at least so much less under it
 * @param live whether the model of this run answers under its name
 * @param version which of its name the model is, once there is one
 * @param seconds the training took
 * @param baseDigest SHA-256 of the base model
 * @param adapterDigest SHA-256 of the adapter, once it is trained
 * @param message why it failed
 * @param heldOutPpm part of the rows that is held out
 * @param rewardGwei promised to contributors
 * @param building what the registration of the model costs; absent where it costs nothing
 * @param createdMillis when it was asked for
 */
public record RunDetail(
        String id,
        String name,
        String owner,
        Optional<String> ownerName,

        @Words({
            "queued",
            "training",
            "evaluating",
            "registering",
            "attributing",
            "valuing",
            "ready",
            "failed",
            "cancelled"
        })
        String state,

        boolean paused,
        long progressPpm,
        long attributionPpm,
        long valuePpm,
        int step,
        Optional<Integer> stepsTaken,
        @AtMost(4) List<PhaseLine> phases,
        Optional<Long> trainedTokens,
        Optional<Double> tokensASecond,
        @AtMost(64) List<VersionPin> versions,
        LearningPlan configuration,
        @AtMost(100_000) List<double[]> lossCurve,
        @AtMost(8) List<LookLine> looks,
        Optional<Double> lossBefore,
        Optional<Double> lossAfter,
        Optional<Double> heldOutLossBefore,
        Optional<Double> heldOutLossAfter,
        Optional<Integer> smoothPpm,
        Optional<String> smoothnessAdvice,
        Optional<Long> gateNanonats,
        boolean live,
        Optional<Long> version,
        Optional<Double> seconds,
        String baseDigest,
        Optional<String> adapterDigest,
        Optional<String> message,
        int heldOutPpm,
        long rewardGwei,
        Optional<BuildingFee> building,
        long createdMillis) {}
