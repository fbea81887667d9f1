package org.openledger.attribution.spans.file;

import java.util.Arrays;

/**
 * Backward search (P. Ferragina, G. Manzini, "Opportunistic data structures with applications", FOCS 2000): what follows a token in
 * the suffix array is told by two ranks in the sequence of preceding symbols. It needs neither the text nor the suffix array.
 */
public final class BackwardSearch {
    /** No rows have it. */
    public static final long NOWHERE = -1;

    private final int textLength;
    private final int alphabet;
    private final int[] buckets;
    private final SymbolRanks preceding;

    public BackwardSearch(IndexFile.Mapped file) {
        this.textLength = file.header().textLength();
        this.alphabet = file.header().alphabet();
        this.buckets = new int[alphabet + 1];
        Column heads = new Column(file.bytes(Section.BUCKETS), Integer.SIZE);
        Arrays.setAll(buckets, heads::get);
        int[] counts = new int[alphabet];
        Arrays.setAll(counts, symbol -> buckets[symbol + 1] - buckets[symbol]);
        HuffmanTree tree = new HuffmanTree(counts);
        this.preceding = file.header().tier() == Tier.COMPACT
                ? SymbolRanks.packed(file.bytes(Section.PRECEDING), tree)
                : SymbolRanks.plain(file.bytes(Section.PRECEDING), tree);
    }

    public int textLength() {
        return textLength;
    }

    /** The suffixes that begin with the token, as [first, end) ranks; empty where no row has it. */
    public int bucketStart(int token) {
        return token < alphabet - 1 ? buckets[token + 1] : textLength;
    }

    public int bucketEnd(int token) {
        return token < alphabet - 1 ? buckets[token + 2] : textLength;
    }

    /**
     * Where the suffixes that begin with a token and go on as those of the ranks [low, end): the first rank in the upper half of the
     * result, one past the last in the lower; or {@link #NOWHERE}.
     */
    public long prepend(int token, int low, int end) {
        int first = bucketStart(token);
        if (first == bucketEnd(token)) {
            return NOWHERE;
        }
        long ranks = preceding.ranks(token + 1, low, end);
        int newLow = first + (int) (ranks >>> Integer.SIZE);
        int newEnd = first + (int) ranks;
        return newLow == newEnd ? NOWHERE : (long) newLow << Integer.SIZE | newEnd;
    }

    /** The rank of the suffix one position to the left of the one at {@code rank}, which must not be a row's first. */
    int leftOf(int rank) {
        long found = preceding.symbolAndRank(rank);
        return buckets[(int) (found >>> Integer.SIZE)] + (int) found;
    }
}
