package org.openledger.client.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Optional;
import org.openledger.client.shape.Bounds;
import org.openledger.client.shape.Example;
import org.openledger.client.shape.WhenAbsent;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request for the next message of a conversation.
 *
 * @param model to ask
 * @param messages 1 to 1,000 of them
 * @param length how long the answer may be
 * @param logprobs whether the answer says how likely its tokens were
 * @param topLogprobs so many of the likeliest tokens are told for each
 * @param retrieval which Datanets to search for sources
 * @param support the least that is wanted of the answer
 * @param toolUse what the model may call, and of what form the answer is
 * @param sampling how the answer's tokens are chosen and sent
 * @param more how they are chosen, in vLLM's names
 * @param marks what the caller marks the request with
 * @param ignored what changes nothing
 * @param unsupported what is not supported
 */
public record ChatRequest(
        @Example("\"kitchen-1\"") String model,
        List<ChatMessage> messages,
        @JsonUnwrapped Length length,
        @WhenAbsent("false") boolean logprobs,

        @JsonProperty("top_logprobs") @WhenAbsent("0") @Bounds(from = 0, to = 20)
        int topLogprobs,

        Optional<RetrievalOptions> retrieval,
        Optional<SupportOptions> support,
        @JsonUnwrapped ToolUse toolUse,
        @JsonUnwrapped Sampling sampling,
        @JsonUnwrapped MoreSampling more,
        @JsonUnwrapped CallerMarks marks,
        @JsonUnwrapped IgnoredParameters ignored,
        @JsonUnwrapped UnsupportedChat unsupported) {
    /**
     * How long the answer may be. It is shorter where that is all that fits beside the prompt.
     *
     * @param maxTokens of the answer, in older clients
     * @param maxCompletionTokens of the answer
     */
    public record Length(
            @JsonProperty("max_tokens") @Bounds(from = 1, to = 1_048_576)
            Optional<Integer> maxTokens,

            @JsonProperty("max_completion_tokens") @Bounds(from = 1, to = 1_048_576) @Example("64")
            Optional<Integer> maxCompletionTokens) {
        static final Length ANY = new Length(Optional.empty(), Optional.empty());

        /** By whichever name. */
        public Optional<Integer> tokens() {
            return maxCompletionTokens.or(() -> maxTokens);
        }
    }

    /** One question, answered with the likeliest tokens. */
    public static ChatRequest of(String model, String question) {
        return new ChatRequest(
                model,
                List.of(ChatMessage.user(question)),
                Length.ANY,
                false,
                0,
                Optional.empty(),
                Optional.empty(),
                ToolUse.NONE,
                Sampling.LIKELIEST,
                MoreSampling.NONE,
                CallerMarks.NONE,
                IgnoredParameters.NONE,
                UnsupportedChat.NONE);
    }

    public ChatRequest withMaxTokens(int tokens) {
        return with(messages, new Length(Optional.empty(), Optional.of(tokens)), retrieval, support, sampling);
    }

    public ChatRequest withSampling(Sampling change) {
        return with(messages, length, retrieval, support, change);
    }

    public ChatRequest withMessages(List<ChatMessage> others) {
        return with(others, length, retrieval, support, sampling);
    }

    /** The same with at most {@code sources} rows of these Datanets before the question, where they help or {@code always}. */
    public ChatRequest withSources(List<String> datanets, int sources, boolean always) {
        JsonNode numbers = JsonMapper.shared().valueToTree(datanets);
        return with(messages, length, Optional.of(new RetrievalOptions(numbers, sources, always)), support, sampling);
    }

    /** The same, answered by a sentence where no rows support the answer by so much. */
    public ChatRequest withSupport(SupportOptions least) {
        return with(messages, length, retrieval, Optional.of(least), sampling);
    }

    private ChatRequest with(
            List<ChatMessage> said,
            Length most,
            Optional<RetrievalOptions> sources,
            Optional<SupportOptions> least,
            Sampling chosen) {
        return new ChatRequest(
                model,
                said,
                most,
                logprobs,
                topLogprobs,
                sources,
                least,
                toolUse,
                chosen,
                more,
                marks,
                ignored,
                unsupported);
    }
}
