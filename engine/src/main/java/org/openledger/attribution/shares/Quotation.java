package org.openledger.attribution.shares;

import java.util.List;

/**
 * A part of an answer that stands word for word in a contributor's rows: evidence of quotation, not of cause.
 *
 * @param start offset of its first token in the answer
 * @param length tokens
 * @param count occurrences in the rows of all contributors
 * @param leaves rows of this contributor that show it, at most five
 */
public record Quotation(int start, int length, int count, List<String> leaves) {
    public Quotation {
        leaves = List.copyOf(leaves);
    }
}
