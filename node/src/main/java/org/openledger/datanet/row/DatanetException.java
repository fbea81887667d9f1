package org.openledger.datanet.row;

import org.openledger.store.Refusal;

/** A request about Datanets that cannot be done. */
public final class DatanetException extends Refusal {
    private static final long serialVersionUID = 1L;

    public DatanetException(Kind kind, String message) {
        super(kind, message);
    }

    public DatanetException(Reason reason, String message) {
        super(reason, message);
    }
}
