package org.openledger.verify.agency;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openledger.verify.Require;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.Json.JsonArray;
import org.openledger.verify.bytes.Json.JsonBoolean;
import org.openledger.verify.bytes.Json.JsonInteger;
import org.openledger.verify.bytes.Json.JsonObject;
import org.openledger.verify.bytes.Json.JsonString;
import org.openledger.verify.bytes.VerifyException;

/**
 * What an agent does, step by step: calls of tools, each with its arguments and perhaps a condition on what came before. From the same
 * results it makes the same calls in the same order. Text of results enters arguments where the plan says {@code ${step.member}}, and
 * nowhere else; nothing in a result can add a step.
 *
 * @param reward what is given for the inputs without which a step is not made
 */
public record Plan(String name, List<Step> steps, Optional<Reward> reward) {
    private static final int MAX_STEPS = 100;
    private static final String ID_FORM = "[a-z][a-z0-9_-]{0,39}";
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(" + ID_FORM + ")\\.([A-Za-z0-9_]{1,40})}");

    /**
     * A call.
     *
     * @param server whose tool it is; this node's where there is none
     * @param with its arguments
     * @param when it is made only if this holds
     */
    public record Step(String id, Optional<String> server, String tool, JsonObject with, Optional<When> when) {
        /** The steps without whose results this one is not made. */
        Set<String> needs() {
            Set<String> needs = new LinkedHashSet<>();
            when.ifPresent(condition -> needs.add(condition.step()));
            Matcher references = REFERENCE.matcher(text(with));
            while (references.find()) {
                needs.add(references.group(1));
            }
            return needs;
        }
    }

    /** What a reward is for: the step that was decided, and how much its inputs get at most. */
    public record Reward(String step, long gwei) {}

    /** What must hold of a member of an earlier step's result. */
    public record When(String step, String member, Test test, String value) {
        /** How it is compared. */
        public enum Test {
            CONTAINS,
            EQUALS,
            MOST,
            LEAST,
            /** It is another than in the run before. */
            CHANGED;

            private String word() {
                return name().toLowerCase(Locale.ROOT);
            }
        }

        boolean holds(Map<String, JsonObject> results, Map<String, JsonObject> before) {
            JsonObject result = results.get(step);
            if (result == null) {
                return false;
            }
            Json found = result.members().get(member);
            JsonObject earlier = before.get(step);
            return switch (test) {
                case CONTAINS -> said(found).contains(value);
                case EQUALS -> said(found).equals(value);
                case MOST -> found instanceof JsonInteger number && number.value() <= Long.parseLong(value);
                case LEAST -> found instanceof JsonInteger number && number.value() >= Long.parseLong(value);
                case CHANGED ->
                    earlier == null
                            || !Optional.ofNullable(found)
                                    .equals(Optional.ofNullable(
                                            earlier.members().get(member)));
            };
        }
    }

    /** Makes a call. */
    @FunctionalInterface
    public interface Caller {
        /** What came of it, whose members later steps name. */
        JsonObject call(Step step, JsonObject arguments) throws InterruptedException;
    }

    /** A step could not be made, since a result that it needs is not there. */
    public static final class MissingResultException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MissingResultException(String message) {
            super(message);
        }
    }

    /** Reads a plan; names that nobody knows are refused. */
    public static Plan fromJson(Json json) {
        JsonObject root = object("the plan", json);
        requireOnly("the plan", root, Set.of("name", "step", "reward"));
        List<Step> steps = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        if (root.members().get("step") instanceof JsonArray all) {
            for (Json each : all.items()) {
                Step step = step(object("a step", each), ids);
                Require.that(ids.add(step.id()), "two steps are called " + step.id());
                steps.add(step);
            }
        }
        Require.that(
                !steps.isEmpty() && steps.size() <= MAX_STEPS,
                "it must have 1 to " + MAX_STEPS + " steps, each under [[step]]");
        Optional<Reward> reward = Optional.ofNullable(root.members().get("reward"))
                .map(value -> {
                    JsonObject given = object("'reward'", value);
                    requireOnly("'reward'", given, Set.of("step", "gwei"));
                    Require.that(ids.contains(said(given.members().get("step"))), "'reward' names no step");
                    if (given.members().get("gwei") instanceof JsonInteger number && number.value() > 0) {
                        return new Reward(said(given.members().get("step")), number.value());
                    }
                    throw new VerifyException("the amount of 'reward' must be a whole number above 0");
                });
        String name = root.members().containsKey("name") ? said(root.members().get("name")) : "agent";
        return new Plan(name, List.copyOf(steps), reward);
    }

    private static Step step(JsonObject each, Set<String> earlier) {
        String id = said(each.members().get("id"));
        Require.that(id.matches(ID_FORM), "a step's id has lowercase letters, digits, _ and -, not '" + id + "'");
        requireOnly("step " + id, each, Set.of("id", "server", "tool", "with", "when"));
        Require.that(each.members().get("tool") instanceof JsonString, "step " + id + " names no tool");
        JsonObject with = Optional.ofNullable(each.members().get("with"))
                .map(value -> object("'with' of step " + id, value))
                .orElseGet(() -> Json.object().build());
        Optional<When> when = Optional.ofNullable(each.members().get("when"))
                .map(value -> when(id, object("'when' of step " + id, value)));
        Step step = new Step(
                id,
                Optional.ofNullable(each.members().get("server")).map(Plan::said),
                said(each.members().get("tool")),
                with,
                when);
        for (String named : step.needs()) {
            Require.that(earlier.contains(named), "step " + id + " names step '" + named + "', which is not before it");
        }
        return step;
    }

    private static When when(String id, JsonObject when) {
        requireOnly(
                "'when' of step " + id,
                when,
                Set.of("step", "member", "contains", "equals", "most", "least", "changed"));
        List<When> tests = new ArrayList<>();
        for (When.Test test : When.Test.values()) {
            Json value = when.members().get(test.word());
            if (value != null) {
                boolean number = test == When.Test.MOST || test == When.Test.LEAST;
                Require.that(
                        !number || value instanceof JsonInteger,
                        "'when' of step " + id + " compares with a whole number");
                tests.add(new When(
                        said(when.members().get("step")),
                        when.members().containsKey("member")
                                ? said(when.members().get("member"))
                                : "text",
                        test,
                        said(value)));
            }
        }
        Require.that(
                tests.size() == 1, "'when' of step " + id + " has one of contains, equals, most, least and changed");
        return tests.get(0);
    }

    private static JsonObject object(String what, Json json) {
        if (json instanceof JsonObject object) {
            return object;
        }
        throw new VerifyException(what + " must be a table of names and values");
    }

    private static void requireOnly(String what, JsonObject object, Set<String> names) {
        for (String name : object.members().keySet()) {
            Require.that(
                    names.contains(name),
                    what + " has '" + name + "', which nobody knows; it may have "
                            + names.stream().sorted().toList());
        }
    }

    /** The text of a value; of numbers and truths their words, of all else nothing. */
    private static String said(@Nullable Json value) {
        if (value instanceof JsonString text) {
            return text.value();
        }
        if (value instanceof JsonInteger number) {
            return Long.toString(number.value());
        }
        return value instanceof JsonBoolean truth ? Boolean.toString(truth.value()) : "";
    }

    private static String text(Json json) {
        return new String(CanonicalJson.write(json), StandardCharsets.UTF_8);
    }

    /** The step of this id. */
    public Optional<Step> step(String id) {
        return steps.stream().filter(step -> step.id().equals(id)).findFirst();
    }

    /** What came of a call, as later steps name it: the members of a structured result, its text, and whether it was refused. */
    public static JsonObject result(JsonObject structured, String text, boolean isError) {
        Json.ObjectBuilder result = Json.object();
        structured.members().forEach((name, value) -> {
            if (!name.equals("isError")) {
                result.put(name, value);
            }
        });
        if (!structured.members().containsKey("text")) {
            result.put("text", text);
        }
        return result.put("isError", new JsonBoolean(isError)).build();
    }

    public static boolean isError(JsonObject result) {
        return result.members().get("isError") instanceof JsonBoolean refused && refused.value();
    }

    /** The id that a run's step is called by: a call with it has one effect. */
    public static String callId(String run, String step) {
        return run + " " + step;
    }

    /** The action that a call of this id under a mandate is, 32 hexadecimal digits. */
    public static String actionOf(String mandate, String callId) {
        return Hex.of(Hashes.sha256((mandate + "\n" + callId).getBytes(StandardCharsets.UTF_8)))
                .substring(0, Mandate.ID_DIGITS);
    }

    /**
     * Makes the calls whose conditions hold; gives the results by step. A call that was refused ends it.
     *
     * @param before results of the run before
     */
    public Map<String, JsonObject> run(Map<String, JsonObject> before, Caller caller) throws InterruptedException {
        Map<String, JsonObject> results = new LinkedHashMap<>();
        for (Step step : steps) {
            if (step.when().map(each -> each.holds(results, before)).orElse(true)) {
                JsonObject result = caller.call(step, arguments(step, results));
                results.put(step.id(), result);
                if (isError(result)) {
                    break;
                }
            }
        }
        return results;
    }

    private static JsonObject arguments(Step step, Map<String, JsonObject> results) {
        return (JsonObject) filled(step, step.with(), results);
    }

    private static Json filled(Step step, Json node, Map<String, JsonObject> results) {
        if (node instanceof JsonObject object) {
            Json.ObjectBuilder copy = Json.object();
            object.members().forEach((name, value) -> copy.put(name, filled(step, value, results)));
            return copy.build();
        }
        if (node instanceof JsonArray array) {
            return Json.array(array.items().stream()
                    .map(each -> filled(step, each, results))
                    .toList());
        }
        if (!(node instanceof JsonString text)) {
            return node;
        }
        Matcher whole = REFERENCE.matcher(text.value());
        if (whole.matches()) {
            return member(step, whole.toMatchResult(), results);
        }
        return Json.of(REFERENCE
                .matcher(text.value())
                .replaceAll(found -> Matcher.quoteReplacement(said(member(step, found, results)))));
    }

    private static Json member(Step step, MatchResult reference, Map<String, JsonObject> results) {
        JsonObject result = results.get(reference.group(1));
        Json value = result == null ? null : result.members().get(reference.group(2));
        if (value == null) {
            throw new MissingResultException("Step " + step.id() + " needs '" + reference.group(2) + "' of step "
                    + reference.group(1) + ", which was not made or has none. Nothing more was done.");
        }
        return value;
    }

    /**
     * The steps each of which, left out, leaves a step unmade: the causes of its being made. To leave out a step is to run the plan
     * again with all other results as they were: a condition on what is not there does not hold, and what needs it is not made. So
     * this follows from which steps were made, without what they gave.
     *
     * @param made ids of the steps that were made, the decided one among them
     */
    public List<String> causes(Set<String> made, String decided) {
        return steps.stream()
                .map(Step::id)
                .filter(id -> made.contains(id) && !id.equals(decided))
                .filter(id -> !madeWithout(id, made).contains(decided))
                .toList();
    }

    private Set<String> madeWithout(String left, Set<String> made) {
        Set<String> again = new HashSet<>();
        for (Step step : steps) {
            if (made.contains(step.id()) && !step.id().equals(left) && again.containsAll(step.needs())) {
                again.add(step.id());
            }
        }
        return again;
    }

    /**
     * Where a call is not the one that the plan makes of what is known, as a sentence; empty where nothing of it is.
     *
     * @param arguments as a record has them: of a text that can be erased, the digest alone
     * @param results of earlier steps, as far as they are known
     */
    public static Optional<String> differs(Step step, JsonObject arguments, Map<String, JsonObject> results) {
        for (Map.Entry<String, Json> each : step.with().members().entrySet()) {
            Json found = arguments.members().get(each.getKey());
            if (found != null && !agrees(step, each.getValue(), found, results)) {
                return Optional.of("its '" + each.getKey() + "' is not what the plan says");
            }
        }
        for (String name : arguments.members().keySet()) {
            boolean erasable = name.endsWith("Digest")
                    && step.with().members().containsKey(name.substring(0, name.length() - "Digest".length()));
            if (!step.with().members().containsKey(name) && !erasable) {
                return Optional.of("the plan gives it no '" + name + "'");
            }
        }
        return Optional.empty();
    }

    private static boolean agrees(Step step, Json planned, Json found, Map<String, JsonObject> results) {
        try {
            return filled(step, planned, results).equals(found);
        } catch (MissingResultException unknown) {
            return !(planned instanceof JsonString text)
                    || REFERENCE.matcher(text.value()).matches()
                    || canBecome(text.value(), said(found));
        }
    }

    /** Whether a text is what one with references can become. */
    private static boolean canBecome(String planned, String found) {
        Matcher references = REFERENCE.matcher(planned);
        int from = 0;
        int at = 0;
        while (references.find()) {
            String literal = planned.substring(from, references.start());
            int next = from == 0 ? (found.startsWith(literal) ? 0 : -1) : found.indexOf(literal, at);
            if (next < 0) {
                return false;
            }
            at = next + literal.length();
            from = references.end();
        }
        String last = planned.substring(from);
        return found.length() - last.length() >= at && found.endsWith(last);
    }

    /** Whether a step's condition holds, as far as results say; true where it has none, empty where they do not say. */
    static Optional<Boolean> holds(Step step, Map<String, JsonObject> results) {
        if (step.when().isEmpty()) {
            return Optional.of(true);
        }
        When when = step.when().get();
        return when.test() == When.Test.CHANGED || !results.containsKey(when.step())
                ? Optional.empty()
                : Optional.of(when.holds(results, Map.of()));
    }
}
