package org.openledger.datanet.intake;

import org.openledger.datanet.file.FileLimits;
import org.openledger.datanet.row.Row;

/**
 * What one upload may be. A record past its limit is refused alone; a body past its limit is refused whole.
 *
 * @param maxRecordCharacters longest line, cell or document
 * @param maxRows most records looked at in one upload
 * @param maxBodyBytes largest upload
 * @param maxContentBytes what an upload may unpack to
 * @param maxFieldCharacters longest field of a row, and all metadata of one
 */
public record IntakeLimits(
        int maxRecordCharacters, int maxRows, long maxBodyBytes, long maxContentBytes, int maxFieldCharacters) {
    public static final IntakeLimits STANDARD = new IntakeLimits(1 << 20, 10_000_000, 2L << 30, 8L << 30, 32_768);

    public IntakeLimits {
        if (maxRecordCharacters < 1
                || maxRows < 1
                || maxRows >= Row.MAX_A_CONTRIBUTION
                || maxBodyBytes < 1
                || maxContentBytes < 1
                || maxFieldCharacters < 1) {
            throw new IllegalArgumentException("an intake limit is out of range");
        }
    }

    FileLimits ofFile() {
        return new FileLimits(maxRecordCharacters, maxContentBytes);
    }
}
