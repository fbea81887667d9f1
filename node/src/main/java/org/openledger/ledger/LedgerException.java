package org.openledger.ledger;

import org.openledger.store.Refusal;

/** The journal refused something; nothing was written. */
public final class LedgerException extends Refusal {
    private static final long serialVersionUID = 1L;

    public LedgerException(String message) {
        super(Kind.FAILED, message);
    }

    public LedgerException(Kind kind, String message) {
        super(kind, message);
    }
}
