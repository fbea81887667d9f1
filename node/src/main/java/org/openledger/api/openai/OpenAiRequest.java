package org.openledger.api.openai;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.openledger.api.http.ApiException;
import org.openledger.api.http.RequestFields;
import org.openledger.gateway.InferenceRequest;
import org.openledger.model.text.Message;
import org.openledger.retrieval.SearchRequest;
import tools.jackson.databind.JsonNode;

/**
 * A request for a completion in OpenAI's form. What this node does not do is refused when it is asked for, never silently
 * left out; neutral values of the same fields are fine.
 *
 * @param includeUsage whether the stream ends with a chunk that holds the usage
 */
record OpenAiRequest(InferenceRequest ask, boolean stream, boolean includeUsage) {
    private static final int MAX_TOKENS = 1 << 20;
    private static final int COMPLETION_TOKENS = 16;
    private static final double MAX_TEMPERATURE = 2;
    private static final long MAX_SEED = (1L << 53) - 1;
    private static final Set<String> ROLES = Set.of("system", "developer", "user", "assistant");

    /** {@code POST /v1/chat/completions}. */
    static OpenAiRequest chat(RequestFields body, String payer) {
        refuseUnsupported(body, List.of("tools", "functions", "tool_choice", "function_call", "audio", "modalities"));
        body.optionalObject("response_format").ifPresent(format -> {
            if (!format.text("type").equals("text")) {
                throw ApiException.invalid("response_format", "'response_format' must be of type 'text' here.");
            }
        });
        if (body.flag("logprobs", false)) {
            throw ApiException.invalid("logprobs", "'logprobs' is not supported here.");
        }
        List<Message> messages = body.list("messages", element -> message(element.object()));
        if (messages.isEmpty()) {
            throw ApiException.invalid("messages", "'messages' must hold at least one message.");
        }
        if (messages.size() > InferenceRequest.MAX_MESSAGES) {
            throw body.wrong("messages", "at most " + InferenceRequest.MAX_MESSAGES + " messages long");
        }
        OptionalInt maxTokens = tokens(body, "max_completion_tokens");
        return of(
                body,
                payer,
                new InferenceRequest.Conversation(messages),
                maxTokens.isPresent() ? maxTokens : tokens(body, "max_tokens"));
    }

    /** {@code POST /v1/completions}. */
    static OpenAiRequest completion(RequestFields body, String payer) {
        refuseUnsupported(body, List.of("suffix", "logprobs"));
        if (body.has("retrieval")) {
            throw ApiException.invalid("retrieval", "'retrieval' needs a conversation: use /v1/chat/completions.");
        }
        if (body.flag("echo", false)) {
            throw ApiException.invalid("echo", "'echo' is not supported here.");
        }
        body.optionalInteger("best_of", 1, 1);
        OptionalInt maxTokens = tokens(body, "max_tokens");
        return of(body, payer, prompt(body), maxTokens.isPresent() ? maxTokens : OptionalInt.of(COMPLETION_TOKENS));
    }

    private static OpenAiRequest of(
            RequestFields body, String payer, InferenceRequest.Input input, OptionalInt maxTokens) {
        body.optionalInteger("n", 1, Integer.MAX_VALUE).ifPresent(n -> {
            if (n != 1) {
                throw ApiException.invalid("n", "'n' must be 1 here: ask again for another answer.");
            }
        });
        refuseOtherThan(body, "presence_penalty", 0);
        refuseOtherThan(body, "frequency_penalty", 0);
        body.optionalObject("logit_bias").ifPresent(bias -> {
            if (!bias.isEmpty()) {
                throw ApiException.invalid("logit_bias", "'logit_bias' is not supported here.");
            }
        });
        boolean stream = body.flag("stream", false);
        boolean includeUsage = body.optionalObject("stream_options")
                .map(options -> options.flag("include_usage", false))
                .orElse(false);
        if (!stream && body.has("stream_options")) {
            throw ApiException.invalid("stream_options", "'stream_options' needs 'stream': true.");
        }
        InferenceRequest ask = new InferenceRequest(
                payer,
                body.text("model"),
                input,
                maxTokens,
                body.optionalNumber("temperature", 0, MAX_TEMPERATURE).orElse(1.0),
                body.optionalNumber("top_p", 0, 1).orElse(1.0),
                stops(body),
                body.optionalInteger("seed", -MAX_SEED, MAX_SEED)
                        .map(OptionalLong::of)
                        .orElse(OptionalLong.empty()),
                body.optionalObject("retrieval").map(OpenAiRequest::retrieval));
        return new OpenAiRequest(ask, stream, includeUsage);
    }

