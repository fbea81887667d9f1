package org.openledger.model.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openledger.model.file.JsonFile;
import org.openledger.model.file.ModelException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;

/**
 * How a model writes that it calls a tool. It is found in what the chat template writes of a call, since that is what the model
 * learnt: a JSON object with a name and arguments, after a marker such as {@code <tool_call>} or after nothing.
 *
 * @param marker before each call; empty where an answer that is a call is nothing else
 */
public record ToolCallForm(String marker) {
    private static final String TOOL = "qz_told";
    private static final String CALLED = "qz_called";
    private static final String ARGUMENT = "qz_argument";
    private static final ObjectReader PREFIX =
            JsonFile.MAPPER.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final Set<String> ARGUMENTS = Set.of("arguments", "parameters");

    /**
     * An answer's parts.
     *
     * @param content what it says beside calls
     */
    public record Parsed(String content, List<Call> calls) {}

    /** @param arguments as JSON */
    public record Call(String name, String arguments) {}

    /** The form of a template; empty where it says no tools or writes no calls that could be read. */
    public static Optional<ToolCallForm> of(ChatTemplate template, Tokenizer tokenizer) {
        Map<String, ?> function = Map.of(
                "name",
                TOOL,
                "description",
                "Tells.",
                "parameters",
                Map.of("type", "object", "properties", Map.of(ARGUMENT, Map.of("type", "string"))));
        List<Map<String, ?>> tools = List.of(Map.of("type", "function", "function", function));
        List<Message> question = List.of(Message.user("What?"));
        Message call = new Message(
                "assistant",
                "",
                List.of(new ToolCall("callqz001", CALLED, Map.of(ARGUMENT, "1"))),
                Optional.empty(),
                Optional.empty());
        try {
            String asked = template.render(new Chat(question, tools, Optional.empty()), true);
            String called =
                    template.render(new Chat(List.of(question.getFirst(), call), tools, Optional.empty()), false);
            return asked.contains(TOOL) ? marker(asked, called, tokenizer).map(ToolCallForm::new) : Optional.empty();
        } catch (ModelException refused) {
            return Optional.empty();
        }
    }

    /** What stands between the beginning of the assistant's turn and the call's JSON, as it is decoded. */
    private static Optional<String> marker(String asked, String called, Tokenizer tokenizer) {
        int name = called.indexOf(CALLED);
        for (int at = called.lastIndexOf('{', name); at >= 0 && name >= 0; at = called.lastIndexOf('{', at - 1)) {
            Optional<Read> read = read(called, at);
            if (read.isPresent() && call(read.get().value(), Set.of(CALLED)).isPresent()) {
                String before =
                        called.startsWith(asked) && asked.length() <= at ? called.substring(asked.length(), at) : "";
                String decoded = tokenizer.decode(tokenizer.encode(before)).strip();
                return Optional.of(
                        decoded.endsWith("[")
                                ? decoded.substring(0, decoded.length() - 1).strip()
                                : decoded);
            }
        }
        return Optional.empty();
    }

    /** An answer's content and calls; an answer whose calls cannot be read is content. */
    public Parsed parse(String text, Set<String> tools) {
        int begin = marker.isEmpty() ? firstJson(text) : text.indexOf(marker);
        if (begin < 0) {
            return new Parsed(text, List.of());
        }
        List<Call> calls = new ArrayList<>();
        int at = begin;
        while (at >= 0) {
            Optional<Read> read = read(text, at + marker.length());
            if (read.isEmpty() || !addCalls(read.get().value(), tools, calls)) {
                return new Parsed(text, List.of());
            }
            at = marker.isEmpty() ? -1 : text.indexOf(marker, read.get().end());
        }
        return new Parsed(text.substring(0, begin).strip(), calls);
    }

    /** The calls of an answer that is JSON of them; empty where it is none. */
    public static List<Call> parseJson(String text, Set<String> tools) {
        List<Call> calls = new ArrayList<>();
        return read(text, 0)
                        .filter(read -> addCalls(read.value(), tools, calls))
                        .isPresent()
                ? calls
                : List.of();
    }

    /** Up to where a text that grows is content, whatever comes: before a marker or what may become one. */
    public int certain(String text) {
        if (marker.isEmpty()) {
            return text.isBlank() || firstJson(text) >= 0 ? 0 : text.length();
        }
        int found = text.indexOf(marker);
        if (found >= 0) {
            return found;
        }
        int from = Math.max(0, text.length() - marker.length() + 1);
        while (from < text.length() && !marker.startsWith(text.substring(from))) {
            from++;
        }
        return from;
    }

    private static int firstJson(String text) {
        int first = text.length() - text.stripLeading().length();
        return text.startsWith("{", first) || text.startsWith("[", first) ? first : -1;
    }

    private static boolean addCalls(JsonNode value, Set<String> tools, List<Call> calls) {
        for (JsonNode each : value.isArray() ? value : List.of(value)) {
            Optional<Call> call = call(each, tools);
            if (call.isEmpty()) {
                return false;
            }
            calls.add(call.get());
        }
        return true;
    }

    private static Optional<Call> call(JsonNode value, Set<String> tools) {
        JsonNode function = value.path("function").isObject() ? value.path("function") : value;
        String name = function.path("name").asString("");
        return ARGUMENTS.stream()
                .map(function::get)
                .filter(given -> given != null && (given.isObject() || given.isString()) && tools.contains(name))
                .findFirst()
                .map(given -> new Call(name, given.isString() ? given.stringValue() : given.toString()));
    }

    /** @param end where it ends in the text */
    private record Read(JsonNode value, int end) {}

    /** The JSON object or array that begins at a place, after spaces. */
    private static Optional<Read> read(String text, int from) {
        String rest = text.substring(from);
        if (firstJson(rest) < 0) {
            return Optional.empty();
        }
        try (JsonParser parser = JsonFile.MAPPER.createParser(rest)) {
            JsonNode value = PREFIX.readTree(parser);
            return Optional.of(new Read(
                    value, from + Math.toIntExact(parser.currentLocation().getCharOffset())));
        } catch (JacksonException broken) {
            return Optional.empty();
        }
    }
}
