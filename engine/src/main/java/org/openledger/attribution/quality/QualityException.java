package org.openledger.attribution.quality;

/** A measurement cannot be made; the message says what was wrong, where, and what to do. */
public final class QualityException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public QualityException(String message) {
        super(message);
    }
}
