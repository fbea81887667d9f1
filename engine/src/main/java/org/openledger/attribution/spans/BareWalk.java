package org.openledger.attribution.spans;

import org.openledger.attribution.spans.file.BackwardSearch;

/**
 * The walk of the compact tier, which has no overlaps. A match is made longer on the left until no row has it; it is maximal then.
 * The next one goes at least one token further to the left, and ends at the last place for which rows have it at all: found by
 * trying 1, 2, 4, ... tokens, then halving. A span of n tokens costs some n log n steps, where {@link SuffixWalk} takes two.
 */
final class BareWalk implements SpanWalk {
    private final BackwardSearch search;

    BareWalk(BackwardSearch search) {
        this.search = search;
    }

    @Override
    public void walk(int[] answer, int minLength, Found found) {
        long ranks = all();
        int start = answer.length;
        for (int end = answer.length; end > 0; ) {
            for (long more = ranks; more != BackwardSearch.NOWHERE; ) {
                ranks = more;
                more = start == 0 ? BackwardSearch.NOWHERE : prepend(answer[start - 1], ranks);
                start -= more == BackwardSearch.NOWHERE ? 0 : 1;
            }
            if (end - start >= minLength) {
                found.span(start, end - start, low(ranks), end(ranks) - 1);
            }
            if (start == 0) {
                return;
            }
            start--;
            end = lastEnd(answer, start, end);
            ranks = ranksOf(answer, start, end);
        }
    }

    /** The last place before {@code limit} at which a match that begins at {@code start} can end; {@code start} if there is none. */
    private int lastEnd(int[] answer, int start, int limit) {
        int possible = start;
        int impossible = limit;
        int tried = start + 1;
        while (tried < impossible && ranksOf(answer, start, tried) != BackwardSearch.NOWHERE) {
            possible = tried;
            tried += tried - start;
        }
        impossible = Math.min(impossible, tried);
        while (impossible - possible > 1) {
            int middle = (possible + impossible) >>> 1;
            if (ranksOf(answer, start, middle) == BackwardSearch.NOWHERE) {
                impossible = middle;
            } else {
                possible = middle;
            }
        }
        return possible;
    }

    private long ranksOf(int[] answer, int start, int end) {
        long ranks = all();
        for (int i = end - 1; i >= start && ranks != BackwardSearch.NOWHERE; i--) {
            ranks = prepend(answer[i], ranks);
        }
        return ranks;
    }

    private long all() {
        return search.textLength();
    }

    private long prepend(int token, long ranks) {
        return search.prepend(token, low(ranks), end(ranks));
    }

    private static int low(long ranks) {
        return (int) (ranks >>> Integer.SIZE);
    }

    private static int end(long ranks) {
        return (int) ranks;
    }
}
