package org.openledger.retrieval;

import org.openledger.store.Refusal;

/** A retrieval that cannot be done. */
public final class RetrievalException extends Refusal {
    private static final long serialVersionUID = 1L;

    public RetrievalException(Kind kind, String message) {
        super(kind, message);
    }

    public RetrievalException(Reason reason, String message) {
        super(reason, message);
    }
}
