package org.openledger.factory;

import java.util.SortedMap;

/**
 * A look at a model that is being trained.
 *
 * @param step steps that were done; 0 for the base
 * @param heldOutLoss mean loss of a token of some held-out rows, in nats
 * @param answers to a few of them, by leaf
 */
public record Look(int step, double heldOutLoss, SortedMap<String, String> answers) {}
