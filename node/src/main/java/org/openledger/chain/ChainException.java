package org.openledger.chain;

/** The chain could not be reached, or what it says contradicts what this node knows; the message says what to do. */
public class ChainException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ChainException(String message) {
        super(message);
    }

    public ChainException(String message, Throwable cause) {
        super(message, cause);
    }
}
