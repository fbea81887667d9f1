package org.openledger.upstream;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One event of a streamed completion.
 *
 * @param id of the completion
 * @param model that answers
 * @param tokens that it adds
 * @param nats their log-probabilities
 * @param finish why the answer ended; empty before
 * @param usage the tokens that were counted; empty before the end
 */
record Chunk(
        String id,
        String model,
        List<Integer> tokens,
        List<Double> nats,
        Optional<String> finish,
        Optional<Usage> usage) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** What no log-probability is below: servers write the logarithm of zero so. */
    private static final double LEAST_NATS = -1e5;
    /** By so much rounding may lift a logarithm above that of one. */
    private static final double ROUNDING_NATS = 1e-3;

    private static final int MAX_SHOWN_CHARACTERS = 200;

    /** Tokens of prompt and answer. */
    record Usage(long prompt, long answer) {}

    /** Reads an event; {@link UpstreamException} says what of it is not as it must be. */
    static Chunk parse(String event) {
        JsonNode json;
        try {
            json = JSON.readTree(event);
        } catch (JacksonException e) {
            throw new UpstreamException("it sent an event that is no JSON");
        }
        if (json.hasNonNull("error")) {
            throw new UpstreamException(
                    "it failed: " + shown(json.get("error").path("message").asString("")));
        }
        JsonNode choices = json.path("choices");
        if (!choices.isArray() || choices.size() > 1) {
            throw new UpstreamException("it sent an event without 'choices', or with several");
        }
        Optional<Usage> usage = Optional.of(json.path("usage"))
                .filter(JsonNode::isObject)
                .map(count -> new Usage(whole(count.path("prompt_tokens")), whole(count.path("completion_tokens"))));
        String id = text(json, "id");
        String model = text(json, "model");
        if (choices.isEmpty()) {
            return new Chunk(id, model, List.of(), List.of(), Optional.empty(), usage);
        }
        JsonNode choice = choices.get(0);
        List<Integer> tokens = tokens(choice);
        return new Chunk(
                id,
                model,
                tokens,
                nats(choice, tokens.size()),
                Optional.of(choice.path("finish_reason"))
                        .filter(JsonNode::isString)
                        .map(JsonNode::stringValue),
                usage);
    }

    private static List<Integer> tokens(JsonNode choice) {
        JsonNode given = choice.path("token_ids");
        if (!given.isArray()) {
            if (choice.path("text").asString("").isEmpty()) {
                return List.of();
            }
            throw new UpstreamException("it sent a text without 'token_ids': it must know 'return_token_ids'");
        }
        List<Integer> tokens = new ArrayList<>(given.size());
        for (JsonNode each : given) {
            if (!each.isInt()) {
                throw new UpstreamException("it sent 'token_ids' that are no tokens");
            }
            tokens.add(each.intValue());
        }
        return tokens;
    }

    private static List<Double> nats(JsonNode choice, int count) {
        JsonNode given = choice.path("logprobs").path("token_logprobs");
        if (count == 0) {
            return List.of();
        }
        if (!given.isArray() || given.size() != count) {
            throw new UpstreamException("it sent " + count + " tokens with " + given.size() + " log-probabilities");
        }
        List<Double> nats = new ArrayList<>(count);
        for (JsonNode each : given) {
            double value = each.isNumber() ? each.doubleValue() : Double.NaN;
            if (!(value >= LEAST_NATS && value <= ROUNDING_NATS)) {
                throw new UpstreamException("it sent a log-probability that is none: " + shown(each.toString()));
            }
            nats.add(value);
        }
        return nats;
    }

    private static String text(JsonNode json, String member) {
        JsonNode value = json.path(member);
        if (!value.isString()) {
            throw new UpstreamException("it sent an event without '" + member + "'");
        }
        return value.stringValue();
    }

    private static long whole(JsonNode count) {
        return count.isIntegralNumber() && count.canConvertToLong() ? count.longValue() : -1;
    }

    /** The start of what an upstream wrote, in one line. */
    static String shown(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= MAX_SHOWN_CHARACTERS ? line : line.substring(0, MAX_SHOWN_CHARACTERS) + "…";
    }
}
