package org.openledger.client.receipt;

/**
 * How far a trace is.
 *
 * @param step that is done
 * @param ofSteps all there are
 */
public record TraceStep(int step, int ofSteps) {}
