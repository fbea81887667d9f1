package org.openledger.serve;

import java.util.Arrays;
import java.util.Comparator;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

/** Chooses the next token from logits: the likeliest, or nucleus sampling (Holtzman et al., arXiv:1904.09751). */
final class Sampler {
    private final double temperature;
    private final double topP;
    private final RandomGenerator random;

    Sampler(double temperature, double topP, long seed) {
        this.temperature = temperature;
        this.topP = topP;
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /** The token of a line of {@code size} logits that begins at {@code from}. */
    int choose(float[] logits, int from, int size) {
        int best = likeliest(logits, from, size);
        if (temperature == 0) {
            return best;
        }
        double[] weights = new double[size];
        double total = 0;
        for (int token = 0; token < size; token++) {
            weights[token] = Math.exp((logits[from + token] - logits[from + best]) / temperature);
            total += weights[token];
        }
        return topP < 1 ? fromNucleus(weights, total) : fromAll(weights, total);
    }

    static boolean finite(float[] logits, int from, int size) {
        for (int token = from; token < from + size; token++) {
            if (!Float.isFinite(logits[token])) {
                return false;
            }
        }
        return true;
    }

    private static int likeliest(float[] logits, int from, int size) {
        int best = 0;
        for (int token = 1; token < size; token++) {
            if (logits[from + token] > logits[from + best]) {
                best = token;
            }
        }
        return best;
    }

    private int fromNucleus(double[] weights, double total) {
        int[] order = IntStream.range(0, weights.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer token) -> -weights[token]))
                .mapToInt(Integer::intValue)
                .toArray();
        double inside = 0;
        int size = 0;
        while (size < order.length && inside < topP * total) {
            inside += weights[order[size++]];
        }
        double[] nucleus = Arrays.stream(order, 0, size)
                .mapToDouble(token -> weights[token])
                .toArray();
        return order[fromAll(nucleus, inside)];
    }

    private int fromAll(double[] weights, double total) {
        double left = random.nextDouble() * total;
        for (int token = 0; token < weights.length; token++) {
            left -= weights[token];
            if (left < 0) {
                return token;
            }
        }
        return weights.length - 1;
    }
}
