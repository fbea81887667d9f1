package org.openledger.gateway;

import java.util.Optional;
import org.openledger.answer.GatewayException;
import org.openledger.serve.Ending;
import org.openledger.serve.GenerationRequest.Scores;
import org.openledger.serve.SamplingParameters;
import org.openledger.store.Refusal;

/**
 * How an answer's tokens are chosen.
 *
 * @param sampling with the seed, where one was given
 * @param seeded whether one was
 * @param ending what ends the answer
 * @param scores which scores of tokens are wanted
 * @param schema what the answer's JSON must satisfy, itself JSON; empty for any text
 */
public record Decoding(
        SamplingParameters sampling, boolean seeded, Ending ending, Scores scores, Optional<String> schema) {
    public static final int MAX_STOPS = 4;

    public Decoding {
        if (ending.stop().size() > MAX_STOPS) {
            throw new GatewayException(
                    Refusal.Kind.INVALID.at("stop"), "'stop' takes at most " + MAX_STOPS + " texts.");
        }
    }

    /** The same with a seed. */
    Decoding withSeed(long seed) {
        return new Decoding(
                new SamplingParameters(
                        sampling.temperature(),
                        sampling.topP(),
                        sampling.topK(),
                        sampling.minP(),
                        sampling.repetitionPenalty(),
                        sampling.presencePenalty(),
                        sampling.frequencyPenalty(),
                        sampling.bias(),
                        seed),
                true,
                ending,
                scores,
                schema);
    }
}
