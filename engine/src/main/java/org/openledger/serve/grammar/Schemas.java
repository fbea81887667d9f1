package org.openledger.serve.grammar;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Two schemas together: what satisfies both ({@code allOf}), and whether something can ({@code oneOf}). */
final class Schemas {
    /** Keywords that say nothing of a text. */
    static final Set<String> SAYS_NOTHING = Set.of(
            "title",
            "description",
            "default",
            "examples",
            "example",
            "deprecated",
            "readOnly",
            "writeOnly",
            "$schema",
            "$id",
            "$comment",
            "$defs",
            "definitions",
            "strict",
            "discriminator");

    private static final int DEEPEST = 50;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Set<String> LEAST = Set.of("minLength", "minItems", "minimum", "exclusiveMinimum");
    private static final Set<String> MOST = Set.of("maxLength", "maxItems", "maximum", "exclusiveMaximum");

    private final UnaryOperator<JsonNode> resolve;

    /** @param resolve from a schema that is a reference to what it means; any other is given back */
    Schemas(UnaryOperator<JsonNode> resolve) {
        this.resolve = resolve;
    }

    /**
     * One schema for what satisfies all.
     *
     * @throws GrammarException where that is not computed
     */
    JsonNode all(Iterable<JsonNode> parts, String at, int depth) {
        JsonNode whole = BooleanNode.TRUE;
        for (JsonNode part : parts) {
            whole = both(whole, part, at, depth);
        }
        return whole;
    }

    private JsonNode both(JsonNode one, JsonNode two, String at, int depth) {
        requireEnd(at, depth);
        if (one.isBoolean() || two.isBoolean()) {
            boolean nothing = one.isBoolean() ? !one.booleanValue() : !two.booleanValue();
            return nothing ? BooleanNode.FALSE : one.isBoolean() ? two : one;
        }
        JsonNode first = flat(one, at, depth);
        JsonNode second = flat(two, at, depth);
        if (first.isBoolean() || second.isBoolean()) {
            return both(first, second, at, depth + 1);
        }
        Map<String, JsonNode> merged = new LinkedHashMap<>();
        for (JsonNode each : List.of(first, second)) {
            for (Map.Entry<String, JsonNode> field : each.properties()) {
                String name = field.getKey();
                JsonNode before = merged.get(name);
                merged.put(
                        name, before == null ? field.getValue() : together(name, before, field.getValue(), at, depth));
            }
        }
        properties(first, second, merged, at, depth);
        ObjectNode all = JSON.objectNode();
        merged.forEach(all::set);
        return all;
    }

    /** Without references and inner parts. */
    private JsonNode flat(JsonNode schema, String at, int depth) {
        requireEnd(at, depth);
        JsonNode meant = resolve.apply(schema);
        if (meant.has("allOf")) {
            ObjectNode rest = ((ObjectNode) meant).deepCopy();
            List<JsonNode> parts = new ArrayList<>(List.of(rest));
            rest.remove("allOf").forEach(parts::add);
            return all(parts, at, depth + 1);
        }
        return meant.has("$ref") && !meant.equals(schema) ? flat(meant, at, depth + 1) : meant;
    }

    private static void requireEnd(String at, int depth) {
        if (depth > DEEPEST) {
            throw new GrammarException(at + " comes to itself, or is nested too deep");
        }
    }

    private JsonNode together(String name, JsonNode one, JsonNode two, String at, int depth) {
        if (one.equals(two) || SAYS_NOTHING.contains(name)) {
            return one;
        }
        if (name.equals("properties") || name.equals("additionalProperties")) {
            return one; // by properties(), where all of them are known
        }
        if (LEAST.contains(name) || MOST.contains(name)) {
            if (!one.isNumber() || !two.isNumber()) {
                throw new GrammarException(at + "/" + name + " must be a number");
            }
            boolean larger = one.decimalValue().compareTo(two.decimalValue()) > 0;
            return larger == LEAST.contains(name) ? one : two;
        }
        return switch (name) {
            case "required" -> union(one, two);
            case "items" -> both(one, two, at + "/items", depth + 1);
            case "type" -> types(one, two);
            case "enum" -> common(one, two);
            case "const" -> throw new GrammarException("no text satisfies the schema: " + at + " has two constants");
            default ->
                throw new GrammarException(at + " has two of '" + name
                        + "', which are not computed together: send the schema without one");
        };
    }

    private static JsonNode union(JsonNode one, JsonNode two) {
        Set<JsonNode> all = new LinkedHashSet<>();
        one.forEach(all::add);
        two.forEach(all::add);
        return array(all);
    }

