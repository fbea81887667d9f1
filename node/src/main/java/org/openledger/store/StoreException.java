package org.openledger.store;

/** Something could not be kept or read back. */
public final class StoreException extends Refusal {
    private static final long serialVersionUID = 1L;

    public StoreException(String message) {
        super(Kind.FAILED, message);
    }

    public StoreException(String message, Throwable cause) {
        super(Kind.FAILED, message, cause);
    }

    public StoreException(Kind kind, String message) {
        super(kind, message);
    }
}
