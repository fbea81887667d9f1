package org.openledger.serve;

import org.openledger.model.KvCache;
import org.openledger.model.ModelConfig;

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

    private static final int USUAL_RANK = 16;
    /** An adapter that is loaded, its place in the batch, and that among prompts. */
    private static final long COPIES = 3;

    public Limits {
        if (batchRows < 1
                || waitingRequests < 1
                || contextTokens < 2
                || prefillTokens < contextTokens
                || adapterBytes < 1) {
            throw new IllegalArgumentException("limits must be positive, and one prompt must fit a prefill pass");
        }
    }

    /** The same for a model, whose context may be shorter. */
    public Limits of(ModelConfig model) {
        int context = Math.min(contextTokens, model.maximumPositions());
        return new Limits(batchRows, waitingRequests, context, prefillTokens, adapterBytes);
    }

    /** Bytes that keys and values of a whole batch take. */
    public long cacheBytes(ModelConfig model) {
        return KvCache.bytes(model, batchRows, of(model).contextTokens());
    }

    /** Bytes that a batch takes in which each row has an adapter of its own, of rank {@value #USUAL_RANK} on every matrix. */
    public long adapterBytes(ModelConfig model) {
        long width = model.projections().stream()
                .mapToLong(each -> each.inputs(model) + each.outputs(model))
                .sum();
        return COPIES * batchRows * model.layers() * width * USUAL_RANK * Float.BYTES;
    }
}
