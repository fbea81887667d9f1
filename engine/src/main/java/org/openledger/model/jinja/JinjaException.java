package org.openledger.model.jinja;

/** A template that cannot be read or rendered; the message says why and in which line. */
public final class JinjaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean refusal;

    JinjaException(String message) {
        this(message, false);
    }

    private JinjaException(String message, boolean refusal) {
        super(message);
        this.refusal = refusal;
    }

    /** What a template says by {@code raise_exception}. */
    static JinjaException refusal(String reason) {
        return new JinjaException("the template says: " + reason, true);
    }

    /** Whether the template itself refused what it was given. */
    public boolean isRefusal() {
        return refusal;
    }

    /** With the line in front, unless the message has one. */
    JinjaException at(int line) {
        String said = String.valueOf(getMessage());
        return said.startsWith("line ") ? this : new JinjaException("line " + line + ": " + said, refusal);
    }
}
