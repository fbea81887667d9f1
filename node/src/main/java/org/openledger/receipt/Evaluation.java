package org.openledger.receipt;

import java.util.Optional;
import org.openledger.attribution.shares.Attribution;
import org.openledger.verify.Receipt;

/**
 * An attribution and what it was computed with, so that it can be computed again.
 *
 * @param method what receipts call the way it was computed
 * @param influenceDigest of the counterfactual adapters
 * @param indexDigest of the span index
 * @param seed of the resampling behind intervals and confidence
 * @param readyMillis since when the counterfactual adapters are there
 * @param upstream which other engine computed the answer, and how far its scores are from ours; empty where ours did
 */
public record Evaluation(
        Attribution attribution,
        String method,
        String influenceDigest,
        String indexDigest,
        long seed,
        long readyMillis,
        Optional<Receipt.Upstream> upstream) {
    /** An answer whose scores are not those of the model is nobody's: what it was scored with did not give it. */
    public Evaluation {
        attribution = upstream.filter(engine -> !engine.agrees()).isPresent() ? attribution.ofNobody() : attribution;
    }
}
