package org.openledger.serve;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One text to continue.
 *
 * @param adapter the loaded adapter's name, or null for the base alone
 * @param tenant whose request it is: what begins alike is computed once for one tenant's requests to one adapter; null for nobody's
 * @param promptIds the prompt's tokens, at least one
 * @param maxTokens most tokens to generate, at least 1
 * @param sampling how each is chosen
 * @param ending what ends it before
 * @param scores which scores of tokens are wanted
 * @param constraint which texts the answer may have; empty for any
 */
@SuppressWarnings("ArrayRecordComponent") // tokens are arrays in the whole engine, and never changed
public record GenerationRequest(
        @Nullable String adapter,
        @Nullable String tenant,
        int[] promptIds,
        int maxTokens,
        SamplingParameters sampling,
        Ending ending,
        Scores scores,
        Optional<Constraint> constraint) {

    /**
     * Which scores of tokens are wanted.
     *
     * @param answer of the answer's tokens
     * @param prompt of the prompt's tokens, but for the first, which nothing stands before
     * @param alternatives for each token so many of the likeliest
     */
    public record Scores(boolean answer, boolean prompt, int alternatives) {
        public static final Scores NONE = new Scores(false, false, 0);

        public Scores {
            if (alternatives < 0 || alternatives > TokenScore.MOST_ALTERNATIVES) {
                throw new IllegalArgumentException(
                        "alternatives is " + alternatives + ": at most " + TokenScore.MOST_ALTERNATIVES);
            }
        }
    }

    public GenerationRequest {
        if (promptIds.length == 0) {
            throw new IllegalArgumentException("the prompt is empty: send at least one token");
        }
        if (maxTokens < 1) {
            throw new IllegalArgumentException("maxTokens is " + maxTokens + ": ask for at least one token");
        }
    }

    /** Nobody's, without scores and constraint. */
    public GenerationRequest(
            @Nullable String adapter,
            int[] promptIds,
            int maxTokens,
            double temperature,
            double topP,
            List<String> stop,
            long seed) {
        this(
                adapter,
                /* tenant= */ null,
                promptIds,
                maxTokens,
                SamplingParameters.of(temperature, topP, seed),
                Ending.at(stop),
                Scores.NONE,
                Optional.empty());
    }

    GenerationRequest withMaxTokens(int tokens) {
        return new GenerationRequest(adapter, tenant, promptIds, tokens, sampling, ending, scores, constraint);
    }
}
