package org.openledger.attribution.spans;

/**
 * One walk over an answer that finds every maximal matching span. The state is the longest match from the present start: its
 * length and the interval of the suffix array that it is a prefix of. The end moves right by extending the match (a binary
 * search inside the interval); when that fails, the start moves right along the suffix link of the suffix tree, which an array
 * has too: the rank of the next position is inside the new interval, and the overlaps around it show how far the interval
 * reaches (M. Abouelhoda, S. Kurtz, E. Ohlebusch, "Replacing suffix trees with enhanced suffix arrays", 2004). Both ends only
 * ever move right, so the walk takes 2n steps of logarithmic cost, however much the answer or the rows repeat themselves.
 */
final class SuffixWalk {
    private final int textLength;
    private final int alphabet;
    private final Column tokens;
    private final Column suffixes;
    private final Column ranks;
    private final Column overlaps;
    private final Column overlapMinima;
    private final Column buckets;
    private final Blocks blocks;

    /** Takes the spans as they are found: ranks low to high are the suffixes that begin with the span. */
    interface Found {
        void span(int start, int length, int low, int high);
    }

    SuffixWalk(IndexFile.Mapped file, Blocks blocks) {
        this.textLength = file.header().textLength();
        this.alphabet = file.header().alphabet();
        this.tokens = new Column(file.bytes(Section.TOKENS), file.header().tokenWidth());
        this.suffixes = new Column(file.bytes(Section.SUFFIXES), Integer.BYTES);
        this.ranks = new Column(file.bytes(Section.RANKS), Integer.BYTES);
        this.overlaps = new Column(file.bytes(Section.OVERLAPS), file.header().overlapWidth());
        this.overlapMinima = new Column(file.bytes(Section.OVERLAP_MINIMA), Integer.BYTES);
        this.buckets = new Column(file.bytes(Section.BUCKETS), Integer.BYTES);
        this.blocks = blocks;
    }

    /** Finds the maximal spans of at least {@code minLength} tokens, from left to right. */
    void walk(int[] answer, int minLength, Found found) {
        Match match = new Match();
        int reached = 0;
        for (int start = 0; answer.length - start >= minLength && reached < answer.length; start++) {
            while (start + match.length < answer.length && match.extend(answer[start + match.length])) {
                // each success moves the end by one token
            }
            int end = start + match.length;
            if (end > reached && match.length >= minLength) {
                found.span(start, match.length, match.low, match.high);
            }
            reached = Math.max(reached, end);
            if (match.length > 0) {
                match.dropFirst(answer, start);
            }
        }
    }

    /** The suffixes that begin with the token, as [first, end) ranks; empty where no row has it. */
    int bucketStart(int token) {
        return token < alphabet - 1 ? buckets.get(token + 1) : textLength;
    }

    int bucketEnd(int token) {
        return token < alphabet - 1 ? buckets.get(token + 2) : textLength;
    }

    private final class Match {
        private int length;
        private int low;
        private int high;

        boolean extend(int token) {
            if (length == 0) {
                return enterBucket(token);
            }
            int symbol = token + 1;
            int first = lowerBound(low, high + 1, symbol);
            if (first > high || symbolAfter(first) != symbol) {
                return false;
            }
            high = symbolAfter(high) == symbol ? high : lowerBound(first + 1, high, symbol + 1) - 1;
            low = first;
            length++;
            return true;
        }

        private boolean enterBucket(int token) {
            low = bucketStart(token);
            high = bucketEnd(token) - 1;
            length = low <= high ? 1 : 0;
            return length == 1;
        }

        void dropFirst(int[] answer, int start) {
            length--;
            if (length == 1) {
                enterBucket(answer[start + 1]);
            } else if (length > 1) {
                int rank = ranks.get(suffixes.get(low) + 1);
                low = lastBelow(rank, length);
                high = firstBelow(rank + 1, length) - 1;
            }
        }

        /** First rank in [from, to) whose suffix goes on, after the match, with at least {@code symbol}; {@code to} if none. */
        private int lowerBound(int from, int to, int symbol) {
            while (from < to) {
                int middle = (from + to) >>> 1;
                if (symbolAfter(middle) < symbol) {
                    from = middle + 1;
                } else {
                    to = middle;
                }
            }
            return from;
        }

        private int symbolAfter(int rank) {
            return tokens.get(suffixes.get(rank) + length);
        }
    }

    /** Largest rank up to {@code from} whose overlap is below {@code bound}; rank 0 overlaps with nothing, so there is one. */
    private int lastBelow(int from, int bound) {
        int block = from / Blocks.BLOCK;
        int inBlock = scanBack(block * Blocks.BLOCK, from, bound);
        int node = block;
        int level = 0;
        while (inBlock < 0) {
            int first = node - node % Blocks.FAN;
            int child = node - 1;
            while (child >= first && overlapMinima.get(blocks.index(level, child)) >= bound) {
                child--;
            }
            if (child >= first) {
                return descendLast(level, child, bound);
            }
            node /= Blocks.FAN;
            level++;
        }
        return inBlock;
    }

    private int descendLast(int level, int node, int bound) {
        while (level > 0) {
            int child = blocks.endChild(level, node) - 1;
            level--;
            while (overlapMinima.get(blocks.index(level, child)) >= bound) {
                child--;
            }
            node = child;
        }
        return scanBack(node * Blocks.BLOCK, Math.min(textLength, (node + 1) * Blocks.BLOCK) - 1, bound);
    }

    private int scanBack(int first, int from, int bound) {
        int k = from;
        while (k >= first && overlaps.get(k) >= bound) {
            k--;
        }
        return k >= first ? k : -1;
    }

    /** Smallest rank from {@code from} on whose overlap is below {@code bound}; the text's length if none. */
    private int firstBelow(int from, int bound) {
        if (from >= textLength) {
            return textLength;
        }
        int block = from / Blocks.BLOCK;
        int inBlock = scanOn(from, Math.min(textLength, (block + 1) * Blocks.BLOCK), bound);
        int node = block;
        for (int level = 0; inBlock < 0 && level < blocks.levels(); level++) {
            int end = Math.min(blocks.nodes(level), (node / Blocks.FAN + 1) * Blocks.FAN);
            int child = node + 1;
            while (child < end && overlapMinima.get(blocks.index(level, child)) >= bound) {
                child++;
            }
            if (child < end) {
                return descendFirst(level, child, bound);
            }
            node /= Blocks.FAN;
        }
        return inBlock < 0 ? textLength : inBlock;
    }

    private int descendFirst(int level, int node, int bound) {
        while (level > 0) {
            int child = Blocks.firstChild(node);
            level--;
            while (overlapMinima.get(blocks.index(level, child)) >= bound) {
                child++;
            }
            node = child;
        }
        return scanOn(node * Blocks.BLOCK, Math.min(textLength, (node + 1) * Blocks.BLOCK), bound);
    }

    private int scanOn(int from, int end, int bound) {
        int k = from;
        while (k < end && overlaps.get(k) >= bound) {
            k++;
        }
        return k < end ? k : -1;
    }
}
