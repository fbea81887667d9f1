package org.openledger.api.openai;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.openledger.answer.Inference;
import org.openledger.answer.ServedModel;
import org.openledger.api.http.Access;
import org.openledger.api.http.ApiException;
import org.openledger.api.http.Call;
import org.openledger.api.http.ClientWatch;
import org.openledger.api.http.Handlers;
import org.openledger.client.openai.DetokenizeRequest;
import org.openledger.client.openai.DetokenizedText;
import org.openledger.client.openai.OpenAiEndpoints;
import org.openledger.client.openai.ServedModelLine;
import org.openledger.client.openai.ServedModelList;
import org.openledger.client.openai.SupportOptions;
import org.openledger.client.openai.TokenizeRequest;
import org.openledger.client.openai.Tokens;
import org.openledger.client.responses.ResponsesEndpoints;
import org.openledger.client.responses.ResponsesRequest;
import org.openledger.gateway.Gateway;
import org.openledger.gateway.InferenceRequest;
import org.openledger.gateway.MinimumSupport;
import org.openledger.gateway.RunningInference;
import org.openledger.identity.credential.ApiKey;
import org.openledger.ledger.Budget;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** OpenAI's API: {@code /v1/models}, {@code /v1/chat/completions}, {@code /v1/completions}. */
public final class OpenAiRoutes implements Handlers.Noun {
    /** Answers that one API key may have running, unless an operator says otherwise. */
    public static final int STANDARD_MAX_RUNNING_PER_KEY = 32;

    private static final double PPM = 1e6;
    private static final Logger LOG = LoggerFactory.getLogger(OpenAiRoutes.class);

    private final Gateway gateway;
    private final OnceAnswers onceAnswers;
    private final RunningPerKey runningPerKey;
    private final String withheldText;

    public OpenAiRoutes(AnswerParts parts) {
        this.gateway = parts.gateway();
        this.onceAnswers = new OnceAnswers(parts.gateway());
        this.runningPerKey = new RunningPerKey(parts.maxRunningPerKey());
        this.withheldText = parts.withheldText();
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
        handlers.answer(OpenAiEndpoints.TOKENIZE, this::tokens);
        handlers.answer(OpenAiEndpoints.DETOKENIZE, this::text);
        handlers.write(
                OpenAiEndpoints.CHAT,
                call -> complete(
                        call,
                        OpenAiRequest.chat(
                                call.body(),
                                payer(call),
                                support(call, call.body().support())),
                        OpenAiAnswer.Form.CHAT));
        handlers.write(ResponsesEndpoints.RESPONSES, this::respond);
        handlers.write(
                OpenAiEndpoints.COMPLETION,
                call -> complete(
                        call,
                        OpenAiRequest.completion(
                                call.body(),
                                payer(call),
                                support(call, call.body().support())),
                        OpenAiAnswer.Form.COMPLETION));
    }

    private Tokens tokens(Call<?, TokenizeRequest> call) {
        TokenizeRequest request = call.body();
        model(call.caller(), request.model());
        if (request.prompt().isPresent() == request.messages().isPresent()) {
            throw ApiException.invalid("prompt", "Either 'prompt' or 'messages' must be there.");
        }
        if (!request.addGenerationPrompt().orElse(true)) {
            throw ApiException.unsupported(
                    "add_generation_prompt", "'add_generation_prompt' must be true: it is what an answer follows.");
        }
        InferenceRequest.Input input = request.messages().isPresent()
                ? new InferenceRequest.Conversation(
                        Conversations.messages(request.messages().get()),
                        Conversations.tools(request.tools().orElse(List.of())))
                : new InferenceRequest.Text(request.prompt().orElseThrow());
        List<Integer> ids = gateway.tokens(request.model(), input, request.addSpecialTokens());
        return new Tokens(ids.size(), gateway.baseOf(request.model()).contextTokens(), ids);
    }

    private DetokenizedText text(Call<?, DetokenizeRequest> call) {
        model(call.caller(), call.body().model());
        return new DetokenizedText(gateway.text(call.body().model(), call.body().tokens()));
    }

    private ServedModelLine model(Access.Caller caller, String name) {
        requireModel(caller, name);
        return gateway.models().stream()
                .filter(model -> model.name().equals(name))
                .findFirst()
                .map(this::modelObject)
                .orElseThrow(() -> ApiException.notFound("model", "The model '" + name + "' is not served here."));
    }

    /** The least support that a call wants, by body or header. */
    private Optional<MinimumSupport> support(Call<?, ?> call, Optional<SupportOptions> body) {
        String name = OpenAiEndpoints.MIN_SUPPORT.name();
        Optional<String> header = Optional.ofNullable(call.context().header(name));
        if (header.isPresent() && body.isPresent()) {
            throw ApiException.invalid(
                    name, "'" + name + "' stands beside 'support' of the body: send one of the two.");
        }
        return header.map(value -> new SupportOptions(minimum(name, value), Optional.empty()))
                .or(() -> body)
                .map(options -> new MinimumSupport(
                        (int) Math.round(options.minimum() * PPM),
                        options.otherwise().orElse(withheldText)));
    }

