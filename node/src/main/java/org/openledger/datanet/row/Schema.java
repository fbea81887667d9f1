package org.openledger.datanet.row;

import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * What a row of a Datanet is: a JSON object with these fields, some of which it may lack. All are texts but the messages of a
 * chat. What else its file said of it stands beside them, under {@value Row#METADATA}.
 */
@SuppressWarnings("ImmutableEnumChecker") // the lists are immutable
public enum Schema {
    /** A question or task, and the answer to learn; with what the model is told before, and a text that the question is about. */
    INSTRUCTION(List.of("system", "instruction", "context", "response"), Set.of("system", "context")),
    /** A piece of text. */
    TEXT(List.of("text"), Set.of()),
    /** A question or task, a response that people prefer, and one that they do not. */
    PREFERENCE(List.of("system", "prompt", "chosen", "rejected"), Set.of("system")),
    /** Messages of several turns, of which the assistant's are learnt; with the tools that it may call, as JSON. */
    CHAT(List.of(Schema.MESSAGES, "tools"), Set.of("tools")),
    /** A text and what it is: a class, a score, a judgement; with the question that the text answers. */
    LABEL(List.of("prompt", "text", "label"), Set.of("prompt"));

    /** The field that is an array of messages, see {@link ChatMessages}. */
    public static final String MESSAGES = "messages";

    private final List<String> fields;
    private final Set<String> optional;

    Schema(List<String> fields, Set<String> optional) {
        this.fields = fields;
        this.optional = optional;
    }

    /** All fields in the order a reader meets them. */
    public List<String> fields() {
        return fields;
    }

    /** The fields that every row has. */
    public List<String> required() {
        return fields.stream().filter(field -> !optional.contains(field)).toList();
    }

    /** Whether a row with these fields is one of this schema. */
    public boolean fits(Set<String> names) {
        return names.containsAll(required()) && fields.containsAll(names);
    }

    /** A row's words in reading order, one field a line. */
    public String reading(SortedMap<String, String> values) {
        return text(fields, values);
    }

    /** The words that a reader is to believe: all but a response that was rejected. */
    public String told(SortedMap<String, String> values) {
        return text(fields.stream().filter(field -> !field.equals("rejected")).toList(), values);
    }

    private static String text(List<String> fields, SortedMap<String, String> values) {
        return fields.stream()
                .filter(field -> values.containsKey(field))
                .map(field -> field.equals(MESSAGES)
                        ? ChatMessages.reading(values.getOrDefault(field, "[]"))
                        : values.getOrDefault(field, ""))
                .collect(Collectors.joining("\n"));
    }

    /**
     * What screening compares, the same across schemas. What a model is told before every question and the tools that it may call
     * are of no row: many share them. A text and its label are one: the label alone says nothing.
     */
    public RowParts parts(SortedMap<String, String> values) {
        return switch (this) {
            case INSTRUCTION -> new RowParts(of(values, "instruction"), of(values, "context"), of(values, "response"));
            case TEXT -> RowParts.of(of(values, "text"));
            case PREFERENCE ->
                new RowParts(of(values, "prompt"), "", of(values, "chosen") + "\n" + of(values, "rejected"));
            case CHAT ->
                new RowParts(
                        ChatMessages.words(of(values, MESSAGES), role -> !role.equals("assistant")),
                        "",
                        ChatMessages.words(of(values, MESSAGES), role -> role.equals("assistant")));
            case LABEL -> new RowParts(of(values, "prompt"), "", of(values, "text") + "\n" + of(values, "label"));
        };
    }

    private static String of(SortedMap<String, String> values, String field) {
        return values.getOrDefault(field, field.equals(MESSAGES) ? "[]" : "");
    }
}
