package org.openledger.attribution.spans;

import java.util.Arrays;

/**
 * The suffix array of an integer text by SA-IS: the positions of all suffixes, in their lexicographic order, in linear time.
 *
 * <p>Source: G. Nong, S. Zhang, W. H. Chan, "Linear Suffix Array Construction by Almost Pure Induced-Sorting", DCC 2009. A
 * suffix is S-type when it is smaller than the next one and L-type when larger; an LMS position is an S-type whose left
 * neighbour is L-type. Sort the short substrings between LMS positions by inducing, name them by rank, sort the text of names
 * (at most half as long) recursively, and induce the whole order from that of the LMS suffixes. It was chosen over prefix
 * doubling (n log n, three times the memory traffic) and over divsufsort (bytes only, no bound on repetitive text): training
 * rows repeat each other by nature, and there SA-IS does not slow down.
 *
 * <p>The end of the text counts as smaller than every symbol. Types are not looked up while inducing: a suffix's type follows
 * from its two first symbols and, where they are equal, from which side of its bucket it stands on.
 */
final class SuffixArray {
    private static final int EMPTY = -1;

    private SuffixArray() {}

    /**
     * Sorts all suffixes of {@code text}.
     *
     * @param text symbols in [0, alphabet)
     * @return position of the k-th smallest suffix at k; as long as the text
     */
    static int[] of(int[] text, int alphabet) {
        int[] suffixes = new int[text.length];
        if (text.length > 1) {
            int[] heads = bucketHeads(text, alphabet);
            int[] lms = lmsPositions(text);
            induce(text, suffixes, heads, lms);
            if (lms.length > 1) {
                induce(text, suffixes, heads, sortLms(text, suffixes, lms));
            }
        }
        return suffixes;
    }

    /** Where each symbol's suffixes begin in the order; one entry more than the alphabet. */
    static int[] bucketHeads(int[] text, int alphabet) {
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

    /** Puts the LMS suffixes at the ends of their buckets in the order given and derives all others from them. */
    private static void induce(int[] text, int[] suffixes, int[] heads, int[] lms) {
        Arrays.fill(suffixes, EMPTY);
        int[] next = Arrays.copyOfRange(heads, 1, heads.length);
        for (int i = lms.length - 1; i >= 0; i--) {
            suffixes[--next[text[lms[i]]]] = lms[i];
        }
        induceLarge(text, suffixes, heads);
        induceSmall(text, suffixes, heads);
    }

    private static void induceLarge(int[] text, int[] suffixes, int[] heads) {
        int[] next = Arrays.copyOf(heads, heads.length - 1);
        int last = text.length - 1;
        suffixes[next[text[last]]++] = last;
        for (int k = 0; k < suffixes.length; k++) {
            int i = suffixes[k] - 1;
            if (i >= 0 && text[i] >= text[i + 1]) {
                suffixes[next[text[i]]++] = i;
            }
        }
    }

    private static void induceSmall(int[] text, int[] suffixes, int[] heads) {
        int[] next = Arrays.copyOfRange(heads, 1, heads.length);
        for (int k = suffixes.length - 1; k >= 0; k--) {
            int i = suffixes[k] - 1;
            if (i >= 0 && (text[i] < text[i + 1] || (text[i] == text[i + 1] && k >= next[text[i]]))) {
                suffixes[--next[text[i]]] = i;
            }
        }
    }

    /** The LMS positions in the order of their suffixes, given the suffixes as induced from unsorted LMS positions. */
    private static int[] sortLms(int[] text, int[] suffixes, int[] lms) {
        // LMS positions lie at least two apart, so half as many slots hold one number each
        int[] slot = new int[text.length / 2 + 1];
        Arrays.fill(slot, EMPTY);
        for (int j = 0; j < lms.length; j++) {
            slot[lms[j] / 2] = j;
        }
        int[] ordered = orderedLms(suffixes, lms, slot);
        int[] names = new int[lms.length];
        int distinct = name(text, lms, slot, ordered, names) + 1;
        if (distinct == lms.length) {
            return ordered;
        }
        int[] order = of(names, distinct);
        for (int k = 0; k < order.length; k++) {
            order[k] = lms[order[k]];
        }
        return order;
    }

    private static int[] orderedLms(int[] suffixes, int[] lms, int[] slot) {
        int[] ordered = new int[lms.length];
        int count = 0;
        for (int suffix : suffixes) {
            int j = slot[suffix / 2];
            if (j != EMPTY && lms[j] == suffix) {
                ordered[count++] = suffix;
            }
        }
        if (count != lms.length) {
            throw new IllegalStateException("induced sorting lost " + (lms.length - count) + " LMS positions");
        }
        return ordered;
    }

    /** Gives equal LMS substrings equal names, by rank; returns the largest name. */
    private static int name(int[] text, int[] lms, int[] slot, int[] ordered, int[] names) {
        int name = 0;
        for (int k = 1; k < ordered.length; k++) {
            int left = slot[ordered[k - 1] / 2];
            int right = slot[ordered[k] / 2];
            if (!sameSubstring(text, lms, left, right)) {
                name++;
            }
            names[right] = name;
        }
        return name;
    }

    private static boolean sameSubstring(int[] text, int[] lms, int left, int right) {
        if (left + 1 == lms.length || right + 1 == lms.length) {
            return false; // the last one runs into the end of the text, which no other does
        }
        int length = lms[left + 1] - lms[left] + 1;
        return lms[right + 1] - lms[right] + 1 == length
                && Arrays.mismatch(text, lms[left], lms[left] + length, text, lms[right], lms[right] + length) < 0;
    }
}
