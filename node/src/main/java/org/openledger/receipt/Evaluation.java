package org.openledger.receipt;

import org.openledger.attribution.shares.Attribution;

/**
 * An attribution and what it was computed with, so that it can be computed again.
 *
 * @param influenceDigest of the counterfactual adapters
 * @param indexDigest of the span index
 * @param seed of the resampling behind intervals and confidence
 * @param readyMillis since when the counterfactual adapters are there
 */
public record Evaluation(
        Attribution attribution, String influenceDigest, String indexDigest, long seed, long readyMillis) {}
