package org.openledger.model.jinja;

/** What one rendering may still do: each expression, each item gone through, and each character made is a unit. */
final class WorkLimit {
    /** A prompt of 4 million characters, made a few times over; seconds at most. */
    static final long MOST = 50_000_000;

    /** Templates within templates: macros that call macros, lists in lists. */
    static final int MAXIMUM_DEPTH = 100;

    private long left = MOST;
    private int depth;

    void spend(long units) {
        left -= Math.max(1, units);
        if (left < 0) {
            throw new JinjaException("it does too much: a template may do " + MOST
                    + " units of work, such as going through an item or making a character");
        }
    }

    void enter() {
        if (++depth > MAXIMUM_DEPTH) {
            throw new JinjaException("it goes more than " + MAXIMUM_DEPTH + " levels deep");
        }
    }

    void leave() {
        depth--;
    }

    /** Text that was made. */
    String made(String text) {
        spend(text.length());
        return text;
    }
}
