package org.openledger.identity;

import org.openledger.store.Refusal;

/** An account, key, signature or sign-in was refused. */
public final class IdentityException extends Refusal {
    private static final long serialVersionUID = 1L;

    public IdentityException(String message) {
        super(Kind.INVALID, message);
    }

    public IdentityException(Kind kind, String message) {
        super(kind, message);
    }

    public IdentityException(Reason reason, String message) {
        super(reason, message);
    }

    public IdentityException(String message, Throwable cause) {
        super(Kind.INVALID, message, cause);
    }
}
