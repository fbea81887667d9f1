package org.openledger.verify.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.openledger.verify.bytes.VerifyException;

/** The fields of rows by the name of their schema, in the order a reader meets them; rows may lack some. */
final class RowFields {
    /** What a row's file said of it beside its fields: an object. */
    static final String METADATA = "metadata";
    /** The messages of a chat: a list of objects. */
    static final String MESSAGES = "messages";

    /** What a message may have; calls of tools are JSON. */
    static final List<String> MESSAGE = List.of("role", "content", "name", "tool_call_id", "tool_calls");

    private static final Map<String, List<String>> BY_SCHEMA = Map.of(
            "INSTRUCTION", List.of("system", "instruction", "context", "response"),
            "TEXT", List.of("text"),
            "PREFERENCE", List.of("system", "prompt", "chosen", "rejected"),
            "CHAT", List.of(MESSAGES, "tools"),
            "LABEL", List.of("prompt", "text", "label"));

    private RowFields() {}

    /** Those of a schema, the metadata last. */
    static List<String> of(String schema) {
        List<String> fields = BY_SCHEMA.get(schema);
        if (fields == null) {
            throw new VerifyException(
                    DatasetFolder.INDEX + ": the schema " + schema + " is none of " + BY_SCHEMA.keySet());
        }
        List<String> all = new ArrayList<>(fields);
        all.add(METADATA);
        return all;
    }
}
