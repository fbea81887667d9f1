package org.openledger.verify.agency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openledger.verify.AuditedAnswer;
import org.openledger.verify.Receipt;
import org.openledger.verify.ReceiptFileFixture;
import org.openledger.verify.Role;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.Json.JsonObject;
import org.openledger.verify.bytes.VerifyException;

/** What is given for a decision goes to what decided it, and to the gwei; a run that is none of its plan gives nothing. */
@Tag("unit")
final class DecisionRewardTest {
    private static final String MANDATE = "11".repeat(16);
    private static final String RUN = "a run";

    /** A plan that a run was made of, with the results that decided it. */
    private static final class Played {
        private final Plan plan;
        private final Map<String, JsonObject> results;
        private final Map<String, DecisionReward.Made> made = new HashMap<>();

        Played(String plan, Map<String, JsonObject> answers) throws InterruptedException {
            this.plan = Plan.fromJson(json(plan));
            Map<String, JsonObject> arguments = new HashMap<>();
            results = this.plan.run(Map.of(), (step, with) -> {
                arguments.put(step.id(), with);
                return answers.getOrDefault(step.id(), json("{}"));
            });
            results.forEach((step, result) -> {
                String id = Plan.actionOf(MANDATE, Plan.callId(RUN, step));
                made.put(
                        id,
                        new DecisionReward.Made(
                                record(id, step), Objects.requireNonNull(arguments.get(step)), Optional.of(result)));
            });
        }

        List<DecisionReward.Part> divide(String step, long gwei) {
            return DecisionReward.divide(
                    new DecisionReward.Asked(plan, RUN, step, gwei),
                    MANDATE,
                    action -> Optional.ofNullable(made.get(action)),
                    id -> Optional.of(ReceiptFileFixture.receiptOf(Integer.parseInt(id.substring(0, 2), 16))));
        }
    }

    private static JsonObject json(String text) {
        return (JsonObject) CanonicalJson.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Steps that ask are answers with a receipt. */
    private static Action record(String id, String step) {
        boolean asks = step.startsWith("ask");
        return new Action(
                id,
                1,
                Action.NOTHING,
                1,
                1,
                "0x" + "a0".repeat(20),
                MANDATE,
                new Action.Client("", "mcp"),
                new Mandate.Tool(asks ? "ask_model" : "look", Action.NOTHING, ToolClass.READ),
                Action.NOTHING,
                0,
                List.of(),
                List.of(),
                Action.End.EXECUTED,
                "",
                Optional.empty(),
                new Action.Cost(0, 0, List.of()),
                Optional.empty(),
                asks
                        ? Optional.of("%02x"
                                .formatted(Integer.parseInt(step.substring(3)))
                                .repeat(16))
                        : Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                1);
    }

    private static String step(String id, String more) {
        return "{\"id\":\"" + id + "\",\"tool\":\"" + (id.startsWith("ask") ? "ask_model" : "look") + "\"" + more + "}";
    }

    /** One answer of four decides, in any place and by any condition; words of the others go into other calls. */
    @Test
    void theDecidingInputHasNearlyAllOfTheRewardAndTheSumIsToTheGwei() throws Exception {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            List<String> steps = new ArrayList<>(IntStream.range(0, 4)
                    .mapToObj(i -> step("ask" + i, ",\"with\":{\"model\":\"m\"}"))
                    .toList());
            Collections.shuffle(steps, random);
            int decides = random.nextInt(4);
            int idle = (decides + 1 + random.nextInt(3)) % 4;
            steps.add(step("note", ",\"with\":{\"text\":\"It said ${ask" + idle + ".answer}.\"}"));
            String condition = List.of(
                            "\"member\":\"answer\",\"contains\":\"yes\"",
                            "\"member\":\"costGwei\",\"most\":50",
                            "\"member\":\"costGwei\",\"least\":7",
                            "\"member\":\"finish\",\"equals\":\"stop\"")
                    .get(random.nextInt(4));
            steps.add(step("act", ",\"when\":{\"step\":\"ask" + decides + "\"," + condition + "}"));
            Map<String, JsonObject> answers = new HashMap<>();
            IntStream.range(0, 4)
                    .forEach(i -> answers.put(
                            "ask" + i, json("{\"answer\":\"yes, do\",\"costGwei\":9,\"finish\":\"stop\"}")));
            Played played = new Played("{\"step\":[" + String.join(",", steps) + "]}", answers);
            long gwei = 1L + random.nextInt(1_000_000);
            List<DecisionReward.Part> parts = played.divide("act", gwei);
            long deciding = parts.stream()
                    .filter(part -> part.step().equals("ask" + decides))
                    .mapToLong(DecisionReward.Part::gwei)
                    .sum();
            assertThat(DecisionReward.paidGwei(parts)).as("seed %d", seed).isEqualTo(gwei);
            assertThat(deciding * 10).as("seed %d", seed).isGreaterThanOrEqualTo(gwei * 9);
            Receipt receipt = ReceiptFileFixture.receiptOf(decides);
            AuditedAnswer audited = AuditedAnswer.of(receipt, parts.get(0).payments());
            assertThat(audited.shares().stream()
                            .mapToLong(share -> share.waitingGwei())
                            .sum())
                    .as("what is not sure waits for the audit")
                    .isEqualTo(parts.get(0).payments().stream()
                            .filter(payment -> payment.role() == Role.WAITING)
                            .mapToLong(Receipt.Payment::gwei)
                            .sum());
        }
    }

