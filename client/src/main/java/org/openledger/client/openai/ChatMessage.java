package org.openledger.client.openai;

import java.util.Optional;
import org.openledger.client.shape.AnyOf;
import org.openledger.client.shape.Example;
import org.openledger.client.shape.Words;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * A message of a conversation.
 *
 * @param role who says it; developer counts as system
 * @param content a text, or parts of type text
 * @param name of who says it; it changes nothing
 */
public record ChatMessage(
        @Words({"system", "developer", "user", "assistant"}) @Example("\"user\"")
        String role,

        @AnyOf({String.class, TextPart[].class}) @Example("\"What goes into a roux?\"")
        JsonNode content,

        Optional<String> name) {
    public static ChatMessage user(String text) {
        return new ChatMessage("user", StringNode.valueOf(text), Optional.empty());
    }

    /**
     * A part of a message.
     *
     * @param type text: models here read nothing else
     * @param text of it
     */
    public record TextPart(@Words("text") String type, String text) {}
}
