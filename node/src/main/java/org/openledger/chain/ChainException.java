package org.openledger.chain;

import org.openledger.store.Refusal;

/** The chain could not be reached, or what it says contradicts what this node knows. */
public class ChainException extends Refusal {
    private static final long serialVersionUID = 1L;

    public ChainException(String message) {
        super(Kind.FAILED, message);
    }

    public ChainException(String message, Throwable cause) {
        super(Kind.FAILED, message, cause);
    }

    public ChainException(Kind kind, String message) {
        super(kind, message);
    }

    public ChainException(Reason reason, String message) {
        super(reason, message);
    }
}
