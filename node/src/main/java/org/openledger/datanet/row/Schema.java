package org.openledger.datanet.row;

import java.util.List;
import java.util.SortedMap;

/** What a row of a Datanet is: a JSON object with exactly these string fields. */
@SuppressWarnings("ImmutableEnumChecker") // the lists are immutable
public enum Schema {
    /** A question or task, and the answer to learn. */
    INSTRUCTION(List.of("instruction", "response")),
    /** A piece of text. */
    TEXT(List.of("text"));

    private final List<String> fields;

    Schema(List<String> fields) {
        this.fields = fields;
    }

    /** The fields in the order a reader meets them. */
    public List<String> fields() {
        return fields;
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
