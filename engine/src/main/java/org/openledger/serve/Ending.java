package org.openledger.serve;

import java.util.List;
import java.util.Set;

/**
 * What ends an answer beside its length.
 *
 * @param stop texts before which the answer ends; they are not part of it
 * @param tokens that end it, beside the model's own
 * @param ignoreEnd whether the model's own end tokens end nothing; they are part of the answer then
 * @param minTokens so many tokens come before a token may end it
 */
public record Ending(List<String> stop, Set<Integer> tokens, boolean ignoreEnd, int minTokens) {
    public Ending {
        if (stop.stream().anyMatch(String::isEmpty)) {
            throw new IllegalArgumentException("a stop text is empty");
        }
        if (minTokens < 0) {
            throw new IllegalArgumentException("minTokens is " + minTokens + ": it must be 0 or more");
        }
        stop = List.copyOf(stop);
        tokens = Set.copyOf(tokens);
    }

    /** By the model's own end tokens, or before a text. */
    public static Ending at(List<String> stop) {
        return new Ending(stop, Set.of(), false, 0);
    }
}
