package org.openledger.serve;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One text to continue.
 *
 * @param adapter the loaded adapter's name, or null for the base alone
 * @param promptIds the prompt's tokens, at least one
 * @param maxTokens most tokens to generate, at least 1
 * @param temperature 0 takes the likeliest token; otherwise logits are divided by it; at most 2
 * @param topP the smallest set of likeliest tokens with this probability is sampled from; in (0, 1]
 * @param stop texts before which the answer ends; they are not part of it
 * @param seed of the sampling; the same request and seed give the same tokens
 */
@SuppressWarnings("ArrayRecordComponent") // tokens are arrays in the whole engine, and never changed
public record GenerationRequest(
        @Nullable String adapter,
        int[] promptIds,
        int maxTokens,
        double temperature,
        double topP,
        List<String> stop,
        long seed) {

    public GenerationRequest {
        if (promptIds.length == 0) {
            throw new IllegalArgumentException("the prompt is empty: send at least one token");
        }
        if (maxTokens < 1) {
            throw new IllegalArgumentException("maxTokens is " + maxTokens + ": ask for at least one token");
        }
        if (!(temperature >= 0 && temperature <= 2)) {
            throw new IllegalArgumentException("temperature is " + temperature + ": it must be between 0 and 2");
        }
        if (!(topP > 0 && topP <= 1)) {
            throw new IllegalArgumentException("topP is " + topP + ": it must be above 0 and at most 1");
        }
        if (stop.stream().anyMatch(String::isEmpty)) {
            throw new IllegalArgumentException("a stop text is empty");
        }
        stop = List.copyOf(stop);
    }
}
