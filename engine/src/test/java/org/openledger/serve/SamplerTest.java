package org.openledger.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
final class SamplerTest {
    private static final int TOKENS = 2_048;
    private static final double TEMPERATURE = 0.8;

    private static int drawn(float[] logits, int topK, double topP, long seed) {
        SamplingParameters how = new SamplingParameters(TEMPERATURE, topP, topK, 0, 1, 0, 0, Map.of(), seed);
        return new Sampler(how, new int[0]).choose(logits.clone());
    }

    private static float[] logits(Random random, int tokens) {
        float[] logits = new float[tokens];
        for (int token = 0; token < tokens; token++) {
            logits[token] = (float) random.nextGaussian();
        }
        return logits;
    }

    private static double[] probabilities(float[] logits) {
        double[] parts = new double[logits.length];
        double total = 0;
        for (int token = 0; token < parts.length; token++) {
            parts[token] = Math.exp(logits[token] / TEMPERATURE);
            total += parts[token];
        }
        for (int token = 0; token < parts.length; token++) {
            parts[token] /= total;
        }
        return parts;
    }

    @Test
    void tokensAreDrawnAsOftenAsTheyAreLikely() {
        float[] logits = logits(new Random(5), 10);
        double[] likely = probabilities(logits);
        int draws = 20_000;
        int[] counts = new int[likely.length];
        for (int seed = 0; seed < draws; seed++) {
            counts[drawn(logits, 0, 1, seed)]++;
        }
        double chiSquare = 0;
        for (int token = 0; token < counts.length; token++) {
            double expected = draws * likely[token];
            chiSquare += (counts[token] - expected) * (counts[token] - expected) / expected;
        }
        assertThat(chiSquare).as("of 9 degrees of freedom; 99.9 %% are below").isLessThan(27.9);
    }

    @Test
    void oneSeedDrawsTokensOfOneAnswerIndependently() {
        float[] logits = {0, 0};
        Sampler sampler = new Sampler(new SamplingParameters(1, 1, 0, 0, 1, 0, 0, Map.of(), 8), new int[0]);
        int[] pairs = new int[4];
        int draws = 40_000;
        for (int i = 0; i < draws; i++) {
            pairs[2 * sampler.choose(logits.clone()) + sampler.choose(logits.clone())]++;
        }
        for (int pair : pairs) {
            assertThat(pair).isBetween(draws / 4 - 350, draws / 4 + 350);
        }
    }

    @Test
    void logitsThatDifferALittleSeldomDrawAnotherToken() {
        Random random = new Random(11);
        int draws = 2_000;
        int whole = 0;
        int nucleus = 0;
        double apart = 0;
        for (int seed = 0; seed < draws; seed++) {
            float[] logits = logits(random, TOKENS);
            float[] near = logits.clone();
            for (int token = 0; token < TOKENS; token++) {
                near[token] += (float) (5e-3 * random.nextGaussian());
            }
            double[] likely = probabilities(logits);
            double[] nearly = probabilities(near);
            for (int token = 0; token < TOKENS; token++) {
                apart += Math.abs(likely[token] - nearly[token]) / 2;
            }
            whole += drawn(logits, 0, 1, seed) == drawn(near, 0, 1, seed) ? 0 : 1;
            nucleus += drawn(logits, 100, 0.9, seed) == drawn(near, 100, 0.9, seed) ? 0 : 1;
        }
        double most = 2 * apart;
        assertThat(whole).as("of %s expected at most", most).isLessThan((int) (most + 4 * Math.sqrt(most)));
        assertThat(nucleus).as("of a part of the tokens").isLessThan((int) (2 * most + 4 * Math.sqrt(most)));
    }
}
