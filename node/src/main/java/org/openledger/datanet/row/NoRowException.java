package org.openledger.datanet.row;

import org.openledger.store.Refusal;

/** One record that cannot be a row. It is caught where the record is read, and refused alone. */
public final class NoRowException extends Refusal {
    private static final long serialVersionUID = 1L;

    private final org.openledger.datanet.row.Reason why;
    private final boolean repairable;

    /** @param repairable whether it is a row where repairs are wanted */
    public NoRowException(org.openledger.datanet.row.Reason why, String detail, boolean repairable) {
        super(Kind.INVALID, detail);
        this.why = why;
        this.repairable = repairable;
    }

    public NoRowException(org.openledger.datanet.row.Reason why, String detail) {
        this(why, detail, false);
    }

    public org.openledger.datanet.row.Reason why() {
        return why;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    public boolean isRepairable() {
        return repairable;
    }
}
