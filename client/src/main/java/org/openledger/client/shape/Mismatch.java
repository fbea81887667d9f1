package org.openledger.client.shape;

/** A value that does not have the shape it should have; the message is one sentence for its sender. */
public final class Mismatch extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String path;
    private final Kind kind;

    /** What is wrong. */
    public enum Kind {
        /** The name does not exist. */
        UNKNOWN,
        MISSING,
        /** The value is of another type, or out of bounds. */
        WRONG,
        /** The parameter asks for what is not done here. */
        UNSUPPORTED
    }

    Mismatch(Kind kind, String path, String message) {
        super(message);
        this.kind = kind;
        this.path = path;
    }

    public Kind kind() {
        return kind;
    }

    /** Where it stands, such as {@code messages[0].role}. */
    public String path() {
        return path;
    }
}
