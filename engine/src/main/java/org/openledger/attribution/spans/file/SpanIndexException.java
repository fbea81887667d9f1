package org.openledger.attribution.spans.file;

/** A span index could not be built, opened or asked; the message says what was wrong, where, and what to do. */
public final class SpanIndexException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SpanIndexException(String message) {
        super(message);
    }

    public SpanIndexException(String message, Throwable cause) {
        super(message, cause);
    }
}
