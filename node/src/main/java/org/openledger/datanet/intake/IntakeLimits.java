package org.openledger.datanet.intake;

import org.openledger.datanet.row.Row;

/**
 * What one upload may be. A line past its limit is refused alone; a body past its limit is refused whole.
 *
 * @param maxLineBytes longest line, without its end
 * @param maxRows most lines looked at in one upload
 * @param maxBodyBytes largest upload
 * @param maxFieldCharacters longest field of a row
 */
public record IntakeLimits(int maxLineBytes, int maxRows, long maxBodyBytes, int maxFieldCharacters) {
    /** Deepest nesting of JSON that is read at all; rows themselves are flat. */
    public static final int MAX_DEPTH = 32;

    public static final IntakeLimits STANDARD = new IntakeLimits(1 << 20, 100_000, 256L << 20, 32_768);

    public IntakeLimits {
        if (maxLineBytes < 1
                || maxRows < 1
                || maxRows >= Row.MAX_A_CONTRIBUTION
                || maxBodyBytes < 1
                || maxFieldCharacters < 1) {
            throw new IllegalArgumentException("an intake limit is out of range");
        }
    }
}
