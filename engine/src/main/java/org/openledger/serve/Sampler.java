package org.openledger.serve;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

/** Chooses the next token of one text from logits; nucleus sampling is that of Holtzman et al., arXiv:1904.09751. */
final class Sampler {
    private final SamplingParameters how;
    private final RandomGenerator random;
    /** Tokens of prompt and answer, and how often the answer has each. */
    private final Set<Integer> seen = new HashSet<>();

    private final Map<Integer, Integer> counts = new HashMap<>();

    Sampler(SamplingParameters how, int[] promptIds) {
        this.how = how;
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(how.seed());
        if (how.repetitionPenalty() != 1) {
            Arrays.stream(promptIds).forEach(seen::add);
        }
    }

    /** The next token by a line of logits, which is changed. At least one must be finite. */
    int choose(float[] logits) {
        if (how.changesLogits()) {
            penalise(logits);
        }
        int token = how.temperature() == 0 ? likeliest(logits) : sampled(logits);
        if (how.changesLogits()) {
            seen.add(token);
            counts.merge(token, 1, Integer::sum);
        }
        return token;
    }

    private void penalise(float[] logits) {
        how.bias().forEach((token, bias) -> logits[token] += bias.floatValue());
        float penalty = (float) how.repetitionPenalty();
        if (penalty != 1) {
            for (int token : seen) {
                logits[token] = logits[token] > 0 ? logits[token] / penalty : logits[token] * penalty;
            }
        }
        counts.forEach(
                (token, count) -> logits[token] -= (float) (how.presencePenalty() + count * how.frequencyPenalty()));
    }

    private int sampled(float[] logits) {
        int best = likeliest(logits);
        double[] weights = new double[logits.length];
        for (int token = 0; token < weights.length; token++) {
            double weight = Math.exp((logits[token] - logits[best]) / how.temperature());
            weights[token] = weight >= how.minP() ? weight : 0;
        }
        boolean cut = how.topP() < 1 || (how.topK() > 0 && how.topK() < weights.length);
        return raced(cut ? ofLikeliest(logits, weights) : weights);
    }

    /** The weights of the nucleus; 0 for all other tokens. */
    private double[] ofLikeliest(float[] logits, double[] weights) {
        int most = how.topK() == 0 ? weights.length : Math.min(how.topK(), weights.length);
        int[] order = how.topP() < 1 || most > weights.length / 2
                ? inOrder(logits, most)
                : likeliest(logits, 0, logits.length, most).toArray();
        double total = 0;
        for (int token : order) {
            total += weights[token];
        }
        double[] nucleus = new double[weights.length];
        double inside = 0;
        for (int place = 0; place < order.length && (place == 0 || inside < how.topP() * total); place++) {
            int token = order[place];
            inside += weights[token];
            nucleus[token] = weights[token];
        }
        return nucleus;
    }

    /**
     * A token, with its part of the weights as probability: each has a time drawn from the exponential distribution of which its weight is
     * the rate, and the first one is it (Maddison et al., arXiv:1411.0030). A token's time depends on no other token, so that weights which
     * differ a little, by an amount of probability d in all, give another token in no more than a part 2 d of draws (Daliri et al.,
     * arXiv:2408.07978). Of a sum over tokens up to a drawn number it would be the sum of what all its terms are off.
     */
    private int raced(double[] weights) {
        long key = random.nextLong();
        double least = Double.POSITIVE_INFINITY;
        int first = 0;
        for (int token = 0; token < weights.length; token++) {
            double uniform = weights[token] > 0 ? uniform(key, token) : Double.POSITIVE_INFINITY;
            // -ln(1 - u) is at least u, and most tokens are later by that already
            if (uniform < least * weights[token]) {
                double time = -Math.log1p(-uniform) / weights[token];
                if (time < least) {
                    least = time;
                    first = token;
                }
            }
        }
        return first;
    }

    /** The token's own number in [0, 1): that of SplitMix64 (Steele et al., doi:10.1145/2714064.2660195) from {@code key} on. */
    private static double uniform(long key, int token) {
        long mixed = key + (token + 1L) * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return ((mixed ^ mixed >>> 31) >>> 11) * 0x1p-53;
    }

    static boolean finite(float[] logits, int from, int size) {
        for (int token = from; token < from + size; token++) {
            if (!Float.isFinite(logits[token])) {
                return false;
            }
        }
        return true;
    }

    static int likeliest(float[] logits) {
        int best = 0;
        for (int token = 1; token < logits.length; token++) {
            if (logits[token] > logits[best]) {
                best = token;
            }
        }
        return best;
    }

    /** The {@code count} likeliest tokens of a line of logits, from the likeliest on; of two alike the lower id is first. */
    static IntStream likeliest(float[] logits, int from, int size, int count) {
        int[] found = new int[Math.min(count, size)];
        int known = 0;
        for (int token = 0; token < size && found.length > 0; token++) {
            if (known == found.length && !(logits[from + token] > logits[from + found[known - 1]])) {
                continue;
            }
            int place = known < found.length ? known++ : known - 1;
            while (place > 0 && logits[from + token] > logits[from + found[place - 1]]) {
                found[place] = found[place - 1];
                place--;
            }
            found[place] = token;
        }
        return Arrays.stream(found);
    }

    /** As {@link #likeliest(float[], int, int, int)}, for many: sorts all. */
    private static int[] inOrder(float[] logits, int count) {
        long[] keys = new long[logits.length];
        for (int token = 0; token < keys.length; token++) {
            int bits = Float.floatToIntBits(logits[token] + 0f); // negative zero is zero
            int ordered = bits < 0 ? bits ^ 0x7FFFFFFF : bits; // as integers are ordered
            keys[token] = (long) ~ordered << Integer.SIZE | token;
        }
        Arrays.sort(keys);
        return Arrays.stream(keys, 0, count).mapToInt(key -> (int) key).toArray();
    }
}
