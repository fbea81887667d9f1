package org.openledger.serve.grammar;

import java.math.BigDecimal;
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
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * A JSON schema as a term. An object's members come in the order of the schema, and members that it does not declare come only where
 * it declares none; so each text satisfies the schema, though not each that would is one.
 */
final class JsonSchema {
    private static final int MAXIMUM_SCHEMAS = 2_000;
    private static final int MAXIMUM_LENGTH = 1_000_000;

    /** What each type's schema may say beside. */
    private static final Map<String, Set<String>> SAYS = Map.of(
            "string", Set.of("minLength", "maxLength", "pattern", "format"),
            "array", Set.of("items", "minItems", "maxItems"),
            "object", Set.of("properties", "required", "additionalProperties"),
            "integer", Set.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
            "number", Set.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"),
            "boolean", Set.of(),
            "null", Set.of());

    private final JsonNode root;
    private final JsonTerms json = new JsonTerms();
    private final Map<String, Term.Named> named = new HashMap<>();
    private final Schemas together = new Schemas(this::meant);
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
        for (String only : List.of("allOf", "$ref", "anyOf", "oneOf", "enum", "const")) {
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
            case "oneOf" -> {
                refuseOthers(schema, at, Set.of(keyword));
                requireApart(array(given, place), place);
                List<Term> terms = new ArrayList<>();
                for (JsonNode each : given) {
                    terms.add(term(each, place + "/" + terms.size()));
                }
                yield new Term.Choice(terms);
            }
            case "allOf" -> {
                ObjectNode rest = ((ObjectNode) schema).deepCopy();
                rest.remove(keyword);
                rest.remove(Schemas.SAYS_NOTHING);
                List<JsonNode> parts = new ArrayList<>();
                array(given, place).forEach(parts::add);
                if (!rest.isEmpty()) {
                    parts.addFirst(rest);
                }
                yield parts.size() == 1
                        ? term(parts.getFirst(), place + "/0")
                        : term(together.all(parts, place, 0), place);
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

    /** What a reference means; any other schema itself. */
    private JsonNode meant(JsonNode schema) {
        return schema.has("$ref") && schema.size() == 1
                ? target(schema.path("$ref").asString(""), "#")
                : schema;
    }

    /** What satisfies one of them must satisfy no other. */
    private void requireApart(JsonNode schemas, String at) {
        for (int one = 0; one < schemas.size(); one++) {
            for (int two = one + 1; two < schemas.size(); two++) {
                if (!together.apart(schemas.get(one), schemas.get(two), 0)) {
                    throw new GrammarException(at + "/" + one + " and " + at + "/" + two
                            + " are not known to exclude each other: send anyOf, or give both a constant that differs");
                }
            }
        }
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
            case "string" -> string(schema, at);
            case "integer" -> {
                JsonNode step = schema.path("multipleOf");
                if (!step.isMissingNode() && !(step.isIntegralNumber() && step.asInt(0) == 1)) {
                    throw new GrammarException(at + "/multipleOf is " + step + "; it is computed only as 1");
                }
                yield isBounded(schema) ? Numbers.integers(least(schema, at), most(schema, at)) : json.integer;
            }
            case "number" -> isBounded(schema) ? Numbers.decimals(least(schema, at), most(schema, at)) : json.number;
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

    private Term string(JsonNode schema, String at) {
        int least = length(schema, "minLength", 0, at);
        int most = length(schema, "maxLength", Term.Repeated.UNBOUNDED, at);
        List<Dfa> all = new ArrayList<>();
        if (schema.has("pattern")) {
            all.add(Pattern.compile(schema.get("pattern").asString(""), at + "/pattern"));
        }
        if (schema.has("format")) {
            String pattern = Formats.pattern(schema.get("format").asString(""));
            if (pattern == null) {
                throw new GrammarException(at + "/format is " + schema.get("format")
                        + ", which is not computed here: send the schema without it");
            }
            all.add(Pattern.compile(pattern, at + "/format"));
        }
        if (all.isEmpty() || least > most) {
            return json.string(least, most);
        }
        if (least > 0 || most < Term.Repeated.UNBOUNDED) {
            String times = "{" + least + "," + (most < Term.Repeated.UNBOUNDED ? most : "") + "}";
            all.add(Pattern.compile("^[^]" + times + "$", at + "/" + (least > 0 ? "minLength" : "maxLength")));
        }
        Dfa whole = all.getFirst();
        for (Dfa each : all.subList(1, all.size())) {
            whole = whole.and(each, at);
        }
        return whole.term();
    }

    private static boolean isBounded(JsonNode schema) {
        return List.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum").stream()
                .anyMatch(schema::has);
    }

    private static Numbers.Bound least(JsonNode schema, String at) {
        Numbers.Bound closed = bound(schema, "minimum", -Numbers.MOST, at);
        Numbers.Bound open = bound(schema, "exclusiveMinimum", -Numbers.MOST, at);
        return schema.has("exclusiveMinimum") && open.value() >= closed.value() ? open : closed;
    }

    private static Numbers.Bound most(JsonNode schema, String at) {
        Numbers.Bound closed = bound(schema, "maximum", Numbers.MOST, at);
        Numbers.Bound open = bound(schema, "exclusiveMaximum", Numbers.MOST, at);
        return schema.has("exclusiveMaximum") && open.value() <= closed.value() ? open : closed;
    }

    private static Numbers.Bound bound(JsonNode schema, String name, long otherwise, String at) {
        JsonNode given = schema.path(name);
        if (given.isMissingNode()) {
            return new Numbers.Bound(otherwise, false);
        }
        boolean whole = given.isNumber()
                && given.decimalValue().stripTrailingZeros().scale() <= 0
                && given.decimalValue().abs().compareTo(BigDecimal.valueOf(Numbers.MOST)) <= 0;
        if (!whole) {
            throw new GrammarException(
                    at + "/" + name + " is " + given + ": it must be a whole number of at most 15 digits");
        }
        return new Numbers.Bound(given.decimalValue().longValueExact(), name.startsWith("exclusive"));
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
            if (!known.contains(name) && !Schemas.SAYS_NOTHING.contains(name)) {
                throw new GrammarException(at + "/" + name + " is not computed here: send the schema without it");
            }
        }
    }
}
