package org.openledger.api.openai;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openledger.api.http.ApiException;
import org.openledger.api.http.JsonFormat;
import org.openledger.client.openai.CalledTool;
import org.openledger.client.openai.ChatMessage;
import org.openledger.client.openai.ChatRequest;
import org.openledger.client.openai.IgnoredParameters;
import org.openledger.client.openai.MoreSampling;
import org.openledger.client.openai.Sampling;
import org.openledger.client.openai.ToolUse;
import org.openledger.client.openai.UnsupportedChat;
import org.openledger.client.responses.ResponsesRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** A request of the Responses API as the same request for a conversation's next message. */
final class ResponsesInput {
    private ResponsesInput() {}

    static ChatRequest chat(ResponsesRequest request) {
        List<ChatMessage> messages = new ArrayList<>();
        request.instructions().ifPresent(text -> messages.add(ChatMessage.of("system", text)));
        if (request.input().isString()) {
            messages.add(ChatMessage.user(request.input().stringValue()));
        } else {
            int place = 0;
            for (JsonNode item : request.input()) {
                messages.add(message(JsonFormat.read(item.toString(), ResponsesRequest.Item.class), place++));
            }
        }
        return new ChatRequest(
                request.model(),
                messages,
                new ChatRequest.Length(Optional.empty(), request.maxOutputTokens()),
                false,
                0,
                Optional.empty(),
                request.support(),
                new ToolUse(
                        request.tools()
                                .map(tools ->
                                        tools.stream().map(ResponsesInput::tool).toList()),
                        request.toolChoice().map(ResponsesInput::choice),
                        request.text()
                                .flatMap(ResponsesRequest.TextForm::format)
                                .map(ResponsesInput::format)),
                new Sampling(
                        request.temperature(),
                        request.topP(),
                        0,
                        0,
                        Optional.empty(),
                        1,
                        Optional.empty(),
                        Optional.empty(),
                        request.stream(),
                        Optional.empty()),
                MoreSampling.NONE,
                request.marks(),
                new IgnoredParameters(
                        Optional.empty(),
                        Optional.empty(),
                        request.parallelToolCalls(),
                        Optional.empty(),
                        Optional.empty()),
                UnsupportedChat.NONE);
    }

    private static ChatMessage message(ResponsesRequest.Item item, int place) {
        return switch (item.type().orElse("message")) {
            case "message" ->
                ChatMessage.of(
                        need(item.role(), "role", place),
                        text(item.content().orElseThrow(() -> missing("content", place))));
            case "function_call" ->
                ChatMessage.calling(new CalledTool(
                        Optional.empty(),
                        need(item.callId(), "call_id", place),
                        "function",
                        new CalledTool.CalledFunction(
                                need(item.name(), "name", place), need(item.arguments(), "arguments", place))));
            default ->
                ChatMessage.answering(need(item.callId(), "call_id", place), need(item.output(), "output", place));
        };
    }

    private static String need(Optional<String> value, String name, int place) {
        return value.orElseThrow(() -> missing(name, place));
    }

    private static ApiException missing(String name, int place) {
        String field = "input[" + place + "]." + name;
        return ApiException.invalid(field, "'" + field + "' is missing.");
    }

    private static String text(JsonNode content) {
        if (content.isString()) {
            return content.stringValue();
        }
        StringBuilder text = new StringBuilder();
        content.forEach(part -> text.append(part.get("text").stringValue()));
        return text.toString();
    }

    private static ToolUse.Tool tool(ResponsesRequest.Tool tool) {
        return new ToolUse.Tool(
                tool.type(), new ToolUse.Function(tool.name(), tool.description(), tool.parameters(), tool.strict()));
    }

    private static JsonNode choice(JsonNode choice) {
        return choice.isString()
                ? StringNode.valueOf(choice.stringValue())
                : JsonFormat.tree(new ToolUse.NamedTool(
                        "function", new ToolUse.Named(choice.path("name").asString(""))));
    }

    private static ToolUse.ResponseFormat format(ResponsesRequest.Format format) {
        if (format.type().equals("json_schema") && format.schema().isEmpty()) {
            throw ApiException.invalid("text.format.schema", "'text.format.schema' is missing.");
        }
        return new ToolUse.ResponseFormat(
                format.type(),
                format.schema()
                        .map(schema -> new ToolUse.NamedSchema(
                                format.name().orElse("schema"), format.description(), schema, format.strict())));
    }
}