    private static JsonNode common(JsonNode one, JsonNode two) {
        Set<JsonNode> all = new LinkedHashSet<>();
        one.forEach(all::add);
        Set<JsonNode> others = new HashSet<>();
        two.forEach(others::add);
        all.retainAll(others);
        return array(all);
    }

    private static ArrayNode array(Iterable<JsonNode> values) {
        ArrayNode array = JSON.arrayNode();
        values.forEach(array::add);
        return array;
    }

    private static JsonNode types(JsonNode one, JsonNode two) {
        Set<JsonNode> all = new LinkedHashSet<>();
        for (JsonNode each : one.isArray() ? one : List.of(one)) {
            for (JsonNode other : two.isArray() ? two : List.of(two)) {
                if (each.equals(other)
                        || (each.asString("").equals("integer")
                                && other.asString("").equals("number"))) {
                    all.add(each);
                } else if (each.asString("").equals("number")
                        && other.asString("").equals("integer")) {
                    all.add(other);
                }
            }
        }
        return array(all);
    }

    /** Each member satisfies what either says of its name, and of names that it does not declare. */
    private void properties(JsonNode one, JsonNode two, Map<String, JsonNode> merged, String at, int depth) {
        Set<String> names = new LinkedHashSet<>();
        one.path("properties").propertyNames().forEach(names::add);
        two.path("properties").propertyNames().forEach(names::add);
        if (!names.isEmpty()) {
            ObjectNode all = JSON.objectNode();
            for (String name : names) {
                all.set(name, both(member(one, name), member(two, name), at + "/properties/" + name, depth + 1));
            }
            merged.put("properties", all);
        }
        if (merged.containsKey("additionalProperties")) {
            merged.put("additionalProperties", both(others(one), others(two), at + "/additionalProperties", depth + 1));
        }
    }

    private static JsonNode member(JsonNode schema, String name) {
        JsonNode declared = schema.path("properties").path(name);
        return declared.isMissingNode() ? others(schema) : declared;
    }

    private static JsonNode others(JsonNode schema) {
        JsonNode others = schema.path("additionalProperties");
        return others.isMissingNode() ? BooleanNode.TRUE : others;
    }

    /** Whether it is known that nothing satisfies both. */
    boolean apart(JsonNode one, JsonNode two, int depth) {
        JsonNode first = resolve.apply(one);
        JsonNode second = resolve.apply(two);
        if (depth > DEEPEST || !first.isObject() || !second.isObject()) {
            return isNothing(first) || isNothing(second);
        }
        Set<JsonNode> values = values(first);
        Set<JsonNode> others = values(second);
        if (!values.isEmpty() && !others.isEmpty()) {
            return values.stream().noneMatch(others::contains);
        }
        Set<String> types = types(first, values);
        Set<String> otherTypes = types(second, others);
        if (!types.isEmpty() && !otherTypes.isEmpty() && types.stream().noneMatch(otherTypes::contains)) {
            return true;
        }
        return types.equals(Set.of("object"))
                && otherTypes.equals(types)
                && (tell(first, second, depth) || tell(second, first, depth));
    }

    private static boolean isNothing(JsonNode schema) {
        return schema.isBoolean() && !schema.booleanValue();
    }

    /** Whether a member that the first needs tells it from the second. */
    private boolean tell(JsonNode first, JsonNode second, int depth) {
        Set<JsonNode> needed = new HashSet<>();
        second.path("required").forEach(needed::add);
        for (JsonNode name : first.path("required")) {
            JsonNode there = member(second, name.asString(""));
            if (isNothing(there)
                    || (needed.contains(name) && apart(member(first, name.asString("")), there, depth + 1))) {
                return true;
            }
        }
        return false;
    }

    private static Set<JsonNode> values(JsonNode schema) {
        Set<JsonNode> values = new HashSet<>();
        if (schema.has("const")) {
            values.add(schema.get("const"));
        }
        schema.path("enum").forEach(values::add);
        return values;
    }

    /** None where any is possible. A whole number is a number too. */
    private static Set<String> types(JsonNode schema, Set<JsonNode> values) {
        Set<String> types = new HashSet<>();
        JsonNode given = schema.path("type");
        for (JsonNode each : given.isArray() ? given : given.isMissingNode() ? List.<JsonNode>of() : List.of(given)) {
            types.add(each.asString("").equals("integer") ? "number" : each.asString(""));
        }
        if (types.isEmpty()) {
            for (JsonNode value : values) {
                types.add(
                        value.isString()
                                ? "string"
                                : value.isNumber()
                                        ? "number"
                                        : value.isBoolean()
                                                ? "boolean"
                                                : value.isNull() ? "null" : value.isArray() ? "array" : "object");
            }
        }
        if (types.isEmpty() && schema.has("properties")) {
            types.add("object");
        }
        return types;
    }
}
