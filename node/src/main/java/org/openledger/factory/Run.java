package org.openledger.factory;

import java.util.Optional;
import org.openledger.train.HeldOutLoss;

/**
 * One fine-tuning job.
 *
 * @param id 16 hex characters
 * @param paused whether it rests until its owner says otherwise
 * @param stepsDone steps done of the present part: training, or training the counterfactual adapters
 * @param stepsTotal steps of that part
 * @param lossBefore mean loss over the rows before, in nats a token
 * @param heldOut mean loss over the rows held out under base and adapter, in nats a token; empty where there are none, or not yet
 * @param stepsTaken the step after which the adapter was taken, once it is trained
 * @param trainedTokens of the rows that all steps take, each row as often as it is taken; known from the start on
 * @param smoothPpm how smooth it is, once that is measured, see {@link org.openledger.attribution.influence.Smoothness}
 * @param failure why it failed; empty otherwise
 */
public record Run(
        String id,
        RunRequest request,
        String baseDigest,
        RunState state,
        boolean cancelling,
        boolean paused,
        int stepsDone,
        int stepsTotal,
        Optional<Double> lossBefore,
        Optional<Double> lossAfter,
        Optional<HeldOutLoss> heldOut,
        Optional<Double> trainingSeconds,
        Optional<Integer> stepsTaken,
        Optional<Long> trainedTokens,
        Optional<Integer> smoothPpm,
        Optional<String> adapterDigest,
        String failure,
        long createdMillis,
        Optional<Long> endedMillis) {}
