package org.openledger.datanet.row;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Predicate;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.Json.JsonArray;
import org.openledger.verify.bytes.Json.JsonObject;
import org.openledger.verify.bytes.Json.JsonString;

/**
 * The messages of a chat, in OpenAI's form: an array of objects with {@code role} and {@code content}, an assistant's {@code
 * tool_calls}, a tool's {@code tool_call_id} and {@code name}. A row's field has their canonical JSON.
 */
public final class ChatMessages {
    private ChatMessages() {}

    /**
     * A call of a tool.
     *
     * @param arguments their JSON
     */
    public record Call(String id, String name, String arguments) {}

    /** A message; {@code callId} and {@code name} are empty where it has none. */
    public record Said(String role, String content, List<Call> calls, String callId, String name) {
        public Said {
            calls = List.copyOf(calls);
        }

        /** What it says, calls included. */
        String words() {
            StringBuilder words = new StringBuilder(content);
            for (Call call : calls) {
                words.append(words.isEmpty() ? "" : "\n")
                        .append(call.name())
                        .append(' ')
                        .append(call.arguments());
            }
            return words.toString();
        }
    }

    /** The messages of a field. */
    public static List<Said> of(String field) {
        List<Said> messages = new ArrayList<>();
        for (Json each : ((JsonArray) CanonicalJson.parse(field.getBytes(StandardCharsets.UTF_8))).items()) {
            SortedMap<String, Json> message = ((JsonObject) each).members();
            List<Call> calls = new ArrayList<>();
            if (message.get("tool_calls") instanceof JsonArray all) {
                for (Json call : all.items()) {
                    SortedMap<String, Json> members = ((JsonObject) call).members();
                    SortedMap<String, Json> function =
                            members.get("function") instanceof JsonObject named ? named.members() : members;
                    calls.add(new Call(text(members, "id"), text(function, "name"), text(function, "arguments")));
                }
            }
            messages.add(new Said(
                    text(message, "role"),
                    text(message, "content"),
                    calls,
                    text(message, "tool_call_id"),
                    text(message, "name")));
        }
        return messages;
    }

    private static String text(SortedMap<String, Json> members, String name) {
        return members.get(name) instanceof JsonString text ? text.value() : "";
    }

    /** As a reader meets them, one message a line or more, each after who says it. */
    static String reading(String field) {
        StringBuilder text = new StringBuilder();
        for (Said said : of(field)) {
            text.append(text.isEmpty() ? "" : "\n")
                    .append(said.role())
                    .append(": ")
                    .append(said.words());
        }
        return text.toString();
    }

    /** What those of some roles say; the system's message, which many chats share, is said by none. */
    static String words(String field, Predicate<String> by) {
        StringBuilder text = new StringBuilder();
        for (Said said : of(field)) {
            if (!said.role().equals("system") && by.test(said.role())) {
                text.append(text.isEmpty() ? "" : "\n").append(said.words());
            }
        }
        return text.toString();
    }
}
