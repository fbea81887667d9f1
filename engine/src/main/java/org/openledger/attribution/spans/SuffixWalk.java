package org.openledger.attribution.spans;

import org.openledger.attribution.spans.file.BackwardSearch;
import org.openledger.attribution.spans.file.OverlapTable;

/**
 * One walk over an answer, from its end to its start, that finds every maximal matching span. The state is the longest match that
 * begins at the present token: its length and the interval of the suffix array that it is a prefix of. Going one token to the
 * left is a step of {@link BackwardSearch}. Where that finds nothing, the match is maximal, and is cut on the right to the next
 * shorter one with more occurrences, the parent in the suffix tree, which the overlaps tell (E. Ohlebusch, S. Gog, A. Kügel,
 * "Computing Matching Statistics and Maximal Exact Matches on Compressed Full-Text Indexes", SPIRE 2010). Both ends only ever
 * move left, so the walk takes at most 2n steps, however much the answer or the rows repeat themselves.
 */
final class SuffixWalk implements SpanWalk {
    private final BackwardSearch search;
    private final OverlapTable overlaps;

    SuffixWalk(BackwardSearch search, OverlapTable overlaps) {
        this.search = search;
        this.overlaps = overlaps;
    }

    @Override
    public void walk(int[] answer, int minLength, Found found) {
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

    private final class Match {
        private int length;
        private int low;
        private int end = search.textLength();

        /** Makes the match one token longer on the left, or leaves it as it is. */
        boolean prepend(int token) {
            long ranks = search.prepend(token, low, end);
            if (ranks == BackwardSearch.NOWHERE) {
                return false;
            }
            low = (int) (ranks >>> Integer.SIZE);
            end = (int) ranks;
            length++;
            return true;
        }

        /** Makes the match shorter on the right, until it has more occurrences. */
        void cut() {
            length = Math.max(overlaps.at(low), overlaps.at(end));
            if (length == 0) {
                low = 0;
                end = search.textLength();
            } else {
                low = overlaps.lastBelow(low, length);
                end = overlaps.firstBelow(end, length);
            }
        }
    }
}
