package org.openledger.datanet.row;

/** A request about Datanets that cannot be done; the message says what was wrong, where, and what to do. */
public final class DatanetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    public DatanetException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** Whose mistake it is, and of which sort. */
    public enum Kind {
        /** What was sent is not what is needed. */
        INVALID,
        /** There is no such Datanet, contribution, version or row. */
        UNKNOWN,
        /** It cannot be done in the present state. */
        CONFLICT,
        /** Another account may do this, not this one. */
        FORBIDDEN,
        /** More was sent than a named limit allows. */
        TOO_LARGE
    }
}
