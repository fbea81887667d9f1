package org.openledger.factory.building;

import org.openledger.store.Refusal;

/** A building fee that cannot be paid. */
public final class BuildingException extends Refusal {
    private static final long serialVersionUID = 1L;

    public BuildingException(String message) {
        super(Kind.UNPAID, message);
    }
}
