package org.openledger.api.openai;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openledger.api.http.ApiException;
import org.openledger.api.http.JsonFormat;
import org.openledger.client.openai.CalledTool;
import org.openledger.client.openai.ChatMessage;
import org.openledger.client.openai.ToolUse;
import org.openledger.gateway.InferenceRequest;
import org.openledger.model.text.Message;
import org.openledger.model.text.ToolCall;
import tools.jackson.databind.JsonNode;

/** Messages in OpenAI's form, as chat templates take them. */
final class Conversations {
    private Conversations() {}

    static List<Message> messages(List<ChatMessage> given) {
        if (given.isEmpty() || given.size() > InferenceRequest.MAX_MESSAGES) {
            throw ApiException.invalid(
                    "messages", "'messages' must hold 1 to " + InferenceRequest.MAX_MESSAGES + " messages.");
        }
        List<Message> messages = new ArrayList<>();
        for (ChatMessage message : given) {
            messages.add(message(message, "messages[" + messages.size() + "]"));
        }
        return messages;
    }

    private static Message message(ChatMessage given, String at) {
        boolean called = given.toolCalls().filter(calls -> !calls.isEmpty()).isPresent();
        if (given.content().isEmpty() && !called) {
            throw ApiException.invalid(at + ".content", "'" + at + ".content' is missing.");
        }
        require(at + ".tool_calls", !called || given.role().equals("assistant"), "only the assistant calls tools.");
        boolean answers = given.role().equals("tool");
        require(
                at + ".tool_call_id",
                answers == given.toolCallId().isPresent(),
                "a message of the role tool names the call that it answers, and no other does.");
        return new Message(
                given.role().equals("developer") ? "system" : given.role(),
                given.content().map(Conversations::text).orElse(""),
                given.toolCalls().orElse(List.of()).stream()
                        .map(call -> call(call, at))
                        .toList(),
                given.toolCallId(),
                given.name().filter(_ -> answers));
    }

    private static void require(String field, boolean holds, String rule) {
        if (!holds) {
            throw ApiException.invalid(field, "'" + field + "' cannot stand so: " + rule);
        }
    }

    private static String text(JsonNode content) {
        if (content.isString()) {
            return content.stringValue();
        }
        StringBuilder text = new StringBuilder();
        content.forEach(part -> text.append(part.get("text").stringValue()));
        return text.toString();
    }

    private static ToolCall call(CalledTool call, String at) {
        try {
            JsonNode arguments = JsonFormat.read(call.function().arguments());
            if (arguments.isObject()) {
                return new ToolCall(call.id(), call.function().name(), JsonFormat.map(arguments));
            }
        } catch (tools.jackson.core.JacksonException e) {
            // said below
        }
        throw ApiException.invalid(
                at + ".tool_calls", "'" + at + ".tool_calls' must have arguments that are a JSON object.");
    }

    /** Tools in the order of names that models were trained on. */
    static List<Map<String, ?>> tools(List<ToolUse.Tool> given) {
        List<Map<String, ?>> tools = new ArrayList<>();
        for (ToolUse.Tool tool : given) {
            Map<String, Object> function = new LinkedHashMap<>();
            function.put("name", tool.function().name());
            tool.function().description().ifPresent(description -> function.put("description", description));
            Optional<JsonNode> parameters = tool.function().parameters();
            parameters.ifPresent(schema -> function.put("parameters", JsonFormat.map(schema)));
            Map<String, Object> whole = new LinkedHashMap<>();
            whole.put("type", tool.type());
            whole.put("function", function);
            tools.add(whole);
        }
        return tools;
    }
}
