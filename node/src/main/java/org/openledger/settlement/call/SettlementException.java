package org.openledger.settlement.call;

/** A settlement or claim is not possible as asked; nothing was changed. The message says why and what to do. */
public final class SettlementException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SettlementException(String message) {
        super(message);
    }
}
