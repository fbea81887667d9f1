package org.openledger.datanet.row;

import java.util.Arrays;

/**
 * Which shingles and pairs of words of a row are kept, so that rows that hold parts of each other are found without comparing every pair: the
 * least of every window of neighbouring shingles (Schleimer, Wilkerson, Aiken, "Winnowing", 2003), about 2 of {@code window
 * + 1}. Two rows that have a run of shingles in common as long as the wider of their windows have a kept one in common, for
 * the least of a window is the least of every narrower one around it; shingles that are 0 modulo a number (Broder 1997) give
 * no such assurance. A short row keeps all; up to 384 shingles a row keeps fewer than 48, beyond, where windows are {@value
 * #WIDEST} wide, an eighth.
 *
 * <p>Where two thirds of a row of n &gt; {@value #SHORT} shingles stand, in its order, in an earlier row whose window is {@value
 * #NARROWEST}, that is never missed: every break takes two shingles or more, so at most n/6 + 1 runs share 2n/3, and one is of 4.
 */
public final class Winnowing {
    /** Rows of no more shingles than this keep all. */
    static final int SHORT = 24;

    static final int NARROWEST = 4;
    public static final int WIDEST = 16;
    /** Shingles that one row is looked up by: the least ones, which long rows are likeliest to have kept. */
    private static final int MAX_ASKED = 4096;

    private Winnowing() {}

    /** The shingles under which a row is filed, ascending. */
    public static long[] kept(Fingerprint row) {
        int window = Math.clamp(row.sequence().length / SHORT, NARROWEST, WIDEST);
        return both(least(row.sequence(), window), least(row.pairs(), window));
    }

    /** The shingles by which the rows that it may have parts of are looked up, ascending: all that it may share with them. */
    public static long[] asked(Fingerprint row) {
        long[] least = both(least(row.sequence(), NARROWEST), least(row.pairs(), NARROWEST));
        return least.length <= MAX_ASKED ? least : Arrays.copyOf(least, MAX_ASKED);
    }

    private static long[] both(long[] shingles, long[] pairs) {
        long[] both = Arrays.copyOf(shingles, shingles.length + pairs.length);
        System.arraycopy(pairs, 0, both, shingles.length, pairs.length);
        return Fingerprint.distinct(both);
    }

    private static long[] least(long[] sequence, int window) {
        if (sequence.length <= SHORT) {
            return Fingerprint.distinct(sequence);
        }
        long[] least = new long[sequence.length - window + 1];
        int at = -1;
        for (int start = 0; start < least.length; start++) {
            if (at < start) {
                at = start;
                for (int i = start + 1; i < start + window; i++) {
                    at = sequence[i] < sequence[at] ? i : at;
                }
            } else if (sequence[start + window - 1] < sequence[at]) {
                at = start + window - 1;
            }
            least[start] = sequence[at];
        }
        return Fingerprint.distinct(least);
    }
}