    /** What follows from which steps were made is what running the plan again without a step's result shows. */
    @Test
    void causesAreThoseWhoseOmissionChangesTheReplay() throws Exception {
        int causes = 0;
        for (int seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            List<String> steps = new ArrayList<>();
            Map<String, JsonObject> answers = new HashMap<>();
            int count = 2 + random.nextInt(6);
            for (int i = 0; i < count; i++) {
                StringBuilder more = new StringBuilder();
                if (i > 0 && random.nextBoolean()) {
                    more.append(",\"when\":{\"step\":\"s" + random.nextInt(i) + "\",\"member\":\"n\",\"least\":"
                            + random.nextInt(3) + "}");
                }
                if (i > 0 && random.nextInt(3) == 0) {
                    more.append(",\"with\":{\"a\":\"${s" + random.nextInt(i) + ".n}\"}");
                }
                steps.add(step("s" + i, more.toString()));
                answers.put("s" + i, json("{\"n\":" + random.nextInt(4) + "}"));
            }
            Plan plan = Plan.fromJson(json("{\"step\":[" + String.join(",", steps) + "]}"));
            Set<String> made = without(plan, answers, "");
            String decided = "s" + (count - 1);
            if (made.contains(decided)) {
                for (String each : made) {
                    if (!each.equals(decided)) {
                        boolean cause = !without(plan, answers, each).contains(decided);
                        causes += cause ? 1 : 0;
                        assertThat(plan.causes(made, decided).contains(each))
                                .as("seed %d, %s of %s", seed, each, plan)
                                .isEqualTo(cause);
                    }
                }
            }
        }
        assertThat(causes).isGreaterThan(500);
    }

    /** The steps that are made when one gives nothing, and what needs it is passed over. */
    private static Set<String> without(Plan plan, Map<String, JsonObject> answers, String left)
            throws InterruptedException {
        Map<String, JsonObject> results = new HashMap<>();
        for (Plan.Step step : plan.steps()) {
            if (step.id().equals(left)
                    || !step.when().map(when -> when.holds(results, Map.of())).orElse(true)) {
                continue;
            }
            boolean complete = step.needs().stream().allMatch(results::containsKey);
            if (complete) {
                results.put(step.id(), answers.get(step.id()));
            }
        }
        return results.keySet();
    }

    private static final String PLAN = "{\"step\":[" + step("ask1", ",\"with\":{\"model\":\"m\"}") + ","
            + step("look", "") + ","
            + step(
                    "act",
                    ",\"with\":{\"to\":\"say ${ask1.answer}!\"},\"when\":{\"step\":\"ask1\",\"member\":\"answer\",\"contains\":\"yes\"}")
            + "]}";

    private static Played whole() throws InterruptedException {
        return new Played(PLAN, Map.of("ask1", json("{\"answer\":\"yes\"}")));
    }

