package org.openledger.client.run;

import java.util.List;
import org.openledger.client.shape.AtMost;

/**
 * A look at a model that is being trained.
 *
 * @param step optimiser steps that were done; 0 for the base
 * @param heldOutLoss mean loss of a token of some rows that were held out, in nats
 * @param samples what it answers to a few of them
 */
public record LookLine(
        int step, double heldOutLoss, @AtMost(3) List<Sample> samples) {
    /**
     * An answer.
     *
     * @param leaf of the row that asks
     * @param answer the likeliest one
     */
    public record Sample(String leaf, String answer) {}
}
