package org.openledger.client.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import org.openledger.client.shape.Neutral;
import tools.jackson.databind.JsonNode;

/**
 * Parameters of conversations that are not supported. They are accepted only with the value that asks for nothing.
 *
 * @param tools none
 * @param functions none
 * @param toolChoice none
 * @param functionCall none
 * @param audio absent or null
 * @param modalities text alone
 * @param responseFormat text
 * @param logprobs false
 * @param topLogprobs 0
 */
public record UnsupportedChat(
        @Neutral("[]") Optional<JsonNode> tools,
        @Neutral("[]") Optional<JsonNode> functions,
        @JsonProperty("tool_choice") @Neutral("\"none\"") Optional<JsonNode> toolChoice,
        @JsonProperty("function_call") @Neutral("\"none\"") Optional<JsonNode> functionCall,
        @Neutral({}) Optional<JsonNode> audio,
        @Neutral({"[\"text\"]", "[]"}) Optional<JsonNode> modalities,

        @JsonProperty("response_format") @Neutral("{\"type\": \"text\"}")
        Optional<JsonNode> responseFormat,

        @Neutral("false") Optional<JsonNode> logprobs,
        @JsonProperty("top_logprobs") @Neutral("0") Optional<JsonNode> topLogprobs) {
    public static final UnsupportedChat NONE = new UnsupportedChat(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
}
