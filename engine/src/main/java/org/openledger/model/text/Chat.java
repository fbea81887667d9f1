package org.openledger.model.text;

import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

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
                        .<Map<String, ?>>map(tool -> (Map<String, ?>) map(tool, change))
                        .toList(),
                now);
    }

    /** JSON with each of its texts changed. */
    static Object map(Object value, UnaryOperator<String> change) {
        return switch (value) {
            case String text -> change.apply(text);
            case List<?> list -> list.stream().map(each -> mapped(each, change)).toList();
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> copy = new LinkedHashMap<>();
                map.forEach((name, each) -> copy.put(change.apply((String) name), mapped(each, change)));
                yield copy;
            }
            default -> value;
        };
    }

    private static @Nullable Object mapped(@Nullable Object value, UnaryOperator<String> change) {
        return value == null ? null : map(value, change);
    }
}
