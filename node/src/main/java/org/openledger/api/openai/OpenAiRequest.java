package org.openledger.api.openai;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.openledger.api.http.ApiException;
import org.openledger.api.http.JsonFormat;
import org.openledger.client.openai.CallerMarks;
import org.openledger.client.openai.ChatMessage;
import org.openledger.client.openai.ChatRequest;
import org.openledger.client.openai.CompletionRequest;
import org.openledger.client.openai.RetrievalOptions;
import org.openledger.client.openai.Sampling;
import org.openledger.client.openai.StreamOptions;
import org.openledger.gateway.InferenceRequest;
import org.openledger.model.text.Message;
import org.openledger.retrieval.SearchRequest;
import tools.jackson.databind.JsonNode;

/**
 * A request for a completion in OpenAI's form, as the gateway takes it. Names and types were checked before; here is what
 * hangs on more than one of them.
 *
 * @param includeUsage whether the stream ends with a chunk that holds the usage
 */
record OpenAiRequest(InferenceRequest ask, boolean stream, boolean includeUsage) {
    static final int MAX_MARKS_CHARACTERS = 8_192;

    /** {@code POST /v1/chat/completions}. */
    static OpenAiRequest chat(ChatRequest request, String payer) {
        if (request.messages().isEmpty() || request.messages().size() > InferenceRequest.MAX_MESSAGES) {
            throw ApiException.invalid(
                    "messages", "'messages' must hold 1 to " + InferenceRequest.MAX_MESSAGES + " messages.");
        }
        List<Message> messages = new ArrayList<>();
        for (ChatMessage message : request.messages()) {
            String role = message.role().equals("developer") ? "system" : message.role();
            messages.add(new Message(role, content(message.content())));
        }
        InferenceRequest ask = ask(
                payer,
                request.model(),
                new InferenceRequest.Conversation(messages),
                request.maxCompletionTokens()
                        .or(request::maxTokens)
                        .map(OptionalInt::of)
                        .orElse(OptionalInt.empty()),
                request.sampling(),
                request.retrieval().map(OpenAiRequest::retrieval),
                marks(request.marks()));
        return of(ask, request.sampling());
    }

    /** {@code POST /v1/completions}. */
    static OpenAiRequest completion(CompletionRequest request, String payer) {
        InferenceRequest ask = ask(
                payer,
                request.model(),
                prompt(request.prompt()),
                OptionalInt.of(request.maxTokens()),
                request.sampling(),
                Optional.empty(),
                marks(request.marks()));
        return of(ask, request.sampling());
    }

    private static OpenAiRequest of(InferenceRequest ask, Sampling sampling) {
        if (!sampling.stream() && sampling.streamOptions().isPresent()) {
            throw ApiException.invalid("stream_options", "'stream_options' needs 'stream': true.");
        }
        return new OpenAiRequest(
                ask,
                sampling.stream(),
                sampling.streamOptions().map(StreamOptions::includeUsage).orElse(false));
    }

    private static InferenceRequest ask(
            String payer,
            String model,
            InferenceRequest.Input input,
            OptionalInt maxTokens,
            Sampling sampling,
            Optional<SearchRequest> retrieval,
            Optional<String> marks) {
        return new InferenceRequest(
                payer,
                model,
                input,
                maxTokens,
                sampling.temperature(),
                sampling.topP(),
                sampling.stop().map(OpenAiRequest::stops).orElse(List.of()),
                sampling.seed().map(OptionalLong::of).orElse(OptionalLong.empty()),
                retrieval,
                marks);
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
        return new SearchRequest(datanets, options.sources());
    }

    private static long datanet(JsonNode number) {
        String text = number.asString();
        if (!text.matches("[0-9]{1,18}")) {
            throw ApiException.invalid(
                    "retrieval.datanets", "'retrieval.datanets' must hold numbers of Datanets, not '" + text + "'.");
        }
        return Long.parseLong(text);
    }

    private static String content(JsonNode content) {
        if (content.isString()) {
            return content.stringValue();
        }
        StringBuilder text = new StringBuilder();
        content.forEach(part -> text.append(part.get("text").stringValue()));
        return text.toString();
    }

    private static InferenceRequest.Input prompt(JsonNode prompt) {
        if (prompt.isString()) {
            return new InferenceRequest.Text(prompt.stringValue());
        }
        if (prompt.size() == 1 && prompt.get(0).isString()) {
            return new InferenceRequest.Text(prompt.get(0).stringValue());
        }
        if (prompt.isEmpty() || prompt.get(0).isString()) {
            throw ApiException.invalid("prompt", "'prompt' must be one string, or one array of token ids.");
        }
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
        if (stops.size() > InferenceRequest.MAX_STOPS || stops.contains("")) {
            throw ApiException.invalid(
                    "stop", "'stop' must be at most " + InferenceRequest.MAX_STOPS + " texts, none of them empty.");
        }
        return stops;
    }
}
