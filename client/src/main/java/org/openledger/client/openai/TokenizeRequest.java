package org.openledger.client.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import org.openledger.client.shape.Example;
import org.openledger.client.shape.WhenAbsent;

/**
 * A text or a conversation whose tokens are wanted.
 *
 * @param model whose tokens they are
 * @param prompt the text
 * @param addSpecialTokens whether a text begins and ends as the model's texts do
 * @param messages the conversation, in place of a text
 * @param tools what the model may call
 * @param addGenerationPrompt true: a conversation always goes on with the assistant's turn
 */
public record TokenizeRequest(
        @Example("\"kitchen-1\"") String model,
        @Example("\"A roux is\"") Optional<String> prompt,

        @JsonProperty("add_special_tokens") @WhenAbsent("true")
        boolean addSpecialTokens,

        Optional<List<ChatMessage>> messages,
        Optional<List<ToolUse.Tool>> tools,
        @JsonProperty("add_generation_prompt") Optional<Boolean> addGenerationPrompt) {}
