package org.openledger.model.text;

import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a chat template renders.
 *
 * @param tools what the assistant may call, each as OpenAI's JSON has it: texts, numbers, booleans, null, lists, maps
 * @param now what the template's {@code strftime_now} tells; rows of training have no day, so that they are always the same
 */
public record Chat(List<Message> messages, List<Map<String, ?>> tools, Optional<ZonedDateTime> now) {
    public Chat {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
    }

    /** A chat without tools and day. */
    public static Chat of(List<Message> messages) {
        return new Chat(messages, List.of(), Optional.empty());
    }

    /** The same chat, whose messages are others. */
    public Chat withMessages(List<Message> others) {
        return new Chat(others, tools, now);
    }

    /** The same chat with each of its texts changed. */
    @SuppressWarnings("unchecked") // a map stays a map
    public Chat map(UnaryOperator<String> change) {
        return new Chat(
                messages.stream().map(message -> message.map(change)).toList(),
                tools.stream()
                        .<Map<String, ?>>map(tool -> (Map<String, ?>) JsonTexts.map(tool, change))
                        .toList(),
                now);
    }
}
