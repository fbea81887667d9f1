package org.openledger.answer;

/** An inference that is refused; the message says why and what to do. */
public final class GatewayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why, for the layer that turns it into a status. */
    public enum Reason {
        UNKNOWN_MODEL,
        /** Prompt and answer do not fit the model's context. */
        TOO_LONG,
        INVALID,
        /** The payer's deposit, less what is held for running requests, does not cover the most this can cost. */
        INSUFFICIENT_DEPOSIT,
        /** Too much is running; try again after the given time. */
        OVERLOADED,
        /** The node is stopping. */
        STOPPING,
        UNKNOWN_RECEIPT,
        NOT_READY
    }

    private final Reason reason;
    private final int retryAfterSeconds;

    public GatewayException(Reason reason, String message) {
        this(reason, message, 0);
    }

    public GatewayException(Reason reason, String message, int retryAfterSeconds) {
        super(message);
        this.reason = reason;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    public Reason reason() {
        return reason;
    }

    /** Zero where trying again would not help. */
    public int retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
