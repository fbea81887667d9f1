package org.openledger.client.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * The tokens of a text.
 *
 * @param count how many there are
 * @param maxModelLen most tokens of a prompt and its answer together
 * @param tokens their ids
 */
public record Tokens(
        int count, @JsonProperty("max_model_len") int maxModelLen, List<Integer> tokens) {}
