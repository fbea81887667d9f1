package org.openledger.attribution.spans;

/**
 * What neighbours in the suffix array share: {@code overlaps[k]} is how many symbols the k-th and the (k−1)-th suffix have in
 * common before the first separator.
 *
 * <p>Source: T. Kasai et al., "Linear-Time Longest-Common-Prefix Computation in Suffix Arrays and Its Applications", CPM 2001.
 * Stopping at separators keeps its invariant (going one position on loses at most one symbol), since whatever lies between
 * two suffixes in the order shares the symbols that these two share.
 */
final class Overlaps {
    private Overlaps() {}

    /** Positions to ranks: the inverse of the suffix array. */
    static int[] inverse(int[] suffixes) {
        int[] ranks = new int[suffixes.length];
        for (int k = 0; k < suffixes.length; k++) {
            ranks[suffixes[k]] = k;
        }
        return ranks;
    }

    static int[] of(int[] text, int[] suffixes, int[] ranks, int separator) {
        int[] overlaps = new int[text.length];
        int shared = 0;
        for (int i = 0; i < text.length; i++) {
            int rank = ranks[i];
            if (rank == 0) {
                shared = 0;
                continue;
            }
            int j = suffixes[rank - 1];
            int room = text.length - Math.max(i, j);
            while (shared < room && text[i + shared] == text[j + shared] && text[i + shared] != separator) {
                shared++;
            }
            overlaps[rank] = shared;
            shared = Math.max(0, shared - 1);
        }
        return overlaps;
    }
}
