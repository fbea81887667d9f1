package org.openledger.mcp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openledger.verify.bytes.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON of strangers as records can hold it: no name twice, no fractions, not deeper than the verifier reads. */
final class PlainJson {
    private static final int MAX_DEPTH = 24;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private PlainJson() {}

    /** A text as a tree; empty where it is none. */
    static Optional<JsonNode> tree(String text) {
        try {
            return Optional.of(JSON.readTree(text));
        } catch (JacksonException wrong) {
            return Optional.empty();
        }
    }

    /** Empty where records cannot hold it. */
    static Optional<Json> of(JsonNode node) {
        return of(node, 0);
    }

    private static Optional<Json> of(JsonNode node, int depth) {
        if (depth > MAX_DEPTH) {
            return Optional.empty();
        }
        return switch (node.getNodeType()) {
            case OBJECT -> object(node, depth);
            case ARRAY -> array(node, depth);
            case STRING -> Optional.of(Json.of(node.asString()));
            case BOOLEAN -> Optional.of(new Json.JsonBoolean(node.asBoolean()));
            case NULL -> Optional.of(new Json.JsonNull());
            case NUMBER -> number(node);
            case BINARY, MISSING, POJO -> Optional.empty();
        };
    }

    private static Optional<Json> number(JsonNode node) {
        boolean whole = node.isIntegralNumber() && node.canConvertToLong();
        return whole && Math.abs(node.asLong()) <= Json.MAX_INTEGER
                ? Optional.of(new Json.JsonInteger(node.asLong()))
                : Optional.empty();
    }

    private static Optional<Json> object(JsonNode node, int depth) {
        Json.ObjectBuilder object = Json.object();
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            Optional<Json> value = of(member.getValue(), depth + 1);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            object.put(member.getKey(), value.get());
        }
        return Optional.of(object.build());
    }

    private static Optional<Json> array(JsonNode node, int depth) {
        List<Json> items = new ArrayList<>();
        for (JsonNode item : node) {
            Optional<Json> value = of(item, depth + 1);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            items.add(value.get());
        }
        return Optional.of(Json.array(items));
    }
}
