package org.openledger.attribution.spans;

import java.util.Locale;

/** The parts of an index file, in the order in which they stand. n is the text's length: all tokens and one separator a row. */
enum Section {
    /** The text: each token id plus 1, and 0 after each row; n numbers of the token width. */
    TOKENS,
    /** Suffix array: n times 4 bytes. */
    SUFFIXES,
    /** Its inverse: the rank of each position; n times 4 bytes. */
    RANKS,
    /** {@link Overlaps} of neighbours in the suffix array; n numbers of the overlap width. */
    OVERLAPS,
    /** Smallest overlap under each node of {@link Blocks}; 4 bytes each. */
    OVERLAP_MINIMA,
    /** Where each symbol's suffixes begin, and n at the end; alphabet + 1 times 4 bytes. */
    BUCKETS,
    /** Where each row begins in the text, and n at the end; rows + 1 times 4 bytes. */
    ROW_STARTS,
    /** The row of every {@value RowTable#SAMPLE}th position; 4 bytes each. */
    ROW_SAMPLES,
    /** The contributor's number of each row; 4 bytes each. */
    ROW_CONTRIBUTORS,
    /** The leaf of each row; 32 bytes each. */
    LEAVES,
    /** Names of contributors, by number: length in bytes (4) and UTF-8, one after another. */
    CONTRIBUTORS,
    /** The earliest distinct rows under each node; {@link SpanIndex#MAX_LEAVES} times 4 bytes each, -1 where there are fewer. */
    EARLIEST_ROWS,
    /** Under each node, how far back the suffix array's last entry of the same contributor lies at most: the smallest such rank, -1 for none. */
    PREVIOUS_MINIMA;

    /** The name in the file's header and in messages. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
