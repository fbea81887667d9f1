package org.openledger.client.run;

import java.util.Optional;
import org.openledger.client.shape.Words;

/**
 * One part of a run.
 *
 * @param phase what is done in it: the training; asking the model what it never learnt; training without each contributor; measuring
 *     what rows did
 * @param adapterSteps its optimiser steps, each times the adapters that take it; 0 where it has none
 * @param expectedSeconds it was expected to last before the run, where the speed of this machine was known
 * @param donePpm part of it that is done
 * @param secondsLeft by the speed so far; absent where nothing tells it
 */
public record PhaseLine(
        @Words({"training", "evaluating", "attributing", "valuing"})
        String phase,

        long adapterSteps,
        Optional<Double> expectedSeconds,
        long donePpm,
        Optional<Double> secondsLeft) {}