    @Test
    void aRunThatIsNoneOfItsPlanRewardsNobody() throws Exception {
        assertThat(whole().divide("act", 1_000))
                .extracting(DecisionReward.Part::step)
                .containsExactly("ask1");
        assertThatThrownBy(() -> whole().divide("look", 1_000)).hasMessageContaining("nothing decided the step 'look'");
        Played other = whole();
        replace(
                other,
                "act",
                made -> new DecisionReward.Made(made.record(), json("{\"to\":\"say no!\"}"), made.result()));
        assertThatThrownBy(() -> other.divide("act", 1)).hasMessageContaining("its 'to' is not what the plan says");
        Played more = whole();
        replace(
                more,
                "act",
                made -> new DecisionReward.Made(made.record(), json("{\"to\":\"say yes!\",\"b\":1}"), made.result()));
        assertThatThrownBy(() -> more.divide("act", 1)).hasMessageContaining("gives it no 'b'");
        Played against = whole();
        replace(
                against,
                "ask1",
                made -> new DecisionReward.Made(
                        made.record(), made.arguments(), Optional.of(json("{\"answer\":\"no\"}"))));
        assertThatThrownBy(() -> against.divide("act", 1)).hasMessageContaining("its condition says otherwise");
        Played hidden = whole();
        replace(hidden, "ask1", made -> new DecisionReward.Made(made.record(), made.arguments(), Optional.empty()));
        assertThat(hidden.divide("act", 7).get(0).gwei())
                .as("by what the trail has alone")
                .isEqualTo(7);
        replace(
                hidden,
                "act",
                made -> new DecisionReward.Made(made.record(), json("{\"to\":\"shout yes!\"}"), made.result()));
        assertThatThrownBy(() -> hidden.divide("act", 1)).hasMessageContaining("its 'to' is not what the plan says");
        Played skipped = whole();
        skipped.made.remove(Plan.actionOf(MANDATE, Plan.callId(RUN, "look")));
        assertThatThrownBy(() -> skipped.divide("act", 1)).hasMessageContaining("one before it was not");
        Played unmade = whole();
        unmade.made.remove(Plan.actionOf(MANDATE, Plan.callId(RUN, "act")));
        assertThatThrownBy(() -> unmade.divide("act", 1)).hasMessageContaining("'act' was not made in this run");
    }

    private static void replace(Played played, String step, UnaryOperator<DecisionReward.Made> change) {
        played.made.computeIfPresent(Plan.actionOf(MANDATE, Plan.callId(RUN, step)), (id, made) -> change.apply(made));
    }

    @Test
    void partsOfCausesThatAreNoAnswersAreNotTaken() throws Exception {
        Played played = new Played(
                "{\"step\":[" + step("look", "") + "," + step("ask1", ",\"with\":{\"q\":\"${look.text}\"}") + ","
                        + step("act", ",\"when\":{\"step\":\"ask1\",\"member\":\"answer\",\"contains\":\"yes\"}")
                        + "]}",
                Map.of("look", json("{\"text\":\"a\"}"), "ask1", json("{\"answer\":\"yes\"}")));
        List<DecisionReward.Part> parts = played.divide("act", 1_001);
        assertThat(parts).extracting(DecisionReward.Part::step).containsExactly("look", "ask1");
        assertThat(parts).extracting(DecisionReward.Part::gwei).containsExactly(0L, 500L);
    }

    @Test
    void whatIsAskedForWrongIsNamed() {
        JsonObject whole = Json.object()
                .put(DecisionReward.PLAN, PLAN)
                .put(DecisionReward.RUN, RUN)
                .put(DecisionReward.STEP, "act")
                .put(DecisionReward.MOST, 1)
                .build();
        assertThat(DecisionReward.Asked.of(whole).plan().steps()).hasSize(3);
        for (String name : List.of(DecisionReward.PLAN, DecisionReward.RUN, DecisionReward.STEP, DecisionReward.MOST)) {
            assertThatThrownBy(() -> DecisionReward.Asked.of(whole.without(name)))
                    .isInstanceOf(VerifyException.class)
                    .hasMessageContaining(name);
        }
        assertThatThrownBy(
                        () -> DecisionReward.Asked.of(TrailFixture.with(whole, DecisionReward.STEP, Json.of("other"))))
                .hasMessageContaining("no step 'other'");
    }
}
