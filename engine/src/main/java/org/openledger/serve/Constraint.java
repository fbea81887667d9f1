package org.openledger.serve;

/** Which texts an answer may have, as an automaton over its tokens. It belongs to one answer. */
public interface Constraint {
    /** Takes from {@code logits} what may not come next, by making it negative infinity. */
    void mask(float[] logits);

    /** The token that came. */
    void accept(int token);
}
