package org.openledger.api.openai;

import io.javalin.http.Context;
import java.io.IOException;
import org.openledger.answer.ServedModel;
import org.openledger.api.http.Access;
import org.openledger.api.http.ApiException;
import org.openledger.api.http.Call;
import org.openledger.api.http.ClientWatch;
import org.openledger.api.http.Handlers;
import org.openledger.client.openai.OpenAiEndpoints;
import org.openledger.client.openai.ServedModelLine;
import org.openledger.client.openai.ServedModelList;
import org.openledger.gateway.Gateway;
import org.openledger.gateway.RunningInference;
import org.openledger.identity.ApiKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** OpenAI's API: {@code /v1/models}, {@code /v1/chat/completions}, {@code /v1/completions}. */
public final class OpenAiRoutes implements Handlers.Noun {
    /** Answers that one API key may have running, unless an operator says otherwise. */
    public static final int STANDARD_MAX_RUNNING_PER_KEY = 32;

    private static final Logger LOG = LoggerFactory.getLogger(OpenAiRoutes.class);

    private final Gateway gateway;
    private final RunningPerKey runningPerKey;

    public OpenAiRoutes(AnswerParts parts) {
        this.gateway = parts.gateway();
        this.runningPerKey = new RunningPerKey(parts.maxRunningPerKey());
    }

    @Override
    public void handle(Handlers handlers) {
        handlers.answer(
                OpenAiEndpoints.MODELS,
                call -> new ServedModelList(
                        "list",
                        gateway.models().stream()
                                .filter(model -> mayAsk(call.caller(), model.name()))
                                .map(OpenAiRoutes::modelObject)
                                .toList()));
        handlers.answer(OpenAiEndpoints.MODEL, call -> model(call.caller(), call.text("model")));
        handlers.write(
                OpenAiEndpoints.CHAT,
                call -> answer(call, OpenAiRequest.chat(call.body(), payer(call)), OpenAiAnswer.Form.CHAT));
        handlers.write(
                OpenAiEndpoints.COMPLETION,
                call -> answer(call, OpenAiRequest.completion(call.body(), payer(call)), OpenAiAnswer.Form.COMPLETION));
    }

    private ServedModelLine model(Access.Caller caller, String name) {
        requireModel(caller, name);
        return gateway.models().stream()
                .filter(model -> model.name().equals(name))
                .findFirst()
                .map(OpenAiRoutes::modelObject)
                .orElseThrow(() -> ApiException.notFound("model", "The model '" + name + "' is not served here."));
    }

    private static String payer(Call<?, ?> call) {
        return call.caller().payer().orElseThrow();
    }

    /** A key, whatever its secret, or a session. */
    private static String holder(Call<?, ?> call) {
        return call.caller().key().map(ApiKey::id).orElseGet(() -> Access.bearer(call.context()));
    }

    private static boolean mayAsk(Access.Caller caller, String model) {
        return caller.key().map(key -> key.mayAsk(model)).orElse(true);
    }

    private static void requireModel(Access.Caller caller, String model) {
        if (!mayAsk(caller, model)) {
            throw ApiException.forbidden("This API key may not ask '" + model + "', only "
                    + String.join(", ", caller.key().orElseThrow().terms().models()) + ".");
        }
    }

    private void answer(Call<?, ?> call, OpenAiRequest request, OpenAiAnswer.Form form) throws InterruptedException {
        Context context = call.context();
        requireModel(call.caller(), request.ask().model());
        try (RunningPerKey.Place _ = runningPerKey.take(holder(call))) {
            RunningInference running =
                    gateway.admit(request.ask(), call.caller().key().map(ApiKey::budget));
            try (ClientWatch _ = ClientWatch.start(context, running::stop)) {
                context.header(
                        OpenAiEndpoints.RECEIPT_HEADER, running.inference().id());
                if (request.stream()) {
                    new CompletionStream(context, form, request.includeUsage()).send(running);
                } else {
                    context.json(form.whole(running.answer(piece -> {})));
                }
            } catch (IOException left) {
                LOG.debug("the client of {} left: {}", running.inference().id(), left.getMessage());
            } finally {
                running.cancel(); // whoever left before the first piece: nothing stays held for them
            }
        }
    }

    private static ServedModelLine modelObject(ServedModel served) {
        return new ServedModelLine(
                served.name(),
                "model",
                served.createdMillis() / 1000,
                served.owner(),
                served.model().adapterDigest(),
                served.base());
    }
}
