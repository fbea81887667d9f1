package org.openledger.retrieval;

/** A retrieval that cannot be done; the message says what was wrong, where, and what to do. */
public final class RetrievalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    public RetrievalException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** Whose mistake it is, and of which sort. */
    public enum Kind {
        INVALID,
        /** There is no such Datanet, or it has no version yet. */
        UNKNOWN,
        /** The licence of a Datanet does not allow it. */
        NO_RIGHT,
        /** An index is still being made; try again. */
        NOT_READY
    }

    public Kind kind() {
        return kind;
    }
}
