package org.openledger.verify.agency;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openledger.verify.OpenAmount;
import org.openledger.verify.Require;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.Worded;

/**
 * The rules of a mandate that follow from facts which a record states, so that a stranger decides each call again. Every rule is
 * asked of every call, whatever the others found.
 */
public final class Rules {
    /** Names of arguments that mean the same in every tool. */
    public static final String MODEL = "model";

    public static final String DATANET = "datanet";
    public static final String DATANETS = "datanets";
    public static final String RECEIPTS = "receipts";
    /** What is fetched, and who is paid: nothing is, but within bounds of the mandate. */
    public static final String URL = "url";

    public static final String PAY_TO = "payTo";

    /** The tool that calls contracts: of functions that the mandate names each, and no others. */
    public static final String CALL_CONTRACT = "call_contract";

    public static final String FUNCTION = "function";
    /** The argument by which a caller bounds what a call may cost. */
    public static final String MAX_GWEI = "maxGwei";

    private static final long MILLIS_PER_SECOND = 1_000;

    private Rules() {}

    /** What is asked of a call, in this order. */
    public enum Rule implements Worded {
        /** The mandate and all above it hold now: begun, not expired, not ended. */
        ALIVE(true),
        /** The mandate names the tool, as it is now, and the arguments are within its bounds. */
        TOOL(true),
        /** The arguments are what the tool takes. */
        ARGUMENTS(false),
        /** The model is one of the mandate's. */
        MODELS(true),
        /** The Datanets are the mandate's. */
        DATANETS(true),
        /** They are under licences of the mandate. */
        LICENCES(true),
        /** The call costs no more than one may. */
        CALL(true),
        /** Once something untrusted was read: what a change does stands in trusted words. */
        WORDS(true),
        /** The answers that a change rests on are made of contributors' rows. */
        PROVENANCE(true),
        /** What is undone was done under the mandate's family, by a tool that this one undoes, and was not undone before. */
        UNDO(true),
        /** A person signs where the mandate says so. */
        APPROVAL(true),
        /** Conditions in CEL hold; who can evaluate them decides them again. */
        CONDITIONS(false),
        /** The Datanets' licences allow the use. */
        RIGHTS(false),
        /** Budget, day and number of calls suffice, of the mandate and of all above it. */
        BUDGET(false);

        private final boolean recomputed;

        Rule(boolean recomputed) {
            this.recomputed = recomputed;
        }

        /** Whether it follows from a record alone; the others are the operator's word, within sums that are checked. */
        public boolean recomputed() {
            return recomputed;
        }

        @Override
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What a rule found. */
    public enum Found implements Worded {
        HOLDS,
        /** It holds if a person says so. */
        ASKS,
        REFUSES;

        @Override
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What one rule says of one call.
     *
     * @param says why, as a sentence; empty where it holds
     */
    public record Verdict(Rule rule, Found found, String says) {
        static final int MAX_CHARACTERS = 400;

        public Verdict {
            Require.that(says.length() <= MAX_CHARACTERS, "a rule says at most " + MAX_CHARACTERS + " characters");
        }

        public static Verdict holds(Rule rule) {
            return new Verdict(rule, Found.HOLDS, "");
        }

        public static Verdict asks(Rule rule, String why) {
            return new Verdict(rule, Found.ASKS, shortened(why));
        }

        public static Verdict refuses(Rule rule, String why) {
            return new Verdict(rule, Found.REFUSES, shortened(why));
        }

        private static String shortened(String why) {
            return why.length() <= MAX_CHARACTERS ? why : why.substring(0, MAX_CHARACTERS - 1) + "…";
        }
    }

    /**
     * What a decision rests on.
     *
     * @param chain the mandate, then each above it
     * @param ended ids of mandates that were ended before
     * @param tool as it is now
     * @param licences of the Datanets that the call names, by number
     * @param mostGwei that it may cost
     * @param tainted whether the family has read anything that a stranger may have written
     * @param words that no stranger wrote
     * @param attributedPpm of the answers that the call rests on, by receipt
     * @param undoes what the call undoes
     */
    public record Facts(
            List<Mandate> chain,
            Set<String> ended,
            long timeMillis,
            Mandate.Tool tool,
            Json.JsonObject arguments,
            Map<String, String> licences,
            long mostGwei,
            boolean tainted,
            TrustedWords words,
            Map<String, Integer> attributedPpm,
            Optional<Undone> undoes) {
        private Mandate mandate() {
            return chain.get(0);
        }
    }

    /**
     * What is to be undone.
     *
     * @param by the tool that undoes it, as its record says; empty where it was not done, or nothing undoes it
     * @param before whether it was undone before
     */
    public record Undone(String action, Optional<String> by, boolean before) {}

    /** What each rule that can be asked of these facts says, in order. */
    public static List<Verdict> decide(Facts facts) {
        List<Verdict> verdicts = new ArrayList<>(List.of(
                alive(facts),
                tool(facts),
                models(facts),
                datanets(facts),
                licences(facts),
                call(facts),
                words(facts),
                provenance(facts),
                approval(facts)));
        facts.undoes.ifPresent(undone -> verdicts.add(undo(facts, undone)));
        return List.copyOf(verdicts);
    }

