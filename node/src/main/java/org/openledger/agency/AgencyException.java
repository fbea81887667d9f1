package org.openledger.agency;

import org.openledger.store.Refusal;

/** Something about mandates or actions that is not done. */
public final class AgencyException extends Refusal {
    private static final long serialVersionUID = 1L;

    public AgencyException(Kind kind, String message) {
        super(kind, message);
    }

    public AgencyException(Reason reason, String message) {
        super(reason, message);
    }
}
