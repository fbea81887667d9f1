package org.openledger.client.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import org.openledger.client.shape.Neutral;
import org.openledger.client.shape.WhenAbsent;
import tools.jackson.databind.JsonNode;

/**
 * What a stream holds.
 *
 * @param includeUsage whether its last chunk has the usage
 * @param includeObfuscation not supported
 */
public record StreamOptions(
        @JsonProperty("include_usage") @WhenAbsent("false") boolean includeUsage,

        @JsonProperty("include_obfuscation") @Neutral("false")
        Optional<JsonNode> includeObfuscation) {}
