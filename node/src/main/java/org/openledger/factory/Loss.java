package org.openledger.factory;

/**
 * A point of a loss curve.
 *
 * @param step steps done, from 1
 * @param loss the step's mean loss in nats
 */
public record Loss(int step, double loss) {}
