package org.openledger.attribution.spans.file;

import java.util.Locale;

/**
 * The parts of an index file, in the order in which they stand. n is the text's length: all tokens and one separator a row. A
 * {@link Column} follows its numbers with padding. Sections that a tier has not are empty.
 */
public enum Section {
    /** Where each symbol's suffixes begin in the suffix array, and n at the end; alphabet + 1 numbers of 32 bits. */
    BUCKETS,
    /** The symbol before each suffix, in the order of the suffix array (the Burrows–Wheeler transform), as {@link SymbolRanks}:
     * {@link PlainBits}, or in the compact tier {@link PackedBits}. */
    PRECEDING,
    /** {@link Overlaps} of neighbours in the suffix array; n numbers of the overlap bits, the largest number meaning "longer". */
    OVERLAPS,
    /** The overlaps that do not fit: their ranks, ascending, then their lengths; 32 bits each. */
    LONG_OVERLAPS,
    /** Smallest overlap under each node of {@link Blocks}; 32 bits each. */
    OVERLAP_MINIMA,
    /** Under each node, how far back the suffix array's last entry of the same contributor lies at most: the smallest such rank, -1 for none. */
    PREVIOUS_MINIMA,
    /** Names of contributors, by number: length in bytes (4) and UTF-8, one after another. */
    CONTRIBUTORS,
    /** Compact tier: which suffixes have a sample of their contributor, in the order of the suffix array; n bits as {@link PackedBits}. */
    HOLDER_MARKS,
    /**
     * The contributor's number of each suffix, in the order of the suffix array; n numbers of the holder bits. Compact tier: only of
     * the marked ones. Tier with rows: empty.
     */
    HOLDERS,
    /** Tier with rows: the text, each token id plus 1 and 0 after each row; n numbers of the token bits. */
    TOKENS,
    /** Tier with rows: the suffix array; n numbers of 32 bits. */
    SUFFIXES,
    /** Tier with rows: where each row begins in the text, and n at the end; rows + 1 numbers of 32 bits. */
    ROW_STARTS,
    /** Tier with rows: the row of every {@value RowExtents#SAMPLE}th position; 32 bits each. */
    ROW_SAMPLES,
    /** Tier with rows: the contributor's number of each row; 32 bits each. */
    ROW_CONTRIBUTORS,
    /** Tier with rows: the leaf of each row; 32 bytes each. */
    LEAVES,
    /** Tier with rows: the earliest distinct rows under each node; {@link IndexHeader#MAX_LEAVES} numbers of 32 bits each, -1 where there are fewer. */
    EARLIEST_ROWS;

    /** The name in the file's header and in messages. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public boolean isIn(Tier tier) {
        return switch (this) {
            case BUCKETS, PRECEDING, PREVIOUS_MINIMA, CONTRIBUTORS -> true;
            case OVERLAPS, LONG_OVERLAPS, OVERLAP_MINIMA -> tier != Tier.COMPACT;
            case HOLDER_MARKS -> tier == Tier.COMPACT;
            case HOLDERS -> tier != Tier.ROWS;
            case TOKENS, SUFFIXES, ROW_STARTS, ROW_SAMPLES, ROW_CONTRIBUTORS, LEAVES, EARLIEST_ROWS ->
                tier == Tier.ROWS;
        };
    }
}
