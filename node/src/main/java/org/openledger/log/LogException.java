package org.openledger.log;

import org.openledger.store.Refusal;

/** The log cannot be read, or must not be extended. */
public final class LogException extends Refusal {
    private static final long serialVersionUID = 1L;

    public LogException(String message) {
        super(Kind.FAILED, message);
    }

    public LogException(String message, Throwable cause) {
        super(Kind.FAILED, message, cause);
    }
}
