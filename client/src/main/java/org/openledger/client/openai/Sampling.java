package org.openledger.client.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import java.util.Optional;
import org.openledger.client.shape.AnyOf;
import org.openledger.client.shape.Bounds;
import org.openledger.client.shape.Example;
import org.openledger.client.shape.WhenAbsent;
import tools.jackson.databind.JsonNode;

/**
 * How the answer's tokens are chosen and sent.
 *
 * @param temperature of the sampling; 0 takes the likeliest token
 * @param topP part of the probability that is sampled from
 * @param presencePenalty taken from the logit of a token that the answer has
 * @param frequencyPenalty taken from the logit of a token as often as the answer has it
 * @param logitBias added to logits, -100 to 100, by the token's id
 * @param n answers; each is paid, and has a receipt of its own
 * @param stop at most 4 texts that end the answer
 * @param seed of the sampling; of several answers each has the next one
 * @param stream whether the answer comes as server-sent events
 * @param streamOptions what the stream holds
 */
public record Sampling(
        @WhenAbsent("1") @Bounds(from = 0, to = 2) @Example("0")
        double temperature,

        @JsonProperty("top_p") @WhenAbsent("1") @Bounds(from = 0, to = 1)
        double topP,

        @JsonProperty("presence_penalty") @WhenAbsent("0") @Bounds(from = -2, to = 2)
        double presencePenalty,

        @JsonProperty("frequency_penalty") @WhenAbsent("0") @Bounds(from = -2, to = 2)
        double frequencyPenalty,

        @JsonProperty("logit_bias") @Example("{\"17\": -100}")
        Optional<Map<String, Double>> logitBias,

        @WhenAbsent("1") @Bounds(from = 1, to = 32) int n,

        @AnyOf({String.class, String[].class}) @Example("[\"\\n\\n\"]")
        Optional<JsonNode> stop,

        @Bounds(from = -9_007_199_254_740_991.0, to = 9_007_199_254_740_991.0) @Example("7")
        Optional<Long> seed,

        @WhenAbsent("false") boolean stream,
        @JsonProperty("stream_options") Optional<StreamOptions> streamOptions) {
    /** Jackson reads an absent member of this type as JSON null. */
    public Sampling {
        stop = stop.filter(texts -> !texts.isNull());
    }

    /** The likeliest token each time, and the answer as a whole. */
    public static final Sampling LIKELIEST =
            new Sampling(0, 1, 0, 0, Optional.empty(), 1, Optional.empty(), Optional.empty(), false, Optional.empty());

    public Sampling withTemperature(double value) {
        return new Sampling(
                value, topP, presencePenalty, frequencyPenalty, logitBias, n, stop, seed, stream, streamOptions);
    }

    public Sampling withSeed(long value) {
        return new Sampling(
                temperature,
                topP,
                presencePenalty,
                frequencyPenalty,
                logitBias,
                n,
                stop,
                Optional.of(value),
                stream,
                streamOptions);
    }

    /** So many answers. */
    public Sampling withAnswers(int count) {
        return new Sampling(
                temperature,
                topP,
                presencePenalty,
                frequencyPenalty,
                logitBias,
                count,
                stop,
                seed,
                stream,
                streamOptions);
    }

    /** The answer in chunks, as its tokens are made. */
    public Sampling streamed() {
        return new Sampling(
                temperature,
                topP,
                presencePenalty,
                frequencyPenalty,
                logitBias,
                n,
                stop,
                seed,
                /* stream= */ true,
                streamOptions);
    }
}
