package org.openledger.api.http;

import java.util.stream.Collectors;
import org.openledger.client.call.Endpoint;
import org.openledger.client.call.Input;
import org.openledger.client.shape.Shape;
import org.openledger.client.shape.Shapes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The least that each endpoint takes. */
final class Bodies {
    private static final JsonMapper JSON = JsonMapper.shared();

    private Bodies() {}

    /** A body that an endpoint takes; empty where it takes none. */
    static String valid(Endpoint<?, ?, ?> endpoint) {
        return endpoint.body() instanceof Input.Json<?> json
                ? valid(Shapes.of(json.type())).toString()
                : "";
    }

    /** A query that an endpoint takes, with its question mark. */
    static String query(Endpoint<?, ?, ?> endpoint) {
        String pairs = pairs(valid(Shapes.of(endpoint.query())));
        return pairs.isEmpty() ? "" : "?" + pairs;
    }

    static String pairs(ObjectNode query) {
        return query.properties().stream()
                .map(each -> each.getKey() + "=" + each.getValue().asString())
                .collect(Collectors.joining("&"));
    }

    static ObjectNode valid(Shape.Members shape) {
        ObjectNode object = JSON.createObjectNode();
        shape.members().stream()
                .filter(Shape.Member::required)
                .forEach(member -> object.set(member.name(), validValue(member.shape())));
        return object;
    }

    private static JsonNode validValue(Shape shape) {
        return switch (shape) {
            case Shape.Text text ->
                JSON.valueToTree(text.words().isEmpty() ? "1" : text.words().getFirst());
            case Shape.Whole whole -> JSON.valueToTree(Math.max(1, whole.minimum()));
            case Shape.Real real -> JSON.valueToTree(Math.max(0, real.minimum()));
            case Shape.Flag _ -> JSON.valueToTree(true);
            case Shape.Many many -> array(validValue(many.element()));
            case Shape.Members members -> valid(members);
            case Shape.OneOf any -> validValue(any.shapes().getFirst());
            case Shape.Named _, Shape.Anything _ -> JSON.createObjectNode();
            case Shape.Only only -> only.values().getFirst();
        };
    }

    private static ArrayNode array(JsonNode element) {
        return JSON.createArrayNode().add(element);
    }
}
