package org.openledger.client.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
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
 * @param stop at most 4 texts that end the answer
 * @param seed of the sampling
 * @param stream whether the answer comes as server-sent events
 * @param streamOptions what the stream holds
 */
public record Sampling(
        @WhenAbsent("1") @Bounds(from = 0, to = 2) @Example("0")
        double temperature,

        @JsonProperty("top_p") @WhenAbsent("1") @Bounds(from = 0, to = 1)
        double topP,

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
            new Sampling(0, 1, Optional.empty(), Optional.empty(), false, Optional.empty());

    public Sampling withTemperature(double value) {
        return new Sampling(value, topP, stop, seed, stream, streamOptions);
    }

    public Sampling withSeed(long value) {
        return new Sampling(temperature, topP, stop, Optional.of(value), stream, streamOptions);
    }

    /** The answer in chunks, as its tokens are made. */
    public Sampling streamed() {
        return new Sampling(temperature, topP, stop, seed, /* stream= */ true, streamOptions);
    }
}
