package org.openledger.log;

/** The log cannot be read, or must not be extended; the message says what disagrees, where, and what to do. */
public final class LogException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LogException(String message) {
        super(message);
    }

    public LogException(String message, Throwable cause) {
        super(message, cause);
    }
}
