package org.openledger.serve;

import java.util.Map;

/**
 * How the next token is chosen from logits. The order is that of vLLM: bias, penalties, temperature, then what is left of the
 * distribution by {@code minP}, {@code topK} and {@code topP}.
 *
 * @param temperature 0 takes the likeliest token; otherwise logits are divided by it; at most 2
 * @param topP the smallest set of likeliest tokens with this probability is sampled from; in (0, 1]
 * @param topK so many of the likeliest tokens are sampled from; 0 for all
 * @param minP tokens less likely than this part of the likeliest one's probability are left out; in [0, 1]
 * @param repetitionPenalty divides the positive logits of tokens of prompt and answer, and multiplies the negative ones; above 0
 * @param presencePenalty is taken from the logit of a token that the answer has; in [-2, 2]
 * @param frequencyPenalty is taken as often as the answer has the token; in [-2, 2]
 * @param bias is added to logits, by token; in [-100, 100]
 * @param seed the same request and seed give the same tokens
 */
public record SamplingParameters(
        double temperature,
        double topP,
        int topK,
        double minP,
        double repetitionPenalty,
        double presencePenalty,
        double frequencyPenalty,
        Map<Integer, Double> bias,
        long seed) {
    public SamplingParameters {
        range("temperature", temperature, temperature >= 0 && temperature <= 2, "between 0 and 2");
        range("topP", topP, topP > 0 && topP <= 1, "above 0 and at most 1");
        range("topK", topK, topK >= 0, "0 or more");
        range("minP", minP, minP >= 0 && minP <= 1, "between 0 and 1");
        range("repetitionPenalty", repetitionPenalty, repetitionPenalty > 0 && repetitionPenalty <= 100, "above 0");
        range("presencePenalty", presencePenalty, Math.abs(presencePenalty) <= 2, "between -2 and 2");
        range("frequencyPenalty", frequencyPenalty, Math.abs(frequencyPenalty) <= 2, "between -2 and 2");
        bias = Map.copyOf(bias);
        bias.values().forEach(each -> range("bias", each, Math.abs(each) <= 100, "between -100 and 100"));
    }

    private static void range(String name, double value, boolean holds, String bounds) {
        if (!holds) {
            throw new IllegalArgumentException(name + " is " + value + ": it must be " + bounds);
        }
    }

    /** From the whole distribution, or its nucleus. */
    public static SamplingParameters of(double temperature, double topP, long seed) {
        return new SamplingParameters(temperature, topP, 0, 0, 1, 0, 0, Map.of(), seed);
    }

    boolean changesLogits() {
        return !bias.isEmpty() || repetitionPenalty != 1 || presencePenalty != 0 || frequencyPenalty != 0;
    }
}
