package org.openledger.model.text;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One message of a chat.
 *
 * @param role {@code system}, {@code user}, {@code assistant} or {@code tool}
 * @param content what was said
 * @param calls the tools that the assistant called
 * @param callId which call a tool's message answers
 * @param name of the tool that answers
 */
public record Message(
        String role, String content, List<ToolCall> calls, Optional<String> callId, Optional<String> name) {
    public Message {
        calls = List.copyOf(calls);
    }

    public Message(String role, String content) {
        this(role, content, List.of(), Optional.empty(), Optional.empty());
    }

    /** What the person says. */
    public static Message user(String content) {
        return new Message("user", content);
    }

    /** What the model says. */
    public static Message assistant(String content) {
        return new Message("assistant", content);
    }

    /** The same message with each of its texts changed. */
    Message map(UnaryOperator<String> change) {
        return new Message(
                role,
                change.apply(content),
                calls.stream().map(call -> call.map(change)).toList(),
                callId.map(change),
                name.map(change));
    }
}
