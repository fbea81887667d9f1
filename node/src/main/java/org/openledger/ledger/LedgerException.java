package org.openledger.ledger;

/** The journal refused something; nothing was written. The message says what, where, and what to do. */
public final class LedgerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LedgerException(String message) {
        super(message);
    }
}
