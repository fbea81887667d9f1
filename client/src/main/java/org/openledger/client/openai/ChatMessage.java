package org.openledger.client.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import org.openledger.client.shape.AnyOf;
import org.openledger.client.shape.Example;
import org.openledger.client.shape.Neutral;
import org.openledger.client.shape.Words;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * A message of a conversation.
 *
 * @param role who says it; developer counts as system
 * @param content a text, or parts of type text; it may be left out where the assistant called tools
 * @param name of who says it, or of the tool that answers
 * @param toolCalls what the assistant called
 * @param toolCallId which call a tool's message answers
 * @param refusal of the assistant; absent or null
 * @param annotations of the assistant; none
 * @param audio of the assistant; absent or null
 * @param functionCall of the assistant; absent or null
 */
public record ChatMessage(
        @Words({"system", "developer", "user", "assistant", "tool"}) @Example("\"user\"")
        String role,

        @AnyOf({String.class, TextPart[].class}) @Example("\"What goes into a roux?\"")
        Optional<JsonNode> content,

        Optional<String> name,
        @JsonProperty("tool_calls") Optional<List<CalledTool>> toolCalls,
        @JsonProperty("tool_call_id") Optional<String> toolCallId,
        @Neutral({}) Optional<JsonNode> refusal,
        @Neutral("[]") Optional<JsonNode> annotations,
        @Neutral({}) Optional<JsonNode> audio,
        @JsonProperty("function_call") @Neutral({}) Optional<JsonNode> functionCall) {
    /** Jackson reads an absent member of this type as JSON null. */
    public ChatMessage {
        content = content.filter(given -> !given.isNull());
    }

    public static ChatMessage user(String text) {
        return of("user", text);
    }

    /** A message of anybody. */
    public static ChatMessage of(String role, String text) {
        return new ChatMessage(
                role,
                Optional.of(StringNode.valueOf(text)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** A call of a tool by the assistant. */
    public static ChatMessage calling(CalledTool call) {
        return new ChatMessage(
                "assistant",
                Optional.empty(),
                Optional.empty(),
                Optional.of(List.of(call)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** What came of a call. */
    public static ChatMessage answering(String call, String text) {
        return new ChatMessage(
                "tool",
                Optional.of(StringNode.valueOf(text)),
                Optional.empty(),
                Optional.empty(),
                Optional.of(call),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * A part of a message.
     *
     * @param type text: models here read nothing else
     * @param text of it
     */
    public record TextPart(@Words("text") String type, String text) {}
}
