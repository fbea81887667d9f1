package org.openledger.serve;

import java.util.List;

/**
 * A part of a running answer.
 *
 * @param text what it adds to the text
 * @param scores of the tokens that it adds, where they were asked for
 */
public record Piece(String text, List<TokenScore> scores) {
    public Piece {
        scores = List.copyOf(scores);
    }

    boolean isEmpty() {
        return text.isEmpty() && scores.isEmpty();
    }
}
