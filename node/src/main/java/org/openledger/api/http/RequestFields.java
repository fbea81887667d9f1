package org.openledger.api.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** The fields of a JSON object, taken with their types; a wrong one is a 400 that names it. JSON null counts as absent. */
public final class RequestFields {
    private static final int MAX_ELEMENTS = 100_000;

    private final JsonNode object;
    private final String path;

    public RequestFields(JsonNode object, String path) {
        this.object = object;
        this.path = path;
    }

    /** The path of a field as an error names it, such as {@code messages[0].role}. */
    String name(String field) {
        return path.isEmpty() ? field : path + "." + field;
    }

    public boolean has(String field) {
        return object.hasNonNull(field);
    }

    public boolean isEmpty() {
        return object.isEmpty();
    }

    public Optional<JsonNode> node(String field) {
        return has(field) ? Optional.of(object.get(field)) : Optional.empty();
    }

    public String text(String field) {
        return optionalText(field).orElseThrow(() -> missing(field));
    }

    public Optional<String> optionalText(String field) {
        return node(field).map(node -> {
            if (!node.isString()) {
                throw wrong(field, "a string");
            }
            return node.stringValue();
        });
    }

    public long integer(String field, long minimum, long maximum) {
        return optionalInteger(field, minimum, maximum).orElseThrow(() -> missing(field));
    }

    public Optional<Long> optionalInteger(String field, long minimum, long maximum) {
        return node(field).map(node -> {
            if (!node.isIntegralNumber() || !node.canConvertToLong()) {
                throw wrong(field, "an integer");
            }
            long value = node.longValue();
            if (value < minimum || value > maximum) {
                throw wrong(field, "between " + minimum + " and " + maximum);
            }
            return value;
        });
    }

    public Optional<Double> optionalNumber(String field, double minimum, double maximum) {
        return node(field).map(node -> {
            if (!node.isNumber()) {
                throw wrong(field, "a number");
            }
            double value = node.doubleValue();
            if (!(value >= minimum && value <= maximum)) {
                throw wrong(field, "between " + minimum + " and " + maximum);
            }
            return value;
        });
    }

    public boolean flag(String field, boolean whenAbsent) {
        return node(field)
                .map(node -> {
                    if (!node.isBoolean()) {
                        throw wrong(field, "true or false");
                    }
                    return node.booleanValue();
                })
                .orElse(whenAbsent);
    }

    public Optional<RequestFields> optionalObject(String field) {
        return node(field).map(node -> {
            if (!node.isObject()) {
                throw wrong(field, "an object");
            }
            return new RequestFields(node, name(field));
        });
    }

    /** The elements of an array, each read by {@code read}; absent is an empty list. */
    public <T> List<T> list(String field, Function<Element, T> read) {
        List<T> values = new ArrayList<>();
        node(field).ifPresent(node -> {
            if (!node.isArray()) {
                throw wrong(field, "an array");
            }
            if (node.size() > MAX_ELEMENTS) {
                throw wrong(field, "at most " + MAX_ELEMENTS + " elements long");
            }
            for (int i = 0; i < node.size(); i++) {
                values.add(read.apply(new Element(node.get(i), name(field) + "[" + i + "]")));
            }
        });
        return values;
    }

    /** One element of an array and its path. */
    public record Element(JsonNode node, String path) {
        public String text() {
            if (!node.isString()) {
                throw ApiException.invalid(path, "'" + path + "' must be a string.");
            }
            return node.stringValue();
        }

        public int integer() {
            if (!node.isIntegralNumber() || !node.canConvertToInt()) {
                throw ApiException.invalid(path, "'" + path + "' must be an integer.");
            }
            return node.intValue();
        }

        public RequestFields object() {
            if (!node.isObject()) {
                throw ApiException.invalid(path, "'" + path + "' must be an object.");
            }
            return new RequestFields(node, path);
        }
    }

    public ApiException wrong(String field, String expected) {
        return ApiException.invalid(name(field), "'" + name(field) + "' must be " + expected + ".");
    }

    private ApiException missing(String field) {
        return ApiException.invalid(name(field), "'" + name(field) + "' is missing.");
    }
}
