package org.openledger.factory;

import org.openledger.store.Refusal;

/** A run or model that cannot be as asked. */
public final class FactoryException extends Refusal {
    private static final long serialVersionUID = 1L;

    public FactoryException(Kind kind, String message) {
        super(kind, message);
    }
}