    private static Verdict undo(Facts facts, Undone undone) {
        if (undone.before) {
            return Verdict.refuses(Rule.UNDO, "the action " + undone.action + " was undone before");
        }
        return undone.by.filter(facts.tool.name()::equals).isPresent()
                ? Verdict.holds(Rule.UNDO)
                : Verdict.refuses(
                        Rule.UNDO,
                        "the action " + undone.action + " is none that was done here and that " + facts.tool.name()
                                + " undoes");
    }

    /** Evaluates conditions. */
    @FunctionalInterface
    public interface Evaluator {
        /** Why a condition does not hold, as a sentence; empty where it does. What cannot be evaluated does not hold. */
        Optional<String> broken(Condition condition, Facts facts);
    }

    /** What the conditions of the mandate and of all above it say; empty where there are none. */
    public static Optional<Verdict> conditions(Facts facts, Evaluator evaluator) {
        List<Condition> all = facts.chain.stream()
                .flatMap(mandate -> mandate.conditions().stream())
                .filter(condition -> condition.isOf(facts.tool.name()))
                .toList();
        if (all.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(all.stream()
                .flatMap(condition -> evaluator
                        .broken(condition, facts)
                        .map(why -> "the condition " + condition.name() + " does not hold: " + why)
                        .stream())
                .findFirst()
                .map(why -> Verdict.refuses(Rule.CONDITIONS, why))
                .orElseGet(() -> Verdict.holds(Rule.CONDITIONS)));
    }

    /** What all rules together say: the strictest. */
    public static Found together(List<Verdict> verdicts) {
        return verdicts.stream().map(Verdict::found).max(Found::compareTo).orElse(Found.REFUSES);
    }

    private static Verdict alive(Facts facts) {
        for (Mandate each : facts.chain) {
            String which = each.equals(facts.mandate()) ? "the mandate" : "the mandate " + each.id() + " above it";
            if (facts.ended.contains(each.id())) {
                return Verdict.refuses(Rule.ALIVE, which + " was ended");
            }
            if (facts.timeMillis < each.notBeforeSeconds() * MILLIS_PER_SECOND) {
                return Verdict.refuses(Rule.ALIVE, which + " does not hold yet");
            }
            if (facts.timeMillis >= each.expiresSeconds() * MILLIS_PER_SECOND) {
                return Verdict.refuses(Rule.ALIVE, which + " has expired");
            }
        }
        return Verdict.holds(Rule.ALIVE);
    }

    private static Verdict tool(Facts facts) {
        Optional<Mandate.Tool> signed = facts.mandate().tool(facts.tool.name());
        if (signed.isEmpty()) {
            return Verdict.refuses(Rule.TOOL, "the mandate does not name the tool " + facts.tool.name());
        }
        if (!signed.get().equals(facts.tool)) {
            return Verdict.refuses(
                    Rule.TOOL, "the tool " + facts.tool.name() + " is not the one that the mandate was signed for");
        }
        List<Bound> bounds = facts.mandate().bounds().stream()
                .filter(bound -> bound.tool().equals(facts.tool.name()))
                .toList();
        return unbounded(facts, bounds)
                .or(() -> bounds.stream()
                        .flatMap(bound -> bound.broken(facts.arguments).stream())
                        .findFirst())
                .map(why -> Verdict.refuses(Rule.TOOL, why))
                .orElseGet(() -> Verdict.holds(Rule.TOOL));
    }

    /** Whether calls of a tool may cost anything: money, or gas. */
    public static boolean costs(Mandate.Tool tool) {
        return tool.toolClass() == ToolClass.SPEND || isContract(tool);
    }

    static boolean isContract(Mandate.Tool tool) {
        return tool.name().equals(CALL_CONTRACT);
    }

    /** Of tools of this node alone: arguments of other servers mean what these say. */
    private static Optional<String> unbounded(Facts facts, List<Bound> bounds) {
        if (isContract(facts.tool)
                && bounds.stream()
                        .noneMatch(bound -> bound.argument().equals(FUNCTION) && bound.kind() == Bound.Kind.IS)) {
            return Optional.of("the mandate names no '" + FUNCTION + "' that it is, so that none is allowed");
        }
        return Stream.of(URL, PAY_TO)
                .filter(name -> facts.tool.toolClass() == ToolClass.SPEND)
                .filter(name -> facts.arguments.members().containsKey(name))
                .filter(name ->
                        bounds.stream().noneMatch(bound -> bound.argument().equals(name)))
                .findFirst()
                .map(name -> "the mandate bounds no '" + name + "', so that none is allowed");
    }

    private static Verdict models(Facts facts) {
        return texts(facts.arguments, MODEL).stream()
                .filter(model -> !facts.mandate().models().contains(model))
                .findFirst()
                .map(model -> Verdict.refuses(Rule.MODELS, "the mandate does not name the model " + model))
                .orElseGet(() -> Verdict.holds(Rule.MODELS));
    }

    private static Verdict datanets(Facts facts) {
        return datanetsOf(facts.arguments).stream()
                .filter(datanet -> !facts.mandate().datanets().contains(datanet))
                .findFirst()
                .map(datanet -> Verdict.refuses(Rule.DATANETS, "the mandate does not name the Datanet " + datanet))
                .orElseGet(() -> Verdict.holds(Rule.DATANETS));
    }

    private static Verdict licences(Facts facts) {
        for (String datanet : datanetsOf(facts.arguments)) {
            String licence = facts.licences.getOrDefault(datanet, "none that is known");
            if (!facts.mandate().licences().contains(licence)) {
                return Verdict.refuses(
                        Rule.LICENCES,
                        "Datanet " + datanet + " is under " + licence + ", which the mandate does not name");
            }
        }
        return Verdict.holds(Rule.LICENCES);
    }

    private static Verdict call(Facts facts) {
        long cap = facts.mandate().caps().callGwei();
        return facts.mostGwei <= cap
                ? Verdict.holds(Rule.CALL)
                : Verdict.refuses(
                        Rule.CALL,
                        "it may cost " + OpenAmount.of(facts.mostGwei) + ", and one call at most "
                                + OpenAmount.of(cap));
    }

    private static Verdict words(Facts facts) {
        if (!facts.tainted || facts.tool.toolClass() != ToolClass.WRITE) {
            return Verdict.holds(Rule.WORDS);
        }
        return facts.arguments.members().entrySet().stream()
                .filter(argument -> !isSigned(facts.tool, argument.getKey()))
                .filter(argument -> !facts.words.say(argument.getValue()))
                .findFirst()
                .map(argument -> Verdict.asks(
                        Rule.WORDS,
                        "'" + argument.getKey()
                                + "' stands neither in the task nor in anything trusted, and text that a"
                                + " stranger may have written was read"))
                .orElseGet(() -> Verdict.holds(Rule.WORDS));
    }

    /** Which function is called stands in the mandate, and so does what the gas may cost. */
    private static boolean isSigned(Mandate.Tool tool, String argument) {
        return isContract(tool) && (argument.equals(FUNCTION) || argument.equals(MAX_GWEI));
    }

    private static Verdict provenance(Facts facts) {
        int least = facts.mandate().provenance().minAttributedPpm();
        if (least == 0 || facts.tool.toolClass() != ToolClass.WRITE) {
            return Verdict.holds(Rule.PROVENANCE);
        }
        List<String> receipts = texts(facts.arguments, RECEIPTS);
        if (receipts.isEmpty()) {
            return Verdict.refuses(Rule.PROVENANCE, "'" + RECEIPTS + "' names no answer that it rests on");
        }
        for (String receipt : receipts) {
            int attributed = facts.attributedPpm.getOrDefault(receipt, 0);
            if (attributed < least) {
                return Verdict.refuses(
                        Rule.PROVENANCE,
                        "contributors' rows made " + attributed + " ppm of answer " + receipt + ", less than " + least);
            }
        }
        return Verdict.holds(Rule.PROVENANCE);
    }

    private static Verdict approval(Facts facts) {
        Mandate.ApprovalTerms terms = facts.mandate().approval();
        if (terms.classes().contains(facts.tool.toolClass().word())) {
            return Verdict.asks(
                    Rule.APPROVAL,
                    "a person approves every call that may "
                            + facts.tool.toolClass().word());
        }
        if (facts.mandate()
                .undo(facts.tool.name())
                .filter(undo -> undo.kind() == Undoing.Kind.FINAL)
                .isPresent()) {
            return Verdict.asks(Rule.APPROVAL, "calls of " + facts.tool.name() + " cannot be undone");
        }
        return facts.mostGwei <= terms.aboveGwei()
                ? Verdict.holds(Rule.APPROVAL)
                : Verdict.asks(
                        Rule.APPROVAL,
                        "it may cost " + OpenAmount.of(facts.mostGwei) + ", and calls above "
                                + OpenAmount.of(terms.aboveGwei()) + " are approved");
    }

    /** The Datanets that arguments name, by number. */
    public static List<String> datanetsOf(Json.JsonObject arguments) {
        List<String> all = new ArrayList<>(texts(arguments, DATANETS));
        all.addAll(texts(arguments, DATANET));
        return all;
    }

    /** A member's texts and numbers, whether it is one of them or a list. */
    public static List<String> texts(Json.JsonObject arguments, String name) {
        List<String> found = new ArrayList<>();
        collect(arguments.members().get(name), found);
        return found;
    }

    private static void collect(@Nullable Json value, List<String> into) {
        if (value instanceof Json.JsonString text) {
            into.add(text.value());
        } else if (value instanceof Json.JsonInteger number) {
            into.add(Long.toString(number.value()));
        } else if (value instanceof Json.JsonArray array) {
            array.items().forEach(item -> collect(item, into));
        }
    }
}
