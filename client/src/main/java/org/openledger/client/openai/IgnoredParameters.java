package org.openledger.client.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/**
 * The parameters that foreign clients send, that change nothing about an answer, and that this node does not use. This is
 * the whole list; any other unknown parameter is refused.
 *
 * @param store ignored: every answer is kept with its receipt
 * @param serviceTier ignored: there is one tier
 * @param parallelToolCalls ignored: the model calls as many tools as it will
 * @param promptCacheKey ignored: prompts are not cached by key
 * @param promptCacheRetention ignored: prompts are not cached by key
 */
public record IgnoredParameters(
        Optional<Boolean> store,
        @JsonProperty("service_tier") Optional<String> serviceTier,
        @JsonProperty("parallel_tool_calls") Optional<Boolean> parallelToolCalls,
        @JsonProperty("prompt_cache_key") Optional<String> promptCacheKey,
        @JsonProperty("prompt_cache_retention") Optional<String> promptCacheRetention) {
    public static final IgnoredParameters NONE = new IgnoredParameters(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
