package org.openledger.attribution.influence;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * The bootstrap over an answer's tokens: each replicate draws as many tokens as the answer has, with replacement (B. Efron,
 * "Bootstrap methods: another look at the jackknife", 1979). Draws come from {@link SplitMix}.
 */
final class TokenResampling {
    static final int REPLICATES = 400;

    private final int tokens;
    private final SplitMix random;

    TokenResampling(int tokens, long seed) {
        this.tokens = tokens;
        this.random = new SplitMix(seed);
    }

    /** Hands out, for each replicate, how often each token was drawn. The array is reused. */
    void forEach(Consumer<int[]> replicate) {
        int[] draws = new int[tokens];
        for (int r = 0; r < REPLICATES; r++) {
            Arrays.fill(draws, 0);
            for (int i = 0; i < tokens; i++) {
                draws[random.below(tokens)]++;
            }
            replicate.accept(draws);
        }
    }
}
