package org.openledger.settlement.call;

import org.openledger.store.Refusal;

/** A settlement or claim is not possible as asked. */
public final class SettlementException extends Refusal {
    private static final long serialVersionUID = 1L;

    public SettlementException(String message) {
        super(Kind.CONFLICT, message);
    }

    public SettlementException(String message, Throwable cause) {
        super(Kind.CONFLICT, message, cause);
    }

    public SettlementException(Reason reason, String message) {
        super(reason, message);
    }
}
