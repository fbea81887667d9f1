package org.openledger.api.openai;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.openledger.api.http.ApiException;
import org.openledger.api.http.JsonFormat;
import org.openledger.client.openai.CallerMarks;
import org.openledger.client.openai.ChatRequest;
import org.openledger.client.openai.CompletionRequest;
import org.openledger.client.openai.MoreSampling;
import org.openledger.client.openai.RetrievalOptions;
import org.openledger.client.openai.Sampling;
import org.openledger.client.openai.StreamOptions;
import org.openledger.client.openai.ToolUse;
import org.openledger.gateway.Decoding;
import org.openledger.gateway.InferenceRequest;
import org.openledger.gateway.MinimumSupport;
import org.openledger.retrieval.SearchRequest;
import org.openledger.serve.Ending;
import org.openledger.serve.GenerationRequest.Scores;
import org.openledger.serve.SamplingParameters;
import tools.jackson.databind.JsonNode;

/**
 * A request for completions in OpenAI's form, as the gateway takes it. Names and types were checked before; here is what
 * hangs on more than one of them.
 *
 * @param asks one for each answer that is wanted
 * @param stream whether the answers come as events
 * @param includeUsage whether the stream ends with a chunk that holds the usage
 * @param tokens whether the answers come with their tokens
 * @param echo whether the answers begin with the prompt
 * @param tools what may be called
 */