    private static double minimum(String name, String value) {
        if (!value.strip().matches("0(\\.[0-9]{1,9})?|1(\\.0{1,9})?")) {
            throw ApiException.invalid(
                    name, "'" + name + "' must be a number from 0 to 1, such as 0.5, not '" + value + "'.");
        }
        return Double.parseDouble(value);
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

    /** Writes answers to the caller. */
    @FunctionalInterface
    private interface Writing {
        void write(List<CompletionStream.Source> sources) throws InterruptedException, IOException;
    }

    private void complete(Call<?, ?> call, OpenAiRequest request, OpenAiAnswer.Form form)
            throws InterruptedException, IOException {
        OpenAiAnswer shape =
                new OpenAiAnswer(form, request, gateway.baseOf(request.model()).model());
        answer(call, request, sources -> {
            if (request.stream()) {
                new CompletionStream(call.context(), request, shape).send(sources);
            } else {
                call.context().json(shape.whole(whole(sources)));
            }
        });
    }

    private void respond(Call<?, ResponsesRequest> call) throws InterruptedException, IOException {
        OpenAiRequest request = OpenAiRequest.chat(
                ResponsesInput.chat(call.body()),
                payer(call),
                support(call, call.body().support()));
        OpenAiAnswer shape = new OpenAiAnswer(
                OpenAiAnswer.Form.CHAT, request, gateway.baseOf(request.model()).model());
        ResponsesAnswer answer = new ResponsesAnswer(call.body(), request, shape);
        answer(call, request, sources -> {
            if (request.stream()) {
                answer.stream(call.context(), sources.getFirst());
            } else {
                call.context().json(answer.whole(whole(sources).getFirst()));
            }
        });
    }

    private void answer(Call<?, ?> call, OpenAiRequest request, Writing writing)
            throws InterruptedException, IOException {
        requireModel(call.caller(), request.model());
        requireTools(request);
        requireKept(call, request);
        List<Optional<Inference>> before = new ArrayList<>();
        for (int i = 0; i < request.asks().size(); i++) {
            int place = i;
            before.add(call.once().flatMap(once -> onceAnswers.last(once, place)));
        }
        List<Gateway.Asked> missing = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            if (before.get(i).isEmpty()) {
                int place = i;
                String id =
                        call.once().map(once -> onceAnswers.next(once, place)).orElseGet(gateway::newId);
                missing.add(new Gateway.Asked(request.asks().get(i), id));
            }
        }
        Optional<Budget> budget = call.caller().key().map(ApiKey::budget);
        try (RunningPerKey.Place _ = runningPerKey.take(holder(call), missing.size())) {
            List<RunningInference> running = missing.isEmpty() ? List.of() : gateway.admit(missing, budget);
            try (ClientWatch _ = ClientWatch.start(call.context(), () -> running.forEach(RunningInference::stop))) {
                List<CompletionStream.Source> sources = sources(before, running);
                call.context()
                        .header(
                                OpenAiEndpoints.RECEIPT_HEADER,
                                sources.stream().map(OpenAiRoutes::id).collect(Collectors.joining(",")));
                writing.write(sources);
            } catch (IOException left) {
                LOG.debug("the client of {} left: {}", request.model(), left.getMessage());
            } finally {
                running.forEach(RunningInference::cancel); // whoever left early: nothing stays held for them
            }
        }
    }

    /** A call that is sent again gets the first one's answers and receipts; as a stream, each comes in one piece. */
    private static List<CompletionStream.Source> sources(
            List<Optional<Inference>> before, List<RunningInference> running) {
        Iterator<RunningInference> made = running.iterator();
        return before.stream()
                .<CompletionStream.Source>map(kept -> kept.isPresent()
                        ? new CompletionStream.Source.Kept(kept.get())
                        : new CompletionStream.Source.Running(made.next()))
                .toList();
    }

    static List<RunningInference.Answered> whole(List<CompletionStream.Source> sources)
            throws InterruptedException, IOException {
        List<RunningInference.Answered> answers = new ArrayList<>();
        for (CompletionStream.Source source : sources) {
            answers.add(
                    switch (source) {
                        case CompletionStream.Source.Running(RunningInference running) -> running.answer(_ -> {});
                        case CompletionStream.Source.Kept(Inference kept) -> RunningInference.Answered.before(kept);
                    });
        }
        return answers;
    }

    private static String id(CompletionStream.Source source) {
        return switch (source) {
            case CompletionStream.Source.Running(RunningInference running) ->
                running.inference().id();
            case CompletionStream.Source.Kept(Inference kept) -> kept.id();
        };
    }

    /** A model learns of tools by its chat template alone. One that is not served is refused for that, later. */
    private void requireTools(OpenAiRequest request) {
        boolean offered = !request.tools().offered().isEmpty();
        boolean used = request.asks().getFirst().input() instanceof InferenceRequest.Conversation conversation
                && conversation.messages().stream()
                        .anyMatch(message -> message.role().equals("tool")
                                || !message.calls().isEmpty());
        boolean hasPlace = gateway.model(request.model())
                .map(served -> gateway.of(served).model().toolCalls().isPresent())
                .orElse(true);
        if ((offered || used) && !hasPlace) {
            throw ApiException.unsupported(
                    offered ? "tools" : "messages",
                    "This model's chat template has no place for tools: ask it without any.");
        }
    }

    private static void requireKept(Call<?, ?> call, OpenAiRequest request) {
        if (call.once().isPresent() && request.scores().answer()) {
            throw ApiException.invalid(
                    "logprobs",
                    "'logprobs' are not kept, so that a call with an Idempotency-Key could not be answered again: send it"
                            + " without one of the two.");
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
                gateway.of(served).contextTokens(),
                served.version(),
                served.priceGwei().orElse(gateway.priceGwei()),
                served.licence());
    }
}
