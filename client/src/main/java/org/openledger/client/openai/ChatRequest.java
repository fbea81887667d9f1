package org.openledger.client.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Optional;
import org.openledger.client.shape.Bounds;
import org.openledger.client.shape.Example;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request for the next message of a conversation.
 *
 * @param model to ask
 * @param messages 1 to 1,000 of them
 * @param maxTokens of the answer, in older clients
 * @param maxCompletionTokens of the answer
 * @param retrieval which Datanets to search for sources
 * @param sampling how the answer's tokens are chosen and sent
 * @param marks what the caller marks the request with
 * @param ignored what changes nothing
 * @param unsupportedSampling what is not supported
 * @param unsupported what is not supported
 */
public record ChatRequest(
        @Example("\"kitchen-1\"") String model,
        List<ChatMessage> messages,

        @JsonProperty("max_tokens") @Bounds(from = 1, to = 1_048_576)
        Optional<Integer> maxTokens,

        @JsonProperty("max_completion_tokens") @Bounds(from = 1, to = 1_048_576) @Example("64")
        Optional<Integer> maxCompletionTokens,

        Optional<RetrievalOptions> retrieval,
        @JsonUnwrapped Sampling sampling,
        @JsonUnwrapped CallerMarks marks,
        @JsonUnwrapped IgnoredParameters ignored,
        @JsonUnwrapped UnsupportedSampling unsupportedSampling,
        @JsonUnwrapped UnsupportedChat unsupported) {
    /** One question, answered with the likeliest tokens. */
    public static ChatRequest of(String model, String question) {
        return new ChatRequest(
                model,
                List.of(ChatMessage.user(question)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Sampling.LIKELIEST,
                CallerMarks.NONE,
                IgnoredParameters.NONE,
                UnsupportedSampling.NONE,
                UnsupportedChat.NONE);
    }

    public ChatRequest withMaxTokens(int tokens) {
        return new ChatRequest(
                model,
                messages,
                maxTokens,
                Optional.of(tokens),
                retrieval,
                sampling,
                marks,
                ignored,
                unsupportedSampling,
                unsupported);
    }

    public ChatRequest withSampling(Sampling change) {
        return new ChatRequest(
                model,
                messages,
                maxTokens,
                maxCompletionTokens,
                retrieval,
                change,
                marks,
                ignored,
                unsupportedSampling,
                unsupported);
    }

    public ChatRequest withMessages(List<ChatMessage> others) {
        return new ChatRequest(
                model,
                others,
                maxTokens,
                maxCompletionTokens,
                retrieval,
                sampling,
                marks,
                ignored,
                unsupportedSampling,
                unsupported);
    }

    /** The same with at most {@code sources} rows of these Datanets before the question. */
    public ChatRequest withSources(List<String> datanets, int sources) {
        JsonNode numbers = JsonMapper.shared().valueToTree(datanets);
        return new ChatRequest(
                model,
                messages,
                maxTokens,
                maxCompletionTokens,
                Optional.of(new RetrievalOptions(numbers, sources)),
                sampling,
                marks,
                ignored,
                unsupportedSampling,
                unsupported);
    }
}
