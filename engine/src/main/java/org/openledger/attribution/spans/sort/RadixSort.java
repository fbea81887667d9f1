package org.openledger.attribution.spans.sort;

/** Sorts numbers by long keys, from the lowest digit to the highest: each pass reads in order and writes in a few orderly streams. */
final class RadixSort {
    private static final int DIGIT_BITS = 11;
    private static final int DIGITS = 1 << DIGIT_BITS;

    private RadixSort() {}

    /** Sorts both arrays by {@code keys}, of which only the lowest {@code bits} bits are set; equal keys keep their order. */
    static void sort(long[] keys, int[] values, int bits) {
        long[] fromKeys = keys;
        int[] fromValues = values;
        long[] toKeys = new long[keys.length];
        int[] toValues = new int[keys.length];
        for (int shift = 0; shift < bits; shift += DIGIT_BITS) {
            int[] next = new int[DIGITS];
            for (long key : fromKeys) {
                next[digit(key, shift)]++;
            }
            int before = 0;
            for (int digit = 0; digit < DIGITS; digit++) {
                int count = next[digit];
                next[digit] = before;
                before += count;
            }
            for (int i = 0; i < fromKeys.length; i++) {
                int to = next[digit(fromKeys[i], shift)]++;
                toKeys[to] = fromKeys[i];
                toValues[to] = fromValues[i];
            }
            long[] emptyKeys = fromKeys;
            int[] emptyValues = fromValues;
            fromKeys = toKeys;
            fromValues = toValues;
            toKeys = emptyKeys;
            toValues = emptyValues;
        }
        boolean elsewhere = Math.ceilDiv(bits, DIGIT_BITS) % 2 == 1; // every pass changes the side
        if (elsewhere) {
            System.arraycopy(fromKeys, 0, keys, 0, keys.length);
            System.arraycopy(fromValues, 0, values, 0, values.length);
        }
    }

    private static int digit(long key, int shift) {
        return (int) (key >>> shift) & (DIGITS - 1);
    }
}
