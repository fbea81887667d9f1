package org.openledger.cli.agent;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openledger.store.Refusal;
import org.openledger.store.Refusal.Kind;
import org.openledger.verify.agency.DecisionReward;
import org.openledger.verify.agency.Plan;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.Json.JsonObject;
import org.openledger.verify.bytes.VerifyException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One run of a plan: each call with what came of it (schema {@code openledger.run/1}).
 *
 * @param plan SHA-256 of its file
 * @param run the run's own id
 */
record PlanRecord(String schema, String plan, String run, List<Call> calls) {
    static final String SCHEMA = "openledger.run/1";

    /** @param server empty for tools of the node */
    record Call(String step, String server, String tool, JsonNode arguments, JsonNode result) {
        static Call of(Plan.Step step, JsonObject arguments, JsonObject result) {
            return new Call(step.id(), step.server().orElse(""), step.tool(), tree(arguments), tree(result));
        }

        /** What was called, without what came of it. */
        String asked() {
            return step + ": " + (server.isEmpty() ? "" : server + "/") + tool + " " + arguments;
        }
    }

    static String digest(String planText) {
        return Hex.of(Hashes.sha256(planText.getBytes(StandardCharsets.UTF_8)));
    }

    static PlanRecord parse(String text) {
        try {
            PlanRecord record = JsonMapper.shared().readValue(text, PlanRecord.class);
            if (SCHEMA.equals(record.schema)) {
                return record;
            }
        } catch (JacksonException wrong) {
            throw new Refusal(
                    Kind.INVALID, "The record of the run is wrong: " + wrong.getOriginalMessage() + ".", wrong);
        }
        throw new Refusal(Kind.INVALID, "This is no record of a run: write one with openledger agent run --record.");
    }

    /** The same without the call that rewards, which is no step of the plan. */
    PlanRecord withoutReward() {
        return new PlanRecord(
                schema,
                plan,
                run,
                calls.stream()
                        .filter(call -> !call.step().startsWith("reward-")
                                || !call.tool().equals(DecisionReward.TOOL))
                        .toList());
    }

    Map<String, JsonObject> results() {
        Map<String, JsonObject> results = new LinkedHashMap<>();
        calls.forEach(call -> results.put(call.step(), object(call.result())));
        return results;
    }

    /**
     * Makes the plan's calls again with the recorded results, without calling anybody; the calls, which are the same in the same
     * order. A {@link Refusal} names the first that is another.
     *
     * @param before results of the run before, which conditions on changes compare with
     */
    List<Call> replay(Plan again, Map<String, JsonObject> before) throws InterruptedException {
        List<Call> made = new ArrayList<>();
        again.run(before, (step, arguments) -> {
            Call call = Call.of(step, arguments, arguments);
            if (made.size() == calls.size()) {
                throw differs(made.size(), "nothing", call.asked());
            }
            Call recorded = calls.get(made.size());
            if (!recorded.asked().equals(call.asked())) {
                throw differs(made.size(), recorded.asked(), call.asked());
            }
            made.add(recorded);
            return object(recorded.result());
        });
        if (made.size() < calls.size()) {
            throw differs(made.size(), calls.get(made.size()).asked(), "nothing");
        }
        return made;
    }

    private static Refusal differs(int at, String recorded, String now) {
        return new Refusal(
                Kind.CONFLICT,
                "Call " + (at + 1) + " differs: the record has " + recorded + ", the plan makes " + now + ".");
    }

    /** What came of a call, as later steps name it: the members of a structured result, else its text. */
    static JsonObject result(JsonObject answer) {
        JsonNode tree = tree(answer);
        return Plan.result(
                answer.members().get("structuredContent") instanceof JsonObject structured
                        ? structured
                        : Json.object().build(),
                tree.at("/content/0/text").asString(""),
                tree.path("isError").asBoolean(false));
    }

    static JsonNode tree(Json json) {
        return JsonMapper.shared().readTree(CanonicalJson.write(json));
    }

    private static JsonObject object(JsonNode tree) {
        try {
            if (CanonicalJson.parse(tree.toString().getBytes(StandardCharsets.UTF_8)) instanceof JsonObject object) {
                return object;
            }
        } catch (VerifyException wrong) {
            throw new Refusal(Kind.INVALID, "The record of the run is wrong: " + wrong.getMessage() + ".", wrong);
        }
        throw new Refusal(Kind.INVALID, "The record of the run is wrong: a result must be an object.");
    }
}
