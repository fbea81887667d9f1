package org.openledger.client.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import org.openledger.client.shape.Neutral;
import tools.jackson.databind.JsonNode;

/**
 * Parameters of plain completions that are not supported. They are accepted only with the value that asks for nothing.
 *
 * @param suffix absent or null
 * @param bestOf 1
 */
public record UnsupportedCompletion(
        @Neutral({}) Optional<JsonNode> suffix,
        @JsonProperty("best_of") @Neutral("1") Optional<JsonNode> bestOf) {
    public static final UnsupportedCompletion NONE = new UnsupportedCompletion(Optional.empty(), Optional.empty());
}
