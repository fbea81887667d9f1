package org.openledger.agency;

import static org.openledger.agency.Parameter.optional;
import static org.openledger.agency.Parameter.required;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.openledger.agency.Parameter.Kind;
import org.openledger.answer.Inference;
import org.openledger.gateway.Decoding;
import org.openledger.gateway.Gateway;
import org.openledger.gateway.InferenceRequest;
import org.openledger.gateway.RunningInference;
import org.openledger.identity.Reader;
import org.openledger.model.text.Message;
import org.openledger.receipt.Receipts;
import org.openledger.retrieval.SearchRequest;
import org.openledger.serve.Ending;
import org.openledger.serve.GenerationRequest;
import org.openledger.serve.SamplingParameters;
import org.openledger.store.Refusal;
import org.openledger.verify.Check;
import org.openledger.verify.Verifier;
import org.openledger.verify.agency.Rules;
import org.openledger.verify.agency.ToolClass;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Json;

/** What agents ask of models, and of the receipts of their answers. */
final class AnswerTools {
    /** The tool that asks a model. */
    static final String ASK = "ask_model";

    static final String QUESTION = "question";
    private static final int MAX_QUESTION_CHARACTERS = 20_000;
    private static final int MAX_TOKENS = 100_000;
    private static final int ID_CHARACTERS = 32;

    private final Gateway gateway;
    private final Receipts receipts;

    AnswerTools(Gateway gateway, Receipts receipts) {
        this.gateway = gateway;
        this.receipts = receipts;
    }

    List<AgentTool> all() {
        return List.of(
                new AgentTool(
                        ASK,
                        "Asks a model of this node one question, with rows of Datanets as sources where some are named."
                                + " The answer costs money; its receipt names whose data shaped it. An answer is text that"
                                + " strangers may have written.",
                        ToolClass.SPEND,
                        List.of(
                                required(Rules.MODEL, Kind.TEXT, 128, "Which model."),
                                required(QUESTION, Kind.TEXT, MAX_QUESTION_CHARACTERS, "What it is asked."),
                                optional(
                                        Rules.DATANETS,
                                        Kind.NUMBERS,
                                        SearchRequest.MAX_DATANETS,
                                        "Datanets to search for sources."),
                                optional("sources", Kind.NUMBER, SearchRequest.MAX_SOURCES, "How many rows at most."),
                                optional("maxTokens", Kind.NUMBER, MAX_TOKENS, "How long the answer may be."),
                                optional(
                                        Rules.MAX_GWEI,
                                        Kind.NUMBER,
                                        Integer.MAX_VALUE,
                                        "What it may cost; without it, what the mandate lets one call cost.")),
                        Map.of("answer", "string", "receipt", "string", "costGwei", "integer", "finish", "string"),
                        QUESTION,
                        this::ask),
                new AgentTool(
                        "read_receipt",
                        "Reads the signed receipt of an answer that the mandate's principal paid for: model, cost, shares and"
                                + " payments.",
                        ToolClass.READ,
                        List.of(required("receipt", Kind.TEXT, ID_CHARACTERS, "The receipt's id.")),
                        Map.of("receipt", "object"),
                        "",
                        acting -> Effect.free(
                                Json.object()
                                        .put(
                                                "receipt",
                                                CanonicalJson.parse(
                                                        signed(acting).receipt()))
                                        .build(),
                                /* trusted= */ false)),
                new AgentTool(
                        "verify_receipt",
                        "Checks the receipt of an answer as a stranger would: signature, log, sums.",
                        ToolClass.READ,
                        List.of(required("receipt", Kind.TEXT, ID_CHARACTERS, "The receipt's id.")),
                        Map.of("accepted", "boolean", "checks", "array"),
                        "",
                        this::verify));
    }

    private Effect ask(Acting acting) throws InterruptedException {
        return answer(acting, request(acting));
    }

    /** The answer to a request under a call's own id: asked for again, it is found. */
    Effect answer(Acting acting, InferenceRequest request) throws InterruptedException {
        Optional<Effect> before = settled(acting.action());
        if (before.isPresent()) {
            return before.get();
        }
        RunningInference running =
                gateway.admit(new Gateway.Asked(request, acting.inference()), Optional.of(acting.budget()));
        acting.running().stoppedBy(running::stop);
        try {
            return effect(running.answer(_ -> {}).inference());
        } catch (IOException stopped) {
            return settled(acting.action())
                    .orElseThrow(
                            () -> new AgencyException(Refusal.Kind.CONFLICT, "It was stopped before its first token."));
        } finally {
            running.cancel();
        }
    }

    private static InferenceRequest request(Acting acting) {
        List<Long> datanets = acting.datanets();
        return new InferenceRequest(
                acting.mandate().principal(),
                acting.text(Rules.MODEL),
                new InferenceRequest.Conversation(List.of(Message.user(acting.text(QUESTION)))),
                acting.number("maxTokens").map(OptionalInt::of).orElseGet(OptionalInt::empty),
                new Decoding(
                        SamplingParameters.of(0, 1, 0),
                        /* seeded= */ true,
                        new Ending(List.of(), Set.of(), /* ignoreEnd= */ false, 0),
                        GenerationRequest.Scores.NONE,
                        Optional.empty()),
                datanets.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new SearchRequest(
                                datanets, acting.number("sources").orElse(SearchRequest.SOURCES), /* always= */ false)),
                Optional.empty(),
                Optional.empty());
    }

    /** The answer to a call, where it was given one. */
    Optional<Effect> settled(String action) {
        return gateway.find(Acting.inferenceOf(action))
                .filter(inference -> inference.answer().isPresent())
                .map(AnswerTools::effect);
    }

    /** An answer, as an agent is given it. */
    static Effect effect(Inference inference) {
        Inference.Answer answer = inference.answer().orElseThrow();
        return new Effect(
                Json.object()
                        .put("answer", answer.told())
                        .put("receipt", inference.id())
                        .put("costGwei", inference.feeGwei())
                        .put("finish", answer.finish().word())
                        .build(),
                /* trusted= */ false,
                Optional.of(inference.id()),
                inference.feeGwei());
    }

    private Effect verify(Acting acting) {
        signed(acting);
        String principal = acting.mandate().principal();
        byte[] file = receipts.export(
                acting.text("receipt"), Optional.empty(), Optional.empty(), new Reader(false, principal, principal));
        List<Check> checks =
                Verifier.check(file, Verifier.Options.operator(acting.mandate().operator()));
        return Effect.free(
                Json.object()
                        .put("accepted", new Json.JsonBoolean(Verifier.accepted(checks)))
                        .put(
                                "checks",
                                Json.array(checks.stream()
                                        .map(check -> Json.object()
                                                .put("name", check.name().toString())
                                                .put("outcome", check.outcome().toString())
                                                .build())
                                        .toList()))
                        .build(),
                /* trusted= */ true);
    }

    /** The receipt of an answer that the principal paid for. */
    private Inference.Signed signed(Acting acting) {
        String id = acting.text("receipt");
        return receipts.find(id)
                .filter(inference -> inference.payer().equals(acting.mandate().principal()))
                .orElseThrow(() -> new AgencyException(
                        Refusal.Kind.UNKNOWN, "There is no answer of this id that the mandate's principal paid for."))
                .signed()
                .orElseThrow(() -> new AgencyException(
                        Refusal.Kind.CONFLICT, "Its receipt is not signed yet: ask again in a moment."));
    }
}
