package org.openledger.serve;

import java.util.List;

/**
 * How likely a token was, by the model's own distribution: before penalties, temperature and whatever else chooses.
 *
 * @param id the token
 * @param logProbability natural logarithm
 * @param likeliest the likeliest tokens at its place, from the likeliest on, as many as were asked for
 */
public record TokenScore(int id, double logProbability, List<Alternative> likeliest) {
    /** Most alternatives that may be asked for. */
    public static final int MOST_ALTERNATIVES = 20;

    /** A token that might have come. */
    public record Alternative(int id, double logProbability) {}

    public TokenScore {
        likeliest = List.copyOf(likeliest);
    }

    /** The score of a token by its line of {@code size} logits that begins at {@code from}. */
    static TokenScore of(int token, float[] logits, int from, int size, int alternatives) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = from; i < from + size; i++) {
            largest = Math.max(largest, logits[i]);
        }
        double total = 0;
        for (int i = from; i < from + size; i++) {
            total += Math.exp(logits[i] - largest);
        }
        double normaliser = largest + Math.log(total);
        return new TokenScore(
                token,
                logits[from + token] - normaliser,
                Sampler.likeliest(logits, from, size, alternatives)
                        .mapToObj(id -> new Alternative(id, logits[from + id] - normaliser))
                        .toList());
    }
}
