package org.openledger.attribution.spans;

import java.util.Arrays;

/**
 * One walk over an answer, from its end to its start, that finds every maximal matching span. The state is the longest match that
 * begins at the present token: its length and the interval of the suffix array that it is a prefix of. Going one token to the
 * left is a step of backward search (P. Ferragina, G. Manzini, "Opportunistic data structures with applications", FOCS 2000):
 * two ranks in the sequence of preceding symbols. Where that finds nothing, the match is maximal, and is cut on the right to the
 * next shorter one with more occurrences, the parent in the suffix tree, which the overlaps tell (E. Ohlebusch, S. Gog, A. Kügel,
 * "Computing Matching Statistics and Maximal Exact Matches on Compressed Full-Text Indexes", SPIRE 2010). Both ends only ever
 * move left, so the walk takes at most 2n steps, however much the answer or the rows repeat themselves; it needs neither the
 * text nor the suffix array nor its inverse.
 */
final class SuffixWalk {
    private final int textLength;
    private final int alphabet;
    private final int[] buckets;
    private final SymbolRanks preceding;
    private final OverlapTable overlaps;

    /** Takes the spans as they are found, from right to left: ranks low to high are the suffixes that begin with the span. */
    interface Found {
        void span(int start, int length, int low, int high);
    }

    SuffixWalk(IndexFile.Mapped file, Blocks blocks) {
        this.textLength = file.header().textLength();
        this.alphabet = file.header().alphabet();
        this.buckets = new int[alphabet + 1];
        Column heads = new Column(file.bytes(Section.BUCKETS), Integer.SIZE);
        Arrays.setAll(buckets, heads::get);
        int[] counts = new int[alphabet];
        Arrays.setAll(counts, symbol -> buckets[symbol + 1] - buckets[symbol]);
        this.preceding = new SymbolRanks(file.bytes(Section.PRECEDING), counts);
        this.overlaps = new OverlapTable(file, blocks);
    }

    /** Finds the maximal spans of at least {@code minLength} tokens. */
    void walk(int[] answer, int minLength, Found found) {
        Match match = new Match();
        for (int start = answer.length - 1; start >= 0; start--) {
            boolean longer = match.prepend(answer[start]);
            if (!longer) {
                report(match, start + 1, minLength, found);
            }
            while (!longer && match.length > 0) {
                match.cut();
                longer = match.prepend(answer[start]);
            }
        }
        report(match, 0, minLength, found);
    }

    private static void report(Match match, int start, int minLength, Found found) {
        if (match.length >= minLength) {
            found.span(start, match.length, match.low, match.end - 1);
        }
    }

    /** The suffixes that begin with the token, as [first, end) ranks; empty where no row has it. */
    int bucketStart(int token) {
        return token < alphabet - 1 ? buckets[token + 1] : textLength;
    }

    int bucketEnd(int token) {
        return token < alphabet - 1 ? buckets[token + 2] : textLength;
    }

    private final class Match {
        private int length;
        private int low;
        private int end = textLength;

        /** Makes the match one token longer on the left, or leaves it as it is. */
        boolean prepend(int token) {
            int first = bucketStart(token);
            if (first == bucketEnd(token)) {
                return false;
            }
            long ranks = preceding.ranks(token + 1, low, end);
            int newLow = (int) (ranks >>> Integer.SIZE);
            int newEnd = (int) ranks;
            if (newLow == newEnd) {
                return false;
            }
            low = first + newLow;
            end = first + newEnd;
            length++;
            return true;
        }

        /** Makes the match shorter on the right, until it has more occurrences. */
        void cut() {
            length = Math.max(overlaps.at(low), overlaps.at(end));
            if (length == 0) {
                low = 0;
                end = textLength;
            } else {
                low = overlaps.lastBelow(low, length);
                end = overlaps.firstBelow(end, length);
            }
        }
    }
}
