package org.openledger.quality;

import org.openledger.store.Refusal;

/**
 * Numbers in four bits each: blocks of {@value #BLOCK} share a float32 step, the largest magnitude of the block over 7, and each
 * number is kept as a multiple of it from −7 to 7. 4.5 bits a number in all; what training changes in an adapter keeps nearly all
 * it tells of an answer (see bench/lds).
 */
final class Int4 {
    private static final int BLOCK = 64;
    private static final int LARGEST = 7;

    private final int length;
    private final float[] steps;
    private final byte[] pairs;

    private Int4(int length, float[] steps, byte[] pairs) {
        this.length = length;
        this.steps = steps;
        this.pairs = pairs;
    }

    /**
     * Rounds to nearest.
     *
     * @throws Refusal when a value is not finite
     */
    static Int4 of(float[] values) {
        float[] steps = new float[Math.ceilDiv(values.length, BLOCK)];
        byte[] pairs = new byte[Math.ceilDiv(values.length, 2)];
        for (int block = 0; block < steps.length; block++) {
            int to = Math.min(values.length, (block + 1) * BLOCK);
            float largest = 0;
            for (int i = block * BLOCK; i < to; i++) {
                if (!Float.isFinite(values[i])) {
                    throw new Refusal(
                            Refusal.Kind.INVALID,
                            "the number at " + i + " is " + values[i]
                                    + "; training may have diverged: look at the run's loss curve");
                }
                largest = Math.max(largest, Math.abs(values[i]));
            }
            steps[block] = largest / LARGEST;
            for (int i = block * BLOCK; i < to && steps[block] > 0; i++) {
                int rounded = Math.clamp(Math.round(values[i] / steps[block]), -LARGEST, LARGEST);
                pairs[i / 2] |= (byte) ((rounded & 0xf) << (i % 2 * 4));
            }
        }
        return new Int4(values.length, steps, pairs);
    }

    /** The numbers, as they are kept. */
    float[] values() {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            int nibble = pairs[i / 2] << (28 - i % 2 * 4) >> 28;
            values[i] = nibble * steps[i / BLOCK];
        }
        return values;
    }

    /** What they take. */
    long bytes() {
        return pairs.length + (long) steps.length * Float.BYTES;
    }
}
