package org.openledger.sale;

import org.openledger.store.Refusal;

/** A payment by signature that is not taken. */
public final class SaleException extends Refusal {
    private static final long serialVersionUID = 1L;

    public SaleException(Kind kind, String message) {
        super(kind, message);
    }
}
