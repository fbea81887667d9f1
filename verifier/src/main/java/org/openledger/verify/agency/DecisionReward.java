package org.openledger.verify.agency;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.openledger.verify.Payments;
import org.openledger.verify.Receipt;
import org.openledger.verify.Require;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.Json.JsonObject;
import org.openledger.verify.bytes.Json.JsonString;
import org.openledger.verify.bytes.VerifyException;

/**
 * What a principal gives for the inputs of one decision of an agent: who gets which part. Node and verifier both call it.
 *
 * <p>The reward is divided in equal parts over the causes of the decided step ({@link Plan#causes}), by largest remainder, the earlier
 * step first. The part of an answer is paid on by the rule of its own receipt ({@link Payments#of(Receipt, long)}), and waits for the
 * epoch's audit as that says. A cause that is no answer was paid its price when it was called, or is free: its part is not taken. An
 * answer that was withheld gave nothing, and gets nothing.
 */
public final class DecisionReward {
    /** The tool that rewards. */
    public static final String TOOL = "reward_inputs";

    public static final String PLAN = "plan";
    public static final String RUN = "run";
    public static final String STEP = "step";
    public static final String MOST = "maxGwei";

    private DecisionReward() {}

    /** What is asked for: the plan, the run of it, and the step whose inputs are rewarded. */
    public record Asked(Plan plan, String run, String step, long gwei) {
        /** From a call's arguments. */
        public static Asked of(JsonObject arguments) {
            Plan plan = Plan.fromJson(CanonicalJson.parse(text(arguments, PLAN).getBytes(StandardCharsets.UTF_8)));
            String step = text(arguments, STEP);
            Require.that(plan.step(step).isPresent(), "the plan has no step '" + step + "'");
            if (arguments.members().get(MOST) instanceof Json.JsonInteger most) {
                return new Asked(plan, text(arguments, RUN), step, most.value());
            }
            throw new VerifyException("'" + MOST + "' must be a whole number");
        }

        private static String text(JsonObject arguments, String name) {
            if (arguments.members().get(name) instanceof JsonString text) {
                return text.value();
            }
            throw new VerifyException("'" + name + "' must be a text");
        }
    }

    /**
     * A step that was made.
     *
     * @param arguments as its record has them
     * @param result what came of it, as far as it is known
     */
    public record Made(Action record, JsonObject arguments, Optional<JsonObject> result) {}

    /**
     * One cause and its part.
     *
     * @param receipt of the answer that it is
     * @param payments what it is paid, in the order of the receipt's
     */
    public record Part(String step, String action, Optional<String> receipt, List<Receipt.Payment> payments) {
        public Part {
            payments = List.copyOf(payments);
        }

        public long gwei() {
            return payments.stream().mapToLong(Receipt.Payment::gwei).sum();
        }

        Json.JsonObject json() {
            Json.ObjectBuilder json = Json.object()
                    .put("step", step)
                    .put("action", action)
                    .put("gwei", gwei())
                    .put(
                            "payments",
                            Json.array(payments.stream()
                                    .map(each -> Json.object()
                                            .put("account", each.account())
                                            .put("role", each.role().word())
                                            .put("gwei", each.gwei())
                                            .build())
                                    .toList()));
            receipt.ifPresent(id -> json.put("receipt", id));
            return json.build();
        }
    }

    /** What a call of the tool gives back. */
    public static JsonObject result(List<Part> parts) {
        return Json.object()
                .put("parts", Json.array(parts.stream().map(Part::json).toList()))
                .put("paidGwei", paidGwei(parts))
                .build();
    }

    public static long paidGwei(List<Part> parts) {
        return parts.stream().mapToLong(Part::gwei).sum();
    }

    /**
     * Divides a reward. Throws {@link VerifyException} where the run is not one of the plan, or nothing
     * decided the step.
     *
     * @param mandate under which the run was made
     * @param found the calls that were made under it, by action; those that were not executed are none
     * @param receipts of answers, by id
     */
    public static List<Part> divide(
            Asked asked,
            String mandate,
            Function<String, Optional<Made>> found,
            Function<String, Optional<Receipt>> receipts) {
        Map<String, Made> made = new LinkedHashMap<>();
        Map<String, JsonObject> results = new HashMap<>();
        boolean ended = false;
        for (Plan.Step step : asked.plan.steps()) {
            String action = Plan.actionOf(mandate, Plan.callId(asked.run, step.id()));
            Optional<Made> call =
                    found.apply(action).filter(each -> each.record().verdict() == Action.End.EXECUTED);
            if (call.isPresent()) {
                Require.that(!ended, "step " + step.id() + " was made although one before it was not");
                Require.that(
                        !Plan.holds(step, results).equals(Optional.of(false)),
                        "step " + step.id() + " was made, and its condition says otherwise");
                requirePlanned(step, call.get(), results);
                made.put(step.id(), call.get());
                call.get().result().ifPresent(result -> results.put(step.id(), result));
            } else {
                // what should have been made, and was not, ends a run
                ended |= Plan.holds(step, results).equals(Optional.of(true));
            }
        }
        Require.that(made.containsKey(asked.step), "the step '" + asked.step + "' was not made in this run");
        List<String> causes = asked.plan.causes(made.keySet(), asked.step);
        Require.that(
                !causes.isEmpty(),
                "nothing decided the step '" + asked.step + "': it is made whatever the others give. Nothing is paid");
        long[] weights = new long[causes.size()];
        Arrays.fill(weights, 1);
        long[] gwei = Payments.apportion(asked.gwei, weights);
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < gwei.length; i++) {
            Action record = Objects.requireNonNull(made.get(causes.get(i))).record();
            long part = gwei[i];
            List<Receipt.Payment> payments = record.receipt()
                    .map(id -> receipts.apply(id)
                            .orElseThrow(() -> new VerifyException("the receipt " + id + " is not there")))
                    .filter(receipt -> receipt.withheld().isEmpty())
                    .map(receipt -> Payments.of(receipt, part))
                    .orElse(List.of());
            parts.add(new Part(causes.get(i), record.id(), record.receipt(), payments));
        }
        return List.copyOf(parts);
    }

    private static void requirePlanned(Plan.Step step, Made call, Map<String, JsonObject> results) {
        String tool = call.record().tool().name();
        String server = step.server().map(name -> name + "__").orElse("");
        // names of other servers' tools are written otherwise in mandates
        boolean isTheTool = server.isEmpty() ? tool.equals(step.tool()) : tool.startsWith(server);
        Require.that(isTheTool, "step " + step.id() + " was a call of " + tool + ", not of " + step.tool());
        Plan.differs(step, call.arguments(), results).ifPresent(how -> {
            throw new VerifyException("step " + step.id() + " was made otherwise: " + how);
        });
    }
}
