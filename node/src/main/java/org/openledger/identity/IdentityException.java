package org.openledger.identity;

/** An account, key, signature or sign-in was refused; the message says what was wrong and what to do. */
public final class IdentityException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public IdentityException(String message) {
        super(message);
    }

    public IdentityException(String message, Throwable cause) {
        super(message, cause);
    }
}
