package org.openledger.app;

/** A command could not be carried out; the message says what was wrong and what to do. Printed without a stack trace. */
final class AppException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AppException(String message) {
        super(message);
    }

    AppException(String message, Throwable cause) {
        super(message, cause);
    }
}