record OpenAiRequest(
        List<InferenceRequest> asks,
        boolean stream,
        boolean includeUsage,
        boolean tokens,
        boolean echo,
        ToolChoice tools) {
    static final int MAX_MARKS_CHARACTERS = 8_192;
    /** Answers to one call. */
    static final int MAX_ANSWERS = 32;

    private static final int MAX_STOP_TOKENS = 64;
    private static final int MAX_BIASES = 1_024;
    private static final String ANY_OBJECT = "{\"type\": \"object\"}";

    /** {@code POST /v1/chat/completions}. */
    static OpenAiRequest chat(ChatRequest request, String payer, Optional<MinimumSupport> support) {
        if (request.topLogprobs() > 0 && !request.logprobs()) {
            throw ApiException.invalid("top_logprobs", "'top_logprobs' needs 'logprobs': true.");
        }
        ToolChoice tools = ToolChoice.of(request.toolUse(), request.ignored());
        Optional<String> format = request.toolUse().responseFormat().flatMap(OpenAiRequest::schema);
        if (format.isPresent() && !tools.offered().isEmpty()) {
            throw ApiException.invalid(
                    "response_format", "'response_format' leaves no room for calls: send it without 'tools'.");
        }
        InferenceRequest ask = new InferenceRequest(
                payer,
                request.model(),
                new InferenceRequest.Conversation(
                        Conversations.messages(request.messages()), Conversations.tools(tools.offered())),
                request.length().tokens().map(OptionalInt::of).orElse(OptionalInt.empty()),
                decoding(
                        request.sampling(),
                        request.more(),
                        new Scores(request.logprobs(), false, request.topLogprobs()),
                        tools.must() ? Optional.of(tools.schema()) : format),
                request.retrieval().map(OpenAiRequest::retrieval),
                support,
                marks(request.marks()));
        return of(List.of(ask), request.sampling(), false, false, tools);
    }

    /** {@code POST /v1/completions}. */
    static OpenAiRequest completion(CompletionRequest request, String payer, Optional<MinimumSupport> support) {
        boolean scored = request.logprobs().isPresent();
        if (request.returnTokenIds() && !scored) {
            throw ApiException.invalid("return_token_ids", "'return_token_ids' needs 'logprobs'.");
        }
        Scores scores =
                new Scores(scored, scored && request.echo(), request.logprobs().orElse(0));
        List<InferenceRequest> asks = new ArrayList<>();
        for (InferenceRequest.Input prompt : prompts(request.prompt())) {
            asks.add(new InferenceRequest(
                    payer,
                    request.model(),
                    prompt,
                    OptionalInt.of(request.maxTokens()),
                    decoding(request.sampling(), request.more(), scores, Optional.empty()),
                    Optional.empty(),
                    support,
                    marks(request.marks())));
        }
        return of(asks, request.sampling(), request.returnTokenIds(), request.echo(), ToolChoice.NONE);
    }

    private static OpenAiRequest of(
            List<InferenceRequest> prompts, Sampling sampling, boolean tokens, boolean echo, ToolChoice tools) {
        if (!sampling.stream() && sampling.streamOptions().isPresent()) {
            throw ApiException.invalid("stream_options", "'stream_options' needs 'stream': true.");
        }
        if (prompts.size() * sampling.n() > MAX_ANSWERS) {
            throw ApiException.invalid(
                    "n", "A call takes at most " + MAX_ANSWERS + " answers, 'n' for each prompt: send several calls.");
        }
        List<InferenceRequest> asks = new ArrayList<>();
        for (InferenceRequest prompt : prompts) {
            for (int i = 0; i < sampling.n(); i++) {
                asks.add(prompt.numbered(i));
            }
        }
        return new OpenAiRequest(
                asks,
                sampling.stream(),
                sampling.streamOptions().map(StreamOptions::includeUsage).orElse(false),
                tokens,
                echo,
                tools);
    }

    /** The model that is asked; all answers are of one. */
    String model() {
        return asks.getFirst().model();
    }

    Scores scores() {
        return asks.getFirst().decoding().scores();
    }

    private static Decoding decoding(Sampling sampling, MoreSampling more, Scores scores, Optional<String> schema) {
        List<Integer> stopTokens = more.stopTokenIds().orElse(List.of());
        Map<Integer, Double> bias = new HashMap<>();
        sampling.logitBias().orElse(Map.of()).forEach((token, value) -> bias.put(token(token), bounded(value)));
        if (stopTokens.size() > MAX_STOP_TOKENS) {
            throw ApiException.invalid(
                    "stop_token_ids", "'stop_token_ids' must be at most " + MAX_STOP_TOKENS + " tokens.");
        }
        if (bias.size() > MAX_BIASES) {
            throw ApiException.invalid("logit_bias", "'logit_bias' must be of at most " + MAX_BIASES + " tokens.");
        }
        if (schema.isPresent() && more.minTokens() > 0) {
            throw ApiException.invalid("min_tokens", "'min_tokens' cannot be met by JSON that may be shorter.");
        }
        return new Decoding(
                new SamplingParameters(
                        sampling.temperature(),
                        Math.max(1e-6, sampling.topP()),
                        Math.max(0, more.topK()),
                        more.minP(),
                        more.repetitionPenalty(),
                        sampling.presencePenalty(),
                        sampling.frequencyPenalty(),
                        bias,
                        sampling.seed().orElse(0L)),
                sampling.seed().isPresent(),
                new Ending(
                        sampling.stop().map(OpenAiRequest::stops).orElse(List.of()),
                        new HashSet<>(stopTokens),
                        more.ignoreEos(),
                        more.minTokens()),
                scores,
                schema);
    }

    private static int token(String id) {
        if (!id.matches("[0-9]{1,9}")) {
            throw ApiException.invalid("logit_bias", "'logit_bias' must name tokens by their ids, not '" + id + "'.");
        }
        return Integer.parseInt(id);
    }

    private static double bounded(double bias) {
        if (Math.abs(bias) > 100) {
            throw ApiException.invalid("logit_bias", "'logit_bias' must be between -100 and 100.");
        }
        return bias;
    }

    private static Optional<String> schema(ToolUse.ResponseFormat format) {
        return switch (format.type()) {
            case "json_object" -> Optional.of(ANY_OBJECT);
            case "json_schema" ->
                Optional.of(JsonFormat.write(format.jsonSchema()
                        .orElseThrow(() -> ApiException.invalid(
                                "response_format.json_schema", "'response_format.json_schema' is missing."))
                        .schema()));
            default -> Optional.empty();
        };
    }

    private static Optional<String> marks(CallerMarks marks) {
        if (marks.equals(CallerMarks.NONE)) {
            return Optional.empty();
        }
        String json = JsonFormat.write(marks);
        if (json.length() > MAX_MARKS_CHARACTERS) {
            throw ApiException.invalid(
                    "metadata",
                    "'user', 'safety_identifier' and 'metadata' are at most " + MAX_MARKS_CHARACTERS
                            + " characters of JSON together.");
        }
        return Optional.of(json);
    }

    private static SearchRequest retrieval(RetrievalOptions options) {
        List<Long> datanets = new ArrayList<>();
        options.datanets().forEach(datanet -> datanets.add(datanet(datanet)));
        if (datanets.isEmpty() || datanets.size() > SearchRequest.MAX_DATANETS) {
            throw ApiException.invalid(
                    "retrieval.datanets",
                    "'retrieval.datanets' must name 1 to " + SearchRequest.MAX_DATANETS + " Datanets.");
        }
        if (datanets.stream().distinct().count() < datanets.size()) {
            throw ApiException.invalid("retrieval.datanets", "'retrieval.datanets' must name each Datanet once.");
        }
        return new SearchRequest(datanets, options.sources(), options.always());
    }

    private static long datanet(JsonNode number) {
        String text = number.asString();
        if (!text.matches("[0-9]{1,18}")) {
            throw ApiException.invalid(
                    "retrieval.datanets", "'retrieval.datanets' must hold numbers of Datanets, not '" + text + "'.");
        }
        return Long.parseLong(text);
    }

    private static List<InferenceRequest.Input> prompts(JsonNode prompt) {
        if (prompt.isString()) {
            return List.of(new InferenceRequest.Text(prompt.stringValue()));
        }
        if (prompt.isEmpty() || prompt.get(0).isIntegralNumber()) {
            return List.of(tokens(prompt));
        }
        if (prompt.size() > MAX_ANSWERS) {
            throw ApiException.invalid("prompt", "'prompt' must be at most " + MAX_ANSWERS + " prompts.");
        }
        List<InferenceRequest.Input> prompts = new ArrayList<>();
        prompt.forEach(
                each -> prompts.add(each.isString() ? new InferenceRequest.Text(each.stringValue()) : tokens(each)));
        return prompts;
    }

    private static InferenceRequest.Input tokens(JsonNode prompt) {
        List<Integer> ids = new ArrayList<>();
        prompt.forEach(id -> ids.add(id.intValue()));
        return new InferenceRequest.Tokens(ids);
    }

    private static List<String> stops(JsonNode stop) {
        List<String> stops = new ArrayList<>();
        if (stop.isString()) {
            stops.add(stop.stringValue());
        } else {
            stop.forEach(each -> stops.add(each.stringValue()));
        }
        if (stops.size() > Decoding.MAX_STOPS || stops.contains("")) {
            throw ApiException.invalid(
                    "stop", "'stop' must be at most " + Decoding.MAX_STOPS + " texts, none of them empty.");
        }
        return stops;
    }
}