    /** This node's extension: the Datanets to search, by their numbers as strings or integers, and how many sources to give. */
    private static SearchRequest retrieval(RequestFields retrieval) {
        List<Long> datanets = retrieval.list("datanets", OpenAiRequest::datanet);
        if (datanets.isEmpty() || datanets.size() > SearchRequest.MAX_DATANETS) {
            throw retrieval.wrong("datanets", "an array of 1 to " + SearchRequest.MAX_DATANETS + " Datanets");
        }
        if (datanets.stream().distinct().count() < datanets.size()) {
            throw retrieval.wrong("datanets", "an array that names each Datanet once");
        }
        return new SearchRequest(
                datanets,
                Math.toIntExact(retrieval
                        .optionalInteger("sources", 1, SearchRequest.MAX_SOURCES)
                        .orElse((long) SearchRequest.SOURCES)));
    }

    private static long datanet(RequestFields.Element element) {
        if (!element.node().isString()) {
            return element.integer();
        }
        try {
            return Long.parseLong(element.text());
        } catch (NumberFormatException e) {
            throw ApiException.invalid(element.path(), "'" + element.path() + "' must be the number of a Datanet.");
        }
    }

    private static Message message(RequestFields message) {
        String role = message.text("role");
        if (!ROLES.contains(role)) {
            throw message.wrong("role", "one of system, developer, user, assistant");
        }
        return new Message(role.equals("developer") ? "system" : role, content(message));
    }

    /** A string, or parts of type text. */
    private static String content(RequestFields message) {
        JsonNode content = message.node("content")
                .orElseThrow(() -> message.wrong("content", "a string or an array of text parts"));
        if (content.isString()) {
            return content.stringValue();
        }
        List<String> parts = message.list("content", element -> {
            RequestFields part = element.object();
            if (!part.text("type").equals("text")) {
                throw part.wrong("type", "'text': this model reads nothing else");
            }
            return part.text("text");
        });
        return String.join("", parts);
    }

    private static InferenceRequest.Input prompt(RequestFields body) {
        JsonNode prompt =
                body.node("prompt").orElseThrow(() -> body.wrong("prompt", "a string, or an array of token ids"));
        if (prompt.isString()) {
            return new InferenceRequest.Text(prompt.stringValue());
        }
        if (prompt.isArray() && prompt.size() == 1 && prompt.get(0).isString()) {
            return new InferenceRequest.Text(prompt.get(0).stringValue());
        }
        if (prompt.isArray() && !prompt.isEmpty() && prompt.get(0).isIntegralNumber()) {
            return new InferenceRequest.Tokens(body.list("prompt", RequestFields.Element::integer));
        }
        throw body.wrong("prompt", "one string, or one array of token ids");
    }

    private static List<String> stops(RequestFields body) {
        List<String> stops = new ArrayList<>();
        body.node("stop").ifPresent(stop -> {
            if (stop.isString()) {
                stops.add(stop.stringValue());
            } else {
                stops.addAll(body.list("stop", RequestFields.Element::text));
            }
        });
        if (stops.size() > InferenceRequest.MAX_STOPS || stops.contains("")) {
            throw body.wrong("stop", "at most " + InferenceRequest.MAX_STOPS + " texts, none of them empty");
        }
        return stops;
    }

    private static OptionalInt tokens(RequestFields body, String field) {
        return body.optionalInteger(field, 1, MAX_TOKENS)
                .map(value -> OptionalInt.of(Math.toIntExact(value)))
                .orElse(OptionalInt.empty());
    }

    private static void refuseUnsupported(RequestFields body, List<String> names) {
        for (String name : names) {
            boolean neutral =
                    body.node(name).map(value -> isNeutral(name, value)).orElse(true);
            if (!neutral) {
                throw ApiException.invalid("unsupported_parameter", name, "'" + name + "' is not supported here.");
            }
        }
    }

    /** What asks for nothing: an empty list, "none", or text as the one modality. */
    private static boolean isNeutral(String name, JsonNode value) {
        if (name.equals("modalities")) {
            return value.size() == 1 && value.path(0).asString("").equals("text");
        }
        return value.isArray()
                ? value.isEmpty()
                : value.isString() && value.stringValue().equals("none");
    }

    private static void refuseOtherThan(RequestFields body, String field, double neutral) {
        body.optionalNumber(field, -2, 2).ifPresent(value -> {
            if (value != neutral) {
                throw ApiException.invalid(
                        "unsupported_parameter", field, "'" + field + "' is not supported here: leave it out.");
            }
        });
    }
}
