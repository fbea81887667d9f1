package org.openledger.serve.grammar;

import java.math.BigDecimal;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What the words of JSON Schema say of a value, by other means than the grammar's. */
final class SchemaWords {
    private SchemaWords() {}

    static boolean satisfies(JsonNode value, JsonNode schema) {
        return satisfies(value, schema, schema);
    }

    /** Java's end of a text may have a line's end after it, that of JSON Schema not. */
    static Pattern expression(String pattern) {
        return Pattern.compile(pattern.replaceAll("\\$(?=$|\\|)", "\\\\z"));
    }

    private static boolean ofWords(String text, JsonNode schema) {
        if (schema.has("pattern")
                && !expression(schema.get("pattern").stringValue())
                        .matcher(text)
                        .find()) {
            return false;
        }
        try {
            return switch (schema.path("format").asString("")) {
                case "" -> true;
                case "date" -> LocalDate.parse(text) != null;
                case "time" -> OffsetTime.parse(text) != null;
                case "date-time" -> OffsetDateTime.parse(text) != null;
                case "duration" -> text.endsWith("W") || Duration.parse(text) != null;
                case "uuid" -> UUID.fromString(text).toString().equals(text);
                case "uri" -> URI.create(text).isAbsolute();
                case "ipv4" ->
                    Pattern.matches("\\d{1,3}(\\.\\d{1,3}){3}", text)
                            && List.of(text.split("\\.")).stream().allMatch(each -> Integer.parseInt(each) < 256);
                case "ipv6" -> text.split(":").length == 8;
                case "email" -> Pattern.matches("[^@\\s]+@[^@\\s]+\\.[^@\\s]+", text);
                case "hostname" ->
                    text.length() < 254
                            && URI.create("http://" + text).getRawAuthority().equals(text);
                default -> throw new IllegalStateException("an unknown format");
            };
        } catch (DateTimeException | IllegalArgumentException not) {
            return false;
        }
    }

    private static boolean isWithin(BigDecimal number, JsonNode schema) {
        return (!schema.has("minimum") || number.compareTo(schema.get("minimum").decimalValue()) >= 0)
                && (!schema.has("maximum")
                        || number.compareTo(schema.get("maximum").decimalValue()) <= 0)
                && (!schema.has("exclusiveMinimum")
                        || number.compareTo(schema.get("exclusiveMinimum").decimalValue()) > 0)
                && (!schema.has("exclusiveMaximum")
                        || number.compareTo(schema.get("exclusiveMaximum").decimalValue()) < 0);
    }

    /** By the words of JSON Schema, for those that are computed. */
    private static boolean satisfies(JsonNode value, JsonNode schema, JsonNode root) {
        if (schema.isBoolean()) {
            return schema.booleanValue();
        }
        if (schema.has("$ref")) {
            return satisfies(value, root, root);
        }
        if (schema.has("const")) {
            return schema.get("const").equals(value);
        }
        if (schema.has("enum")) {
            return schema.get("enum").valueStream().anyMatch(value::equals);
        }
        if (schema.has("anyOf")) {
            return schema.get("anyOf").valueStream().anyMatch(each -> satisfies(value, each, root));
        }
        if (schema.has("oneOf")) {
            return schema.get("oneOf")
                            .valueStream()
                            .filter(each -> satisfies(value, each, root))
                            .count()
                    == 1;
        }
        if (schema.has("allOf") && !schema.get("allOf").valueStream().allMatch(each -> satisfies(value, each, root))) {
            return false;
        }
        if (value.isString() && !ofWords(value.stringValue(), schema)) {
            return false;
        }
        if (value.isNumber() && !isWithin(value.decimalValue(), schema)) {
            return false;
        }
        JsonNode types = schema.path("type");
        boolean ofType = types.isMissingNode()
                || (types.isArray() ? types.valueStream() : List.of(types).stream())
                        .anyMatch(type -> switch (type.stringValue()) {
                            case "string" -> value.isString();
                            case "integer" -> value.isIntegralNumber();
                            case "number" -> value.isNumber();
                            case "boolean" -> value.isBoolean();
                            case "null" -> value.isNull();
                            case "array" -> value.isArray();
                            default -> value.isObject();
                        });
        int length = value.isString()
                ? value.stringValue().codePointCount(0, value.stringValue().length())
                : value.size();
        boolean fits = length
                        >= schema.path(value.isString() ? "minLength" : "minItems")
                                .asInt(0)
                && length
                        <= schema.path(value.isString() ? "maxLength" : "maxItems")
                                .asInt(Integer.MAX_VALUE);
        boolean parts = !value.isArray()
                || !schema.has("items")
                || value.valueStream().allMatch(each -> satisfies(each, schema.get("items"), root));
        return ofType && fits && parts && (!value.isObject() || hasMembers(value, schema, root));
    }

    private static boolean hasMembers(JsonNode value, JsonNode schema, JsonNode root) {
        return schema.path("required").valueStream().allMatch(name -> value.has(name.stringValue()))
                && value.propertyStream().allMatch(each -> {
                    JsonNode declared = schema.path("properties").path(each.getKey());
                    JsonNode others = schema.path("additionalProperties");
                    return declared.isMissingNode()
                            ? others.isMissingNode() || satisfies(each.getValue(), others, root)
                            : satisfies(each.getValue(), declared, root);
                });
    }
}
