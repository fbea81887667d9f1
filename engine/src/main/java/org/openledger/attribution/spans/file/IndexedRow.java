package org.openledger.attribution.spans.file;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * One training row as the index takes it.
 *
 * @param ids the row's token ids, each ≥ 0; may be empty. The array is handed over: nobody changes it afterwards
 * @param leaf the row's leaf, 64 lower-case hex digits
 * @param contributor who gave the row, an address or any other name of at most {@value #MAX_CONTRIBUTOR_BYTES} bytes in UTF-8
 */
@SuppressWarnings("ArrayRecordComponent") // copying every row of a corpus would double its memory
public record IndexedRow(int[] ids, String leaf, String contributor) {
    /** Largest token id of a row. */
    public static final int MAX_TOKEN_ID = (1 << 24) - 1;

    public static final int MAX_CONTRIBUTOR_BYTES = 1024;
    private static final Pattern LEAF = Pattern.compile("[0-9a-f]{64}");

    public IndexedRow {
        if (!LEAF.matcher(leaf).matches()) {
            throw new SpanIndexException("a row's leaf must be 64 lower-case hex digits, not \"" + leaf + "\"");
        }
        int bytes = contributor.getBytes(StandardCharsets.UTF_8).length;
        if (bytes == 0 || bytes > MAX_CONTRIBUTOR_BYTES) {
            throw new SpanIndexException("row " + leaf + ": the contributor's name has " + bytes
                    + " bytes; it needs 1 to " + MAX_CONTRIBUTOR_BYTES);
        }
        for (int id : ids) {
            if (id < 0 || id > MAX_TOKEN_ID) {
                throw new SpanIndexException("row " + leaf + ": token id " + id + " is outside 0 to " + MAX_TOKEN_ID);
            }
        }
    }
}
