package org.openledger.serve;

/**
 * What a serving engine takes on.
 *
 * @param batchRows texts computed together
 * @param waitingRequests requests that may wait for a row; more are refused
 * @param contextTokens longest prompt and answer together
 * @param prefillTokens prompt tokens computed in one pass, so that long prompts do not stall running answers
 * @param adapterBytes of memory that adapters may take; those not used for longest leave it first
 */
public record Limits(int batchRows, int waitingRequests, int contextTokens, int prefillTokens, long adapterBytes) {
    /** Fits a small model on two cores. */
    public static final Limits SMALL = new Limits(16, 64, 512, 2048, 1L << 30);

    public Limits {
        if (batchRows < 1
                || waitingRequests < 1
                || contextTokens < 2
                || prefillTokens < contextTokens
                || adapterBytes < 1) {
            throw new IllegalArgumentException("limits must be positive, and one prompt must fit a prefill pass");
        }
    }
}
