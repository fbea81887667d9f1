package org.openledger.datanet.screening;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The words that two texts have in the same order: a longest common subsequence, and what stands between. */
final class Alignment {
    /** Texts of more words than this are measured and not told apart. */
    static final int MAX_WORDS = 512;

    private static final int WORD_BITS = Long.SIZE;

    private Alignment() {}

    /**
     * How many words stand in both in the same order, by bits of whole machine words (Hyyrö, "Bit-parallel LCS-length computation
     * revisited", 2004).
     */
    static int common(long[] one, long[] other) {
        if (one.length == 0 || other.length == 0) {
            return 0;
        }
        int blocks = (one.length + WORD_BITS - 1) / WORD_BITS;
        Map<Long, long[]> places = new HashMap<>();
        for (int i = 0; i < one.length; i++) {
            places.computeIfAbsent(one[i], _ -> new long[blocks])[i / WORD_BITS] |= 1L << i;
        }
        long[] free = new long[blocks];
        java.util.Arrays.fill(free, -1L);
        for (long word : other) {
            long[] at = places.get(word);
            if (at == null) {
                continue;
            }
            long carry = 0;
            for (int block = 0; block < blocks; block++) {
                long both = free[block] & at[block];
                long sum = free[block] + both + carry;
                carry = ((free[block] & both) | ((free[block] | both) & ~sum)) >>> (WORD_BITS - 1);
                free[block] = sum | (free[block] & ~both);
            }
        }
        int common = 0;
        for (int i = 0; i < one.length; i++) {
            common += ((free[i / WORD_BITS] >>> i) & 1) == 0 ? 1 : 0;
        }
        return common;
    }

    /** The places of both that are in none of the common words, where the texts are short enough. */
    record Rest(List<Integer> ofOne, List<Integer> ofOther) {}

    static Rest rest(long[] one, long[] other) {
        int[][] common = new int[one.length + 1][other.length + 1];
        for (int i = one.length - 1; i >= 0; i--) {
            for (int j = other.length - 1; j >= 0; j--) {
                common[i][j] =
                        one[i] == other[j] ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        List<Integer> ofOne = new ArrayList<>();
        List<Integer> ofOther = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < one.length || j < other.length) {
            if (i < one.length && j < other.length && one[i] == other[j]) {
                i++;
                j++;
            } else if (j == other.length || (i < one.length && common[i + 1][j] >= common[i][j + 1])) {
                ofOne.add(i++);
            } else {
                ofOther.add(j++);
            }
        }
        return new Rest(ofOne, ofOther);
    }
}
