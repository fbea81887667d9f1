package org.openledger.api.openai;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.openledger.agency.AgentCall;
import org.openledger.agency.Gate;
import org.openledger.agency.Outcome;
import org.openledger.answer.Inference;
import org.openledger.api.http.ApiException;
import org.openledger.api.http.Call;
import org.openledger.api.http.Handlers;
import org.openledger.api.http.JsonFormat;
import org.openledger.client.agent.AgentEndpoints;
import org.openledger.client.call.Endpoint;
import org.openledger.client.call.NoQuery;
import org.openledger.client.openai.ChatRequest;
import org.openledger.client.openai.OpenAiEndpoints;
import org.openledger.gateway.Gateway;
import org.openledger.gateway.InferenceRequest;
import org.openledger.gateway.RunningInference;
import org.openledger.retrieval.SearchRequest;
import org.openledger.verify.agency.Action;
import org.openledger.verify.agency.Rules;
import org.openledger.verify.bytes.Json;

/**
 * OpenAI's chat for agents: a call of {@code ask_model} through the gate. Nothing of an answer is given before its record is
 * written, so that whoever knows an answer is known to know it.
 */
public final class AgentChat implements Handlers.Noun {
    private static final String TOOL = "ask_model";

    private final Gateway gateway;
    private final Gate gate;

    public AgentChat(Gateway gateway, Gate gate) {
        this.gateway = gateway;
        this.gate = gate;
    }

    @Override
    public void handle(Handlers handlers) {
        handlers.write(AgentEndpoints.CHAT, this::complete);
    }

    private void complete(Call<NoQuery, ChatRequest> call) throws InterruptedException, IOException {
        String mandate = call.caller().requireMandate();
        OpenAiRequest request = OpenAiRequest.chat(
                call.body(), call.caller().key().orElseThrow().payer(), Optional.empty());
        requireOne(request);
        Outcome outcome = gate.ask(
                new AgentCall(
                        mandate,
                        TOOL,
                        arguments(call.body(), request.asks().getFirst()),
                        Optional.empty(),
                        Optional.ofNullable(call.context().header(Endpoint.IDEMPOTENCY_KEY)),
                        new Action.Client("", "openai")),
                request.asks().getFirst());
        Inference answered = switch (outcome) {
            case Outcome.Done done ->
                done.effect().receipt().flatMap(gateway::find).orElseThrow();
            case Outcome.Refused refused ->
                throw ApiException.forbidden(
                        "Not done: " + refused.why() + ". The action is " + refused.action() + ".");
            case Outcome.Waiting waiting ->
                throw ApiException.forbidden(
                        "It waits for a person: " + waiting.why() + ". The action is " + waiting.action() + ".");
        };
        call.context().header(OpenAiEndpoints.RECEIPT_HEADER, answered.id());
        OpenAiAnswer shape = new OpenAiAnswer(
                OpenAiAnswer.Form.CHAT, request, gateway.baseOf(request.model()).model());
        if (request.stream()) {
            new CompletionStream(call.context(), request, shape)
                    .send(List.of(new CompletionStream.Source.Kept(answered)));
        } else {
            call.context().json(shape.whole(List.of(RunningInference.Answered.before(answered))));
        }
    }

    private static void requireOne(OpenAiRequest request) {
        if (request.asks().size() != 1) {
            throw ApiException.unsupported("n", "'n' must be 1 under a mandate: send several calls.");
        }
        if (request.scores().answer()) {
            throw ApiException.unsupported("logprobs", "'logprobs' are not kept: ask without them under a mandate.");
        }
    }

    /** What the record of the call has of it. */
    private static Json.JsonObject arguments(ChatRequest body, InferenceRequest request) {
        Json.ObjectBuilder arguments =
                Json.object().put(Rules.MODEL, request.model()).put("question", JsonFormat.write(body.messages()));
        request.maxTokens().ifPresent(tokens -> arguments.put("maxTokens", tokens));
        request.retrieval()
                .map(SearchRequest::datanets)
                .ifPresent(datanets -> arguments
                        .put(
                                Rules.DATANETS,
                                Json.array(datanets.stream().map(Json::of).toList()))
                        .put("sources", request.retrieval().get().sources()));
        return arguments.build();
    }
}
