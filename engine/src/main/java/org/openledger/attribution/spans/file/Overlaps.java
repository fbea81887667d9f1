package org.openledger.attribution.spans.file;

import java.util.Arrays;

/**
 * What neighbours in the suffix array share: how many symbols a suffix and the one before it in the array have in common before
 * the first separator.
 *
 * <p>Source: J. Kärkkäinen, G. Manzini, S. Puglisi, "Permuted Longest-Common-Prefix Array", CPM 2009: computed in the order of
 * the text, where going one position on loses at most one symbol. Stopping at separators keeps that, since whatever lies between
 * two suffixes in the order shares the symbols that these two share.
 */
public final class Overlaps {
    private static final int NONE = -1;

    private Overlaps() {}

    /** By position in the text, what the suffix there shares with its predecessor in the suffix array. */
    public static int[] byPosition(int[] text, int[] suffixes, int separator) {
        int[] predecessors = new int[text.length];
        int previous = NONE;
        for (int suffix : suffixes) {
            predecessors[suffix] = previous;
            previous = suffix;
        }
        int[] overlaps = predecessors; // each is read once, before its place is written
        int shared = 0;
        for (int i = 0; i < text.length; i++) {
            int j = predecessors[i];
            if (j == NONE) {
                shared = 0;
            } else {
                int room = text.length - Math.max(i, j);
                while (shared < room && text[i + shared] == text[j + shared] && text[i + shared] != separator) {
                    shared++;
                }
            }
            overlaps[i] = shared;
            shared = Math.max(0, shared - 1);
        }
        return overlaps;
    }

    /**
     * The number of bits in which overlaps take the fewest bytes, when those that do not fit take {@code bytesOfLong} each.
     * Its largest number is left free.
     */
    public static int cheapestBits(int[] overlaps, int bytesOfLong) {
        long[] longerThan = new long[Integer.SIZE + 1]; // by bits: how many overlaps do not fit
        for (int overlap : overlaps) {
            longerThan[Column.bitsFor(overlap + 1)]++;
        }
        for (int bits = Integer.SIZE - 1; bits >= 0; bits--) {
            longerThan[bits] += longerThan[bits + 1];
        }
        long[] bytes = new long[Integer.SIZE];
        Arrays.setAll(bytes, bits -> Column.bytesFor(bits, overlaps.length) + bytesOfLong * longerThan[bits + 1]);
        int cheapest = 1;
        for (int bits = 2; bits < Integer.SIZE; bits++) {
            cheapest = bytes[bits] < bytes[cheapest] ? bits : cheapest;
        }
        return cheapest;
    }
}
