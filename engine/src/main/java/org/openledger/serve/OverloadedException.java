package org.openledger.serve;

/** Too many requests wait already; try again after {@link #retryAfterSeconds()}. */
public final class OverloadedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int retryAfterSeconds;

    public OverloadedException(int waiting, int retryAfterSeconds) {
        super(waiting + " requests are waiting already; try again in " + retryAfterSeconds + " s");
        this.retryAfterSeconds = retryAfterSeconds;
    }

    public int retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
