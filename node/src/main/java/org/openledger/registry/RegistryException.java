package org.openledger.registry;

import org.openledger.store.Refusal;

/** A model that cannot be brought, offered or withdrawn as asked. */
public final class RegistryException extends Refusal {
    private static final long serialVersionUID = 1L;

    public RegistryException(Kind kind, String message) {
        super(kind, message);
    }

    public RegistryException(Reason reason, String message) {
        super(reason, message);
    }
}
