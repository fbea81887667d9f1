package org.openledger.serve.grammar;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * A JSON schema as a term. An object's members come in the order of the schema, and members that it does not declare come only where
 * it declares none; so each text satisfies the schema, though not each that would is one.
 */
final class JsonSchema {
    private static final int MAXIMUM_SCHEMAS = 2_000;
    private static final int MAXIMUM_LENGTH = 1_000_000;
    private static final Set<String> SAYS_NOTHING = Set.of(
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

    /** What each type's schema may say beside. */
    private static final Map<String, Set<String>> SAYS = Map.of(
            "string", Set.of("minLength", "maxLength"),
            "array", Set.of("items", "minItems", "maxItems"),
            "object", Set.of("properties", "required", "additionalProperties"),
            "integer", Set.of(),
            "number", Set.of(),
            "boolean", Set.of(),
            "null", Set.of());

    private final JsonNode root;
    private final JsonTerms json = new JsonTerms();
    private final Map<String, Term.Named> named = new HashMap<>();
    private int schemas;

    private JsonSchema(JsonNode root) {
        this.root = root;
    }

    /**
     * The texts of a schema, with space around.
     *
     * @throws GrammarException when it has none, or says what is not computed
     */
    static Term compile(JsonNode schema) {
        JsonSchema compiler = new JsonSchema(schema);
        Term whole = JsonTerms.sequence(compiler.json.space, compiler.reference("#", "#"));
        prove(whole);
        if (!whole.productive()) {
            throw new GrammarException("no text satisfies the schema");
        }
        return whole;
    }

    /** Finds which terms have a text: those of which all that is needed has one. */
    private static void prove(Term whole) {
        Set<Term> known = new HashSet<>();
        List<Term> order = new ArrayList<>();
        Deque<Term> open = new ArrayDeque<>(List.of(whole));
        while (!open.isEmpty()) {
            Term term = open.pop();
            if (known.add(term)) {
                order.add(term);
                term.parts().forEach(open::push);
            }
        }
        boolean news = true;
        while (news) {
            news = false;
            for (Term term : order.reversed()) {
                news |= term.prove();
            }
        }
    }

    private Term reference(String pointer, String at) {
        Term.Named known = named.get(pointer);
        if (known != null) {
            return known;
        }
        Term.Named name = new Term.Named();
        named.put(pointer, name);
        name.means(term(target(pointer, at), pointer));
        return name;
    }

    private JsonNode target(String pointer, String at) {
        JsonNode target = pointer.equals("#")
                ? root
                : pointer.startsWith("#/") ? root.at(pointer.substring(1)) : root.path("$ref is elsewhere");
        if (target.isMissingNode()) {
            throw new GrammarException(at + ": '$ref' names " + pointer + ", which is not in the schema");
        }
        return target;
    }

    private Term term(JsonNode schema, String at) {
        if (++schemas > MAXIMUM_SCHEMAS) {
            throw new GrammarException("it has more than " + MAXIMUM_SCHEMAS + " parts");
        }
        if (schema.isBoolean()) {
            return schema.booleanValue() ? json.value : JsonTerms.choice();
        }
        if (!schema.isObject()) {
            throw new GrammarException(at + " is neither an object nor a boolean");
        }
        for (String only : List.of("$ref", "anyOf", "allOf", "enum", "const")) {
            if (schema.has(only)) {
                return special(only, schema, at);
            }
        }
        if (schema.has("type")) {
            return typed(schema, at);
        }
        if (schema.has("properties")) {
            return ofType("object", schema, at, SAYS.getOrDefault("object", Set.of()));
        }
        refuseOthers(schema, at, Set.of());
        return json.value;
    }

    private Term special(String keyword, JsonNode schema, String at) {
        JsonNode given = schema.get(keyword);
        String place = at + "/" + keyword;
        return switch (keyword) {
            case "$ref" -> {
                refuseOthers(schema, at, Set.of(keyword));
                yield reference(given.asString(""), at);
            }
            case "anyOf" -> {
                refuseOthers(schema, at, Set.of(keyword));
                List<Term> terms = new ArrayList<>();
                for (JsonNode each : array(given, place)) {
                    terms.add(term(each, place + "/" + terms.size()));
                }
                yield new Term.Choice(terms);
            }
            case "allOf" -> {
                refuseOthers(schema, at, Set.of(keyword));
                if (array(given, place).size() != 1) {
                    throw new GrammarException(place + " is computed only where it has one part");
                }
                yield term(given.get(0), place + "/0");
            }
            default -> {
                refuseOthers(schema, at, Set.of(keyword, "type"));
                List<Term> values = new ArrayList<>();
                for (JsonNode value : keyword.equals("enum") ? array(given, place) : List.of(given)) {
                    if (!schema.has("type") || types(schema, at).stream().anyMatch(type -> is(value, type))) {
                        values.add(JsonTerms.literal(value.toString()));
                    }
                }
                yield new Term.Choice(values);
            }
        };
    }

    private static JsonNode array(JsonNode given, String at) {
        if (!given.isArray()) {
            throw new GrammarException(at + " is no array");
        }
        return given;
    }

    private static boolean is(JsonNode value, String type) {
        return switch (type) {
            case "string" -> value.isString();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            case "array" -> value.isArray();
            default -> value.isObject();
        };
    }

    private static List<String> types(JsonNode schema, String at) {
        JsonNode given = schema.get("type");
        List<String> types = new ArrayList<>();
        for (JsonNode type : given.isArray() ? given : List.of(given)) {
            if (!SAYS.containsKey(type.asString(""))) {
                throw new GrammarException(at + "/type is " + type + ", which is none of JSON Schema's");
            }
            types.add(type.stringValue());
        }
        return types;
    }

    private Term typed(JsonNode schema, String at) {
        List<String> types = types(schema, at);
        Set<String> known = new HashSet<>(Set.of("type"));
        types.forEach(type -> known.addAll(SAYS.getOrDefault(type, Set.of())));
        return new Term.Choice(
                types.stream().map(type -> ofType(type, schema, at, known)).toList());
    }

    private Term ofType(String type, JsonNode schema, String at, Set<String> known) {
        refuseOthers(schema, at, known);
        return switch (type) {
            case "string" ->
                json.string(
                        length(schema, "minLength", 0, at), length(schema, "maxLength", Term.Repeated.UNBOUNDED, at));
            case "integer" -> json.integer;
            case "number" -> json.number;
            case "boolean" -> json.flag;
            case "null" -> json.nothing;
            case "array" ->
                json.array(
                        schema.has("items") ? term(schema.get("items"), at + "/items") : json.value,
                        length(schema, "minItems", 0, at),
                        length(schema, "maxItems", Term.Repeated.UNBOUNDED, at));
            default -> object(schema, at);
        };
    }

    private Term object(JsonNode schema, String at) {
        Map<String, JsonNode> properties = new LinkedHashMap<>();
        schema.path("properties").properties().forEach(each -> properties.put(each.getKey(), each.getValue()));
        JsonNode others = schema.path("additionalProperties");
        Set<String> required = new HashSet<>();
        for (JsonNode name :
                schema.has("required") ? array(schema.get("required"), at + "/required") : List.<JsonNode>of()) {
            required.add(name.asString(""));
        }
        boolean more = others.isMissingNode() || others.asBoolean(true);
        if (properties.isEmpty() && required.isEmpty() && more) {
            return others.isObject() ? json.object(term(others, at + "/additionalProperties")) : json.object;
        }
        List<JsonTerms.Member> members = new ArrayList<>();
        properties.forEach((name, value) -> members.add(new JsonTerms.Member(
                StringNode.valueOf(name).toString(),
                term(value, at + "/properties/" + name),
                required.contains(name))));
        for (String name : required.stream().sorted().toList()) {
            if (!properties.containsKey(name)) {
                members.add(new JsonTerms.Member(
                        StringNode.valueOf(name).toString(),
                        !more
                                ? JsonTerms.choice()
                                : others.isObject() ? term(others, at + "/additionalProperties") : json.value,
                        /* required= */ true));
            }
        }
        return json.object(members);
    }

    private static int length(JsonNode schema, String name, int otherwise, String at) {
        JsonNode given = schema.path(name);
        if (given.isMissingNode()) {
            return otherwise;
        }
        if (!given.isIntegralNumber() || given.longValue() < 0 || given.longValue() > MAXIMUM_LENGTH) {
            throw new GrammarException(
                    at + "/" + name + " is " + given + ": it must be a whole number up to " + MAXIMUM_LENGTH);
        }
        return given.intValue();
    }

    private static void refuseOthers(JsonNode schema, String at, Set<String> known) {
        for (String name : schema.propertyNames()) {
            if (!known.contains(name) && !SAYS_NOTHING.contains(name)) {
                throw new GrammarException(at + "/" + name + " is not computed here: send the schema without it");
            }
        }
    }
}
