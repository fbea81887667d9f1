package org.openledger.attribution.influence;

/**
 * What one answer, or one resample of its tokens, says.
 *
 * @param dataPart the part of the tokens' probability that fine-tuning added, averaged: mean of max(0, 1 − p_base/p_model); in [0, 1]
 * @param deltaNats log-likelihood under the model minus under the base (Δ)
 * @param effectNats by group, its part of the log-likelihood that removals take away (e_c)
 */
@SuppressWarnings(
        "ArrayRecordComponent") // hundreds are made for an answer and read in tight loops; nobody writes to them
public record Estimate(double dataPart, double deltaNats, double[] effectNats) {
    public Estimate {
        if (!(dataPart >= 0 && dataPart <= 1)) {
            throw new IllegalArgumentException("the data part is a fraction, not " + dataPart);
        }
    }
}
