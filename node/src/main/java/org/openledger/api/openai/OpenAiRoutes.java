package org.openledger.api.openai;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.openledger.answer.Inference;
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
import org.openledger.identity.credential.ApiKey;
import org.openledger.ledger.Budget;
import org.openledger.store.Refusal;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** OpenAI's API: {@code /v1/models}, {@code /v1/chat/completions}, {@code /v1/completions}. */
public final class OpenAiRoutes implements Handlers.Noun {
    /** Answers that one API key may have running, unless an operator says otherwise. */
    public static final int STANDARD_MAX_RUNNING_PER_KEY = 32;

    private static final long RUNNING_RETRY_MILLIS = 1_000;
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
                                .map(this::modelObject)
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
                .map(this::modelObject)
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

    private void answer(Call<?, ?> call, OpenAiRequest request, OpenAiAnswer.Form form)
            throws InterruptedException, IOException {
        requireModel(call.caller(), request.ask().model());
        Optional<Inference> before = call.once().flatMap(this::lastOf);
        if (before.isPresent() && before.get().answer().isPresent()) {
            again(call.context(), before.get(), request, form);
            return;
        }
        Context context = call.context();
        Optional<Budget> budget = call.caller().key().map(ApiKey::budget);
        try (RunningPerKey.Place _ = runningPerKey.take(holder(call))) {
            RunningInference running = call.once().isPresent()
                    ? gateway.admit(request.ask(), budget, nextOf(call.once().get()))
                    : gateway.admit(request.ask(), budget);
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

    /** A call that is sent again gets the first one's answer and receipt; as a stream, it comes in one piece. */
    private static void again(Context context, Inference inference, OpenAiRequest request, OpenAiAnswer.Form form)
            throws IOException {
        context.header(OpenAiEndpoints.RECEIPT_HEADER, inference.id());
        if (request.stream()) {
            new CompletionStream(context, form, request.includeUsage()).sendAgain(inference);
        } else {
            context.json(form.whole(inference));
        }
    }

    /** The inference of the call's id that did not fail; those that failed cost nothing, and each gives way to another. */
    private Optional<Inference> lastOf(String once) {
        Optional<Inference> last = gateway.find(nextOf(once));
        if (last.isPresent() && last.get().answer().isEmpty()) {
            throw new Refusal(
                    Refusal.Kind.CONFLICT.retryAfter(RUNNING_RETRY_MILLIS),
                    "The answer to this call is still being made: its receipt is "
                            + last.get().id() + ". Send the call again later.");
        }
        return last;
    }

    /** The first id of the call that no inference has, or that has one that did not fail. */
    private String nextOf(String once) {
        for (int attempt = 0; ; attempt++) {
            String id = Hex.of(Hashes.sha256((once + attempt).getBytes(StandardCharsets.US_ASCII)))
                    .substring(0, Gateway.ID_DIGITS);
            if (gateway.find(id)
                    .filter(known -> known.state() == Inference.State.FAILED)
                    .isEmpty()) {
                return id;
            }
        }
    }

    private ServedModelLine modelObject(ServedModel served) {
        return new ServedModelLine(
                served.name(),
                "model",
                served.createdMillis() / 1000,
                served.owner(),
                served.isBase() ? served.model().baseDigest() : served.model().adapterDigest(),
                served.isBase() ? Optional.empty() : Optional.of(served.base()),
                gateway.contextTokens(),
                served.version(),
                served.priceGwei().orElse(gateway.priceGwei()),
                served.licence());
    }
}
