package org.openledger.train;

/**
 * One point of a loss curve.
 *
 * @param step steps done, from 1
 * @param loss the step's mean loss in nats
 */
public record LossPoint(int step, double loss) {}
