package org.openledger.client.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import org.openledger.client.shape.Neutral;
import tools.jackson.databind.JsonNode;

/**
 * Parameters of conversations that are not supported. They are accepted only with the value that asks for nothing.
 *
 * @param functions none; newer clients send tools
 * @param functionCall none; newer clients send tool_choice
 * @param audio absent or null
 * @param modalities text alone
 * @param prediction absent or null
 * @param reasoningEffort none
 * @param verbosity medium
 * @param webSearchOptions absent or null
 * @param moderation absent or null
 * @param promptCacheOptions absent or null
 */
public record UnsupportedChat(
        @Neutral("[]") Optional<JsonNode> functions,

        @JsonProperty("function_call") @Neutral({"\"none\"", "\"auto\""})
        Optional<JsonNode> functionCall,

        @Neutral({}) Optional<JsonNode> audio,
        @Neutral({"[\"text\"]", "[]"}) Optional<JsonNode> modalities,
        @Neutral({}) Optional<JsonNode> prediction,

        @JsonProperty("reasoning_effort") @Neutral("\"none\"")
        Optional<JsonNode> reasoningEffort,

        @Neutral("\"medium\"") Optional<JsonNode> verbosity,
        @JsonProperty("web_search_options") @Neutral({}) Optional<JsonNode> webSearchOptions,
        @Neutral({}) Optional<JsonNode> moderation,
        @JsonProperty("prompt_cache_options") @Neutral({}) Optional<JsonNode> promptCacheOptions) {
    public static final UnsupportedChat NONE = new UnsupportedChat(
            Optional.empty(),
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
