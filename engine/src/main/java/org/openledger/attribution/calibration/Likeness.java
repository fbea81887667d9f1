package org.openledger.attribution.calibration;

/**
 * How alike an answer's credit is by two seeds.
 *
 * @param stated the part that stays when the answer's tokens are resampled, in [0, 1]
 * @param found the part that both seeds give to the same receivers, in [0, 1]
 */
public record Likeness(double stated, double found) {}
