package org.openledger.serve;

import org.openledger.model.KvCache;
import org.openledger.model.ModelConfig;

/**
 * What a serving engine takes on.
 *
 * @param batchRows texts computed together
 * @param waitingRequests requests that may wait for a row; more are refused
 * @param contextTokens longest prompt and answer together
 * @param prefillTokens prompt tokens computed in one pass, with padding: running answers wait no longer than for one such pass
 * @param cachePages pages of keys and values that all texts have together; at least those of one context
 * @param adapterBytes of memory that adapters may take; those not used for longest leave it first
 */
public record Limits(
        int batchRows, int waitingRequests, int contextTokens, int prefillTokens, int cachePages, long adapterBytes) {
    /** Fits a small model on two cores. */
    public static final Limits SMALL = new Limits(16, 64, 512, 512, 1L << 30);

    private static final int USUAL_RANK = 16;
    /** An adapter that is loaded, its place in the batch, and that among prompts. */
    private static final long COPIES = 3;

    public Limits {
        if (batchRows < 1
                || waitingRequests < 1
                || contextTokens < 2
                || prefillTokens < 1
                || cachePages < KvCache.pages(contextTokens)
                || adapterBytes < 1) {
            throw new IllegalArgumentException("limits must be positive, and one context must fit the cache");
        }
    }

    /** With pages for a whole batch of contexts. */
    public Limits(int batchRows, int waitingRequests, int contextTokens, int prefillTokens, long adapterBytes) {
        this(
                batchRows,
                waitingRequests,
                contextTokens,
                prefillTokens,
                Math.multiplyExact(batchRows, KvCache.pages(contextTokens)),
                adapterBytes);
    }

    /** Texts that are computed and that wait. */
    public int mostTexts() {
        return Math.addExact(batchRows, waitingRequests);
    }

    /** The same for a model, whose context may be shorter; a batch never has more pages than it can fill. */
    public Limits of(ModelConfig model) {
        int context = Math.min(contextTokens, model.maximumPositions());
        int pages = Math.min(cachePages, Math.multiplyExact(batchRows, KvCache.pages(context)));
        return new Limits(batchRows, waitingRequests, context, prefillTokens, pages, adapterBytes);
    }

    /** Bytes that a batch takes in which each row has an adapter of its own, of rank {@value #USUAL_RANK} on every matrix. */
    static long adapterBytes(ModelConfig model, int batchRows) {
        long width = model.projections().stream()
                .mapToLong(each -> each.inputs(model) + each.outputs(model))
                .sum();
        return COPIES * batchRows * model.layers() * width * USUAL_RANK * Float.BYTES;
    }
}
