package org.openledger.upstream;

import org.openledger.store.Refusal;

/** An upstream does not answer, or answers something else than was asked for. */
public final class UpstreamException extends Refusal {
    private static final long serialVersionUID = 1L;

    private final Sort sort;

    /** What it says of the upstream. */
    enum Sort {
        /** It cannot be reached, or fails whatever it is asked: others are asked until it answers again. */
        DOWN,
        /** It does not know the adapter. */
        UNKNOWN,
        /** It answers, but not this, or not as it must. */
        WRONG
    }

    UpstreamException(String message) {
        this(Sort.WRONG, message);
    }

    UpstreamException(Sort sort, String message) {
        super(Kind.UPSTREAM_FAILED, message);
        this.sort = sort;
    }

    Sort sort() {
        return sort;
    }
}
