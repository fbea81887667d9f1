package org.openledger.factory;

/** A run or model that cannot be as asked; the message says what was wrong, where, and what to do. */
public final class FactoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    public FactoryException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** Whose mistake it is, and of which sort. */
    public enum Kind {
        INVALID,
        UNKNOWN,
        CONFLICT,
        /** A licence does not allow it. */
        NO_RIGHT,
        /** The deposit or the spending limit does not cover it. */
        NO_MONEY
    }
}
