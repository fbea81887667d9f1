package org.openledger.administration;

import org.openledger.store.Refusal;

/** Something about an admin token or a link was refused. */
public final class AdministrationException extends Refusal {
    private static final long serialVersionUID = 1L;

    public AdministrationException(Kind kind, String message) {
        super(kind, message);
    }

    public AdministrationException(Reason reason, String message) {
        super(reason, message);
    }
}
