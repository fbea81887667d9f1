package org.openledger.app;

/** A command could not be carried out; the message says what was wrong and what to do. Printed without a stack trace. */
public class AppException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public AppException(String message) {
        super(message);
    }

    public AppException(String message, Throwable cause) {
        super(message, cause);
    }
}
