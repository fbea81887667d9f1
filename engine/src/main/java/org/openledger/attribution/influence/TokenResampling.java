package org.openledger.attribution.influence;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * The bootstrap over an answer's tokens: each replicate draws as many tokens as the answer has, with replacement (B. Efron,
 * "Bootstrap methods: another look at the jackknife", 1979). Draws come from SplitMix64 (G. Steele et al., "Fast splittable
 * pseudorandom number generators", 2014) by the high half of a product, written out here so that any language can repeat them.
 */
final class TokenResampling {
    static final int REPLICATES = 400;

    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;
    private final int tokens;
    private long state;

    TokenResampling(int tokens, long seed) {
        this.tokens = tokens;
        this.state = seed;
    }

    /** Hands out, for each replicate, how often each token was drawn. The array is reused. */
    void forEach(Consumer<int[]> replicate) {
        int[] draws = new int[tokens];
        for (int r = 0; r < REPLICATES; r++) {
            Arrays.fill(draws, 0);
            for (int i = 0; i < tokens; i++) {
                draws[(int) Math.unsignedMultiplyHigh(next(), tokens)]++;
            }
            replicate.accept(draws);
        }
    }

    private long next() {
        state += GOLDEN_GAMMA;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
