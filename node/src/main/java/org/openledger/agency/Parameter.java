package org.openledger.agency;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.openledger.verify.bytes.Json;

/**
 * An argument of a tool: what it may be, for whoever calls and for the check of every call.
 *
 * @param most characters of a text, the value of a number, or items of a list
 */
public record Parameter(String name, Kind kind, boolean required, int most, String description) {
    private static final int MAX_TEXT_CHARACTERS = 20_000;
    private static final int MAX_VALUE_CHARACTERS = 4_000;

    /** What a value is. */
    public enum Kind {
        TEXT,
        NUMBER,
        NUMBERS,
        TEXTS,
        /** Texts whose order and number count. */
        VALUES,
        /** Objects whose members are texts. */
        ROWS
    }

    static Parameter required(String name, Kind kind, int most, String description) {
        return new Parameter(name, kind, /* required= */ true, most, description);
    }

    static Parameter optional(String name, Kind kind, int most, String description) {
        return new Parameter(name, kind, /* required= */ false, most, description);
    }

    /** As JSON Schema. */
    Json.JsonObject schema() {
        Json.ObjectBuilder schema = Json.object().put("description", description);
        switch (kind) {
            case TEXT -> schema.put("type", "string").put("maxLength", most);
            case NUMBER -> schema.put("type", "integer").put("minimum", 1).put("maximum", most);
            case NUMBERS -> list(schema, Json.object().put("type", "integer").put("minimum", 1));
            case TEXTS, VALUES -> list(schema, Json.object().put("type", "string"));
            case ROWS ->
                list(
                        schema,
                        Json.object()
                                .put("type", "object")
                                .put(
                                        "additionalProperties",
                                        Json.object().put("type", "string").build()));
        }
        return schema.build();
    }

    private void list(Json.ObjectBuilder schema, Json.ObjectBuilder items) {
        schema.put("type", "array").put("maxItems", most).put("minItems", 1).put("items", items.build());
    }

    /** The schema of all of a tool's arguments together. */
    static Json.JsonObject schema(List<Parameter> parameters) {
        Json.ObjectBuilder properties = Json.object();
        parameters.forEach(each -> properties.put(each.name, each.schema()));
        return Json.object()
                .put("type", "object")
                .put("properties", properties.build())
                .put(
                        "required",
                        Json.strings(parameters.stream()
                                .filter(Parameter::required)
                                .map(Parameter::name)
                                .toList()))
                .put("additionalProperties", new Json.JsonBoolean(false))
                .build();
    }

    /** What is wrong with arguments, as a sentence; empty where nothing is. */
    static Optional<String> problem(List<Parameter> parameters, Json.JsonObject arguments) {
        SortedSet<String> unknown = new TreeSet<>(arguments.members().keySet());
        for (Parameter each : parameters) {
            unknown.remove(each.name);
            Json value = arguments.members().get(each.name);
            if (value == null && each.required) {
                return Optional.of("'" + each.name + "' is missing");
            }
            if (value != null && !each.takes(value)) {
                return Optional.of("'" + each.name + "' must be " + each.words());
            }
        }
        return unknown.isEmpty()
                ? Optional.empty()
                : Optional.of("the tool takes no '" + shortened(unknown.first()) + "'");
    }

    private boolean takes(Json value) {
        return switch (kind) {
            case TEXT -> value instanceof Json.JsonString text && fits(text.value(), most);
            case NUMBER -> isNumber(value, most);
            case NUMBERS -> isList(value) && items(value).stream().allMatch(item -> isNumber(item, Json.MAX_INTEGER));
            case TEXTS ->
                isList(value)
                        && items(value).stream()
                                .allMatch(item -> item instanceof Json.JsonString text && fits(text.value(), 256));
            case VALUES ->
                value instanceof Json.JsonArray array
                        && !array.items().isEmpty()
                        && array.items().size() <= most
                        && array.items().stream()
                                .allMatch(item -> item instanceof Json.JsonString text
                                        && text.value().length() <= MAX_VALUE_CHARACTERS);
            case ROWS -> isList(value) && items(value).stream().allMatch(Parameter::isRow);
        };
    }

    private static boolean isRow(Json item) {
        return item instanceof Json.JsonObject row
                && !row.members().isEmpty()
                && row.members().size() <= 16
                && row.members().values().stream()
                        .allMatch(value ->
                                value instanceof Json.JsonString text && fits(text.value(), MAX_TEXT_CHARACTERS));
    }

    private static boolean fits(String text, int most) {
        return !text.isBlank() && text.length() <= most;
    }

    private static boolean isNumber(Json value, long most) {
        return value instanceof Json.JsonInteger number && number.value() >= 1 && number.value() <= most;
    }

    private boolean isList(Json value) {
        return value instanceof Json.JsonArray array
                && !array.items().isEmpty()
                && array.items().size() <= most
                && array.items().stream().distinct().count() == array.items().size();
    }

    private static List<Json> items(Json value) {
        return ((Json.JsonArray) value).items();
    }

    private String words() {
        return switch (kind) {
            case TEXT -> "a text of 1 to " + most + " characters";
            case NUMBER -> "a whole number from 1 to " + most;
            case NUMBERS -> "a list of 1 to " + most + " whole numbers, each once";
            case TEXTS -> "a list of 1 to " + most + " texts, each once";
            case VALUES -> "a list of 1 to " + most + " texts of at most " + MAX_VALUE_CHARACTERS + " characters";
            case ROWS -> "a list of 1 to " + most + " objects whose members are texts, each once";
        };
    }

    private static String shortened(String name) {
        return name.length() <= 40 ? name : name.substring(0, 40) + "…";
    }

    /** An output schema: properties by name, each of one type. */
    static Json.JsonObject output(Map<String, String> properties) {
        Json.ObjectBuilder described = Json.object();
        properties.forEach((name, type) ->
                described.put(name, Json.object().put("type", type).build()));
        return Json.object()
                .put("type", "object")
                .put("properties", described.build())
                .put(
                        "required",
                        Json.strings(properties.keySet().stream().sorted().toList()))
                .build();
    }
}
