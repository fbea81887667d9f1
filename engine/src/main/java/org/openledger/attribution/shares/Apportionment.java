package org.openledger.attribution.shares;

import java.util.Arrays;

/**
 * Divides one million parts by weights, exactly, with the method of the largest remainder (Hamilton's): everyone gets the whole
 * parts of the quota, and the parts left over go one each to the largest remainders, the earlier of two equal ones first.
 */
final class Apportionment {
    static final int WHOLE_PPM = 1_000_000;
    /** Weights are rounded down to multiples of 2⁻⁴⁰: times a million they fit a long, and all that follows is exact. */
    private static final double SCALE = 0x1p40;

    private Apportionment() {}

    /**
     * Parts per million by weight; they sum to exactly {@value #WHOLE_PPM}. A weight of 0 gets 0.
     *
     * @param weights each in [0, 1], at least one above 2⁻⁴⁰, with a sum of at most about 1
     */
    static int[] ppm(double[] weights) {
        long[] scaled = new long[weights.length];
        long whole = 0;
        for (int i = 0; i < weights.length; i++) {
            if (!(weights[i] >= 0 && weights[i] <= 1)) {
                throw new IllegalStateException("a weight of " + weights[i] + " is no fraction");
            }
            scaled[i] = (long) (weights[i] * SCALE);
            whole = Math.addExact(whole, scaled[i]);
        }
        if (whole == 0) {
            throw new IllegalStateException("nothing to divide by: all weights are 0");
        }
        return divide(scaled, whole);
    }

    private static int[] divide(long[] weights, long whole) {
        int[] parts = new int[weights.length];
        long[] remainders = new long[weights.length];
        int left = WHOLE_PPM;
        for (int i = 0; i < weights.length; i++) {
            long quota = Math.multiplyExact(weights[i], (long) WHOLE_PPM);
            parts[i] = (int) (quota / whole);
            remainders[i] = quota % whole;
            left -= parts[i];
        }
        // A remainder and its place from behind as one number: of two equal remainders the earlier is larger.
        long[] keys = new long[weights.length];
        Arrays.setAll(keys, i -> Math.multiplyExact(remainders[i], keys.length) + keys.length - 1 - i);
        Arrays.sort(keys);
        for (int largest = keys.length - 1; largest >= keys.length - left; largest--) {
            parts[keys.length - 1 - (int) (keys[largest] % keys.length)]++;
        }
        return parts;
    }
}
