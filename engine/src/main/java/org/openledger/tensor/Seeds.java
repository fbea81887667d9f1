package org.openledger.tensor;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * Independent random streams from one seed. All randomness of the engine comes from {@link Random}, whose algorithm the Java
 * platform fixes, so a run gives the same bits on every machine; libtorch's own generator is never used.
 */
public final class Seeds {
    private Seeds() {}

    /** The stream named {@code purpose} of {@code seed}; streams of different names share nothing. */
    public static Random stream(long seed, String purpose) {
        return new Random(derive(seed, purpose));
    }

    /** A seed for {@code purpose}, mixed from {@code seed} with the finaliser of SplitMix64 (Steele et al., OOPSLA 2014). */
    public static long derive(long seed, String purpose) {
        long state = mix(seed);
        for (byte letter : purpose.getBytes(StandardCharsets.UTF_8)) {
            state = mix(state ^ letter);
        }
        return state;
    }

    /** The numbers 0 … count − 1 in an order drawn from {@code random} (Fisher–Yates). */
    public static int[] permutation(int count, Random random) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    private static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
