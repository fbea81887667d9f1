package org.openledger.quality.fact;

import org.openledger.quality.copies.Rewording;
import org.openledger.train.RowText;

/**
 * One thing that a contributor's row says.
 *
 * @param row as it is contributed
 * @param otherWords the same in other words
 */
public record Statement(RowText row, RowText otherWords) {
    /** A row and what {@link Rewording} makes of it. */
    public static Statement of(RowText row, long seed) {
        return new Statement(row, Rewording.paraphrase(row, seed));
    }
}
