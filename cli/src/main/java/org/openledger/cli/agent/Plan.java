package org.openledger.cli.agent;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openledger.store.Refusal;
import org.openledger.store.Refusal.Kind;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.toml.TomlMapper;

/**
 * What an agent does, step by step: calls of tools, each with its arguments and perhaps a condition on what came before. From the same
 * results it makes the same calls in the same order. Text of results enters arguments where the plan says {@code ${step.member}}, and
 * nowhere else; nothing in a result can add a step.
 */
record Plan(String name, List<Step> steps) {
    private static final int MAX_STEPS = 100;
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9_-]{0,39}");
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([a-z][a-z0-9_-]{0,39})\\.([A-Za-z0-9_]{1,40})}");

    /**
     * A call.
     *
     * @param server whose tool it is; this node's where there is none
     * @param with its arguments
     * @param when it is made only if this holds
     */
    record Step(String id, Optional<String> server, String tool, ObjectNode with, Optional<Condition> when) {}

    /** What must hold of a member of an earlier step's result. */
    record Condition(String step, String member, Test test, String value) {
        /** How it is compared. */
        enum Test {
            CONTAINS,
            EQUALS,
            MOST,
            LEAST,
            /** It is another than in the run before. */
            CHANGED
        }

        boolean holds(Map<String, JsonNode> results, Map<String, JsonNode> before) {
            JsonNode result = results.get(step);
            if (result == null) {
                return false;
            }
            JsonNode found = result.path(member);
            return switch (test) {
                case CONTAINS -> found.asString("").contains(value);
                case EQUALS -> found.asString("").equals(value);
                case MOST -> found.canConvertToLong() && found.asLong() <= Long.parseLong(value);
                case LEAST -> found.canConvertToLong() && found.asLong() >= Long.parseLong(value);
                case CHANGED ->
                    !before.containsKey(step) || !found.equals(before.get(step).path(member));
            };
        }
    }

    /** Makes a call. */
    interface Caller {
        /** What came of it, whose members later steps name. */
        JsonNode call(Step step, ObjectNode arguments) throws InterruptedException;
    }

    /** Reads a plan in TOML; names that nobody knows are refused. */
    static Plan parse(String text) {
        JsonNode root;
        try {
            root = new TomlMapper().readTree(text);
        } catch (JacksonException wrong) {
            throw invalid("it is no TOML: " + wrong.getOriginalMessage());
        }
        requireOnly("the plan", root, Set.of("name", "step"));
        List<Step> steps = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (JsonNode each : root.path("step")) {
            Step step = step(each, ids);
            if (!ids.add(step.id())) {
                throw invalid("two steps are called " + step.id());
            }
            steps.add(step);
        }
        if (steps.isEmpty() || steps.size() > MAX_STEPS) {
            throw invalid("it must have 1 to " + MAX_STEPS + " steps, each under [[step]]");
        }
        return new Plan(root.path("name").asString("agent"), List.copyOf(steps));
    }

    private static Step step(JsonNode each, Set<String> earlier) {
        String id = each.path("id").asString("");
        if (!ID.matcher(id).matches()) {
            throw invalid("a step's id has lowercase letters, digits, _ and -, not '" + id + "'");
        }
        requireOnly("step " + id, each, Set.of("id", "server", "tool", "with", "when"));
        if (!each.path("tool").isString()) {
            throw invalid("step " + id + " names no tool");
        }
        ObjectNode with =
                each.path("with") instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
        Matcher references = REFERENCE.matcher(with.toString());
        while (references.find()) {
            requireEarlier(id, references.group(1), earlier);
        }
        Optional<Condition> when =
                each.has("when") ? Optional.of(condition(id, each.path("when"), earlier)) : Optional.empty();
        return new Step(
                id,
                Optional.ofNullable(each.path("server").asString(null)),
                each.path("tool").asString(),
                with,
                when);
    }

    private static Condition condition(String id, JsonNode when, Set<String> earlier) {
        requireOnly(
                "'when' of step " + id,
                when,
                Set.of("step", "member", "contains", "equals", "most", "least", "changed"));
        requireEarlier(id, when.path("step").asString(""), earlier);
        List<Condition> tests = new ArrayList<>();
        for (Condition.Test test : Condition.Test.values()) {
            JsonNode value = when.path(test.name().toLowerCase(java.util.Locale.ROOT));
            if (!value.isMissingNode()) {
                boolean number = test == Condition.Test.MOST || test == Condition.Test.LEAST;
                if (number && !value.isIntegralNumber()) {
                    throw invalid("'when' of step " + id + " compares with a whole number");
                }
                tests.add(new Condition(
                        when.path("step").asString(), when.path("member").asString("text"), test, value.asString()));
            }
        }
        if (tests.size() != 1) {
            throw invalid("'when' of step " + id + " has one of contains, equals, most, least and changed");
        }
        return tests.getFirst();
    }

    private static void requireEarlier(String id, String named, Set<String> earlier) {
        if (!earlier.contains(named)) {
            throw invalid("step " + id + " names step '" + named + "', which is not before it");
        }
    }

    private static void requireOnly(String what, JsonNode node, Set<String> names) {
        for (String name : node.propertyNames()) {
            if (!names.contains(name)) {
                throw invalid(what + " has '" + name + "', which nobody knows; it may have "
                        + names.stream().sorted().toList());
            }
        }
    }

    private static Refusal invalid(String why) {
        return new Refusal(Kind.INVALID, "The plan is wrong: " + why + ".");
    }

    /**
     * Makes the calls whose conditions hold; gives the results by step. A call that was refused ends it.
     *
     * @param before results of the run before
     */
    Map<String, JsonNode> run(Map<String, JsonNode> before, Caller caller) throws InterruptedException {
        Map<String, JsonNode> results = new LinkedHashMap<>();
        for (Step step : steps) {
            if (step.when().map(each -> each.holds(results, before)).orElse(true)) {
                ObjectNode arguments = (ObjectNode) filled(step, step.with(), results);
                JsonNode result = caller.call(step, arguments);
                results.put(step.id(), result);
                if (result.path("isError").asBoolean(false)) {
                    break;
                }
            }
        }
        return results;
    }

    private static JsonNode filled(Step step, JsonNode node, Map<String, JsonNode> results) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(each -> copy.set(each.getKey(), filled(step, each.getValue(), results)));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            array.forEach(each -> copy.add(filled(step, each, results)));
            return copy;
        }
        if (!node.isString()) {
            return node;
        }
        Matcher whole = REFERENCE.matcher(node.asString());
        if (whole.matches()) {
            return member(step, whole, results);
        }
        return JsonNodeFactory.instance.stringNode(REFERENCE
                .matcher(node.asString())
                .replaceAll(found -> Matcher.quoteReplacement(
                        member(step, (Matcher) found, results).asString(""))));
    }

    private static JsonNode member(Step step, Matcher reference, Map<String, JsonNode> results) {
        JsonNode result = results.get(reference.group(1));
        if (result == null || !result.has(reference.group(2))) {
            throw new Refusal(
                    Kind.CONFLICT,
                    "Step " + step.id() + " needs '" + reference.group(2) + "' of step " + reference.group(1)
                            + ", which was not made or has none. Nothing more was done.");
        }
        return result.path(reference.group(2));
    }
}
