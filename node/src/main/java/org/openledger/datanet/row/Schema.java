package org.openledger.datanet.row;

import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** What a row of a Datanet is: a JSON object with exactly these string fields. */
@SuppressWarnings("ImmutableEnumChecker") // the lists are immutable
public enum Schema {
    /** A question or task, and the answer to learn. */
    INSTRUCTION(List.of("instruction", "response")),
    /** A piece of text. */
    TEXT(List.of("text")),
    /** A question or task, a response that people prefer, and one that they do not. */
    PREFERENCE(List.of("prompt", "chosen", "rejected"));

    private final List<String> fields;

    Schema(List<String> fields) {
        this.fields = fields;
    }

    /** The fields in the order a reader meets them. */
    public List<String> fields() {
        return fields;
    }

    /** The fields that a reader is to believe: all but a response that was rejected. */
    public List<String> told() {
        return fields.stream().filter(field -> !field.equals("rejected")).toList();
    }

    /** The words of a row's fields in reading order, one field a line. */
    public static String text(List<String> fields, SortedMap<String, String> values) {
        return fields.stream()
                .map(field -> Objects.requireNonNull(values.get(field), field))
                .collect(Collectors.joining("\n"));
    }

    /** All of a row's words in reading order: what screening compares, so that it works across schemas. */
    public String textOf(SortedMap<String, String> values) {
        StringBuilder text = new StringBuilder();
        for (String field : fields) {
            text.append(values.getOrDefault(field, "")).append('\n');
        }
        return text.toString();
    }
}
