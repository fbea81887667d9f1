package org.openledger.client.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import org.openledger.client.shape.Neutral;
import tools.jackson.databind.JsonNode;

/**
 * Parameters that would change how tokens are chosen and that are not supported. They are accepted only with the value
 * that asks for nothing.
 *
 * @param n number of answers: 1
 * @param presencePenalty 0
 * @param frequencyPenalty 0
 * @param logitBias none
 */
public record UnsupportedSampling(
        @Neutral("1") Optional<JsonNode> n,
        @JsonProperty("presence_penalty") @Neutral("0") Optional<JsonNode> presencePenalty,
        @JsonProperty("frequency_penalty") @Neutral("0") Optional<JsonNode> frequencyPenalty,
        @JsonProperty("logit_bias") @Neutral("{}") Optional<JsonNode> logitBias) {
    public static final UnsupportedSampling NONE =
            new UnsupportedSampling(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
