package org.openledger.attribution.spans.sort;

import java.util.Arrays;

/**
 * The suffix array of an integer text: the positions of all suffixes, in their lexicographic order.
 *
 * <p>A suffix is S-type when it is smaller than the next one and L-type when larger; an LMS position is an S-type whose left
 * neighbour is L-type. About a third of the positions are; their suffixes are sorted first ({@link LmsOrder}), and the order of all
 * others is induced from theirs in two passes (G. Nong, S. Zhang, W. H. Chan, "Linear Suffix Array Construction by Almost Pure
 * Induced-Sorting", DCC 2009).
 *
 * <p>The end of the text counts as smaller than every symbol. While inducing, the complement of a position means that its left
 * neighbour is S-type. It is noted when the position is placed, where the text is at hand, so that each pass looks only at the
 * positions that it derives another one from: one cache miss for each position placed.
 */
public final class SuffixArray {
    private SuffixArray() {}

    /**
     * Sorts all suffixes of {@code text}.
     *
     * @param text symbols in [0, alphabet)
     * @return position of the k-th smallest suffix at k; as long as the text
     */
    public static int[] of(int[] text, int alphabet) {
        if (text.length < 2) {
            return new int[text.length];
        }
        int[] lms = LmsOrder.sorted(text, alphabet, lmsPositions(text));
        int[] suffixes = new int[text.length];
        induce(text, suffixes, bucketHeads(text, alphabet), lms);
        return suffixes;
    }

    /** Where each symbol's suffixes begin in the order; one entry more than the alphabet. */
    public static int[] bucketHeads(int[] text, int alphabet) {
        int[] heads = new int[alphabet + 1];
        for (int symbol : text) {
            heads[symbol + 1]++;
        }
        for (int c = 0; c < alphabet; c++) {
            heads[c + 1] += heads[c];
        }
        return heads;
    }

    /** LMS positions from left to right. */
    private static int[] lmsPositions(int[] text) {
        int[] found = new int[text.length / 2 + 1];
        int free = found.length;
        boolean small = false; // the last suffix is L-type: the end after it is smaller
        for (int i = text.length - 2; i >= 0; i--) {
            boolean before = text[i] < text[i + 1] || (text[i] == text[i + 1] && small);
            if (small && !before) {
                found[--free] = i + 1;
            }
            small = before;
        }
        return Arrays.copyOfRange(found, free, found.length);
    }

    /** Puts the sorted LMS suffixes at the ends of their buckets and derives all others from them. */
    private static void induce(int[] text, int[] suffixes, int[] heads, int[] lms) {
        int[] counts = new int[heads.length - 1];
        for (int position : lms) {
            counts[text[position]]++;
        }
        int end = lms.length;
        for (int symbol = counts.length - 1; symbol >= 0; symbol--) {
            end -= counts[symbol];
            System.arraycopy(lms, end, suffixes, heads[symbol + 1] - counts[symbol], counts[symbol]);
        }
        induceLarge(text, suffixes, heads);
        induceSmall(text, suffixes, heads);
    }

    private static void induceLarge(int[] text, int[] suffixes, int[] heads) {
        int[] next = Arrays.copyOf(heads, heads.length - 1);
        int last = text.length - 1;
        suffixes[next[text[last]]++] = noted(last, text[last - 1] - text[last]);
        for (int k = 0; k < suffixes.length; k++) {
            if (suffixes[k] > 0) {
                int i = suffixes[k] - 1;
                int symbol = text[i];
                suffixes[next[symbol]++] = noted(i, text[Math.max(0, i - 1)] - symbol);
            }
        }
    }

    private static void induceSmall(int[] text, int[] suffixes, int[] heads) {
        int[] next = Arrays.copyOfRange(heads, 1, heads.length);
        for (int k = suffixes.length - 1; k >= 0; k--) {
            if (suffixes[k] < 0) {
                suffixes[k] = ~suffixes[k];
                int i = suffixes[k] - 1;
                int symbol = text[i];
                suffixes[--next[symbol]] = noted(i, text[Math.max(0, i - 1)] - symbol - 1);
            }
        }
    }

    /**
     * The complement of a position but 0 if {@code difference} is negative, else the position. Without a branch, since none could
     * be foretold: the processor would wait for the text before it looks at the next positions.
     */
    private static int noted(int position, int difference) {
        return position ^ ((difference & -position) >> (Integer.SIZE - 1));
    }
}
