package org.openledger.attribution.influence;

/** Effects could not be prepared or measured; the message says what was wrong, where, and what to do. */
public final class InfluenceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InfluenceException(String message) {
        super(message);
    }

    public InfluenceException(String message, Throwable cause) {
        super(message, cause);
    }
}
