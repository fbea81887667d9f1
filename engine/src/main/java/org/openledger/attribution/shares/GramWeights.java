package org.openledger.attribution.shares;

import java.util.stream.Stream;

/**
 * How much a piece of a word tells rows apart: ln((n + 1) / (d + ½)) where d of n rows have it. Counted in {@value #BUCKETS}
 * buckets, so that memory does not grow with the rows; pieces that share a bucket count as commoner than they are.
 */
final class GramWeights {
    private static final int BUCKETS = 1 << 18;

    private final int[] rowsWith = new int[BUCKETS];
    private final double[] ofCount;

    /** @param rows the pieces of each row */
    GramWeights(Stream<int[]> rows) {
        int[] count = {0};
        rows.forEach(grams -> {
            count[0]++;
            for (int gram : grams) {
                rowsWith[bucket(gram)]++;
            }
        });
        this.ofCount = new double[count[0] + 1];
        for (int with = 0; with < ofCount.length; with++) {
            ofCount[with] = StrictMath.log((count[0] + 1) / (with + 0.5));
        }
    }

    /** Above 0 for every piece. */
    double of(int gram) {
        // two pieces of one row may share a bucket
        return ofCount[Math.min(ofCount.length - 1, rowsWith[bucket(gram)])];
    }

    /** Of a piece that one row has. */
    double ofOneRow() {
        return ofCount[Math.min(1, ofCount.length - 1)];
    }

    /** Whether a row that was counted has it. */
    boolean isKnown(int gram) {
        return rowsWith[bucket(gram)] > 0;
    }

    private static int bucket(int gram) {
        return (gram ^ gram >>> 16) & BUCKETS - 1;
    }
}
