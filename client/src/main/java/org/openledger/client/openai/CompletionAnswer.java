package org.openledger.client.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openledger.client.shape.AnyOf;
import org.openledger.client.shape.Words;
import tools.jackson.databind.JsonNode;

/**
 * An answer, or one chunk of its stream. Citations and what retrieval left out stand where retrieval was asked for, in a
 * stream's last chunk with a choice.
 *
 * @param id of the answer; the first answer's receipt's id stands in it
 * @param object what this is
 * @param created when it was asked for, in seconds since 1970
 * @param model that answered
 * @param choices the answers; none in a stream's chunk of usage
 * @param usage tokens that were counted
 * @param citations the sources that the model was given
 * @param retrieval what was found and not given
 */
public record CompletionAnswer(
        String id,

        @Words({"chat.completion", "chat.completion.chunk", "text_completion"})
        String object,

        long created,
        String model,
        List<Choice> choices,
        Optional<Usage> usage,
        Optional<List<Citation>> citations,
        Optional<RetrievalOutcome> retrieval) {

    /**
     * One answer's text.
     *
     * @param index the answer's place: the first prompt's answers come first
     * @param message of a whole answer of a conversation
     * @param delta what a stream's chunk adds to the message
     * @param text of a plain completion
     * @param logprobs how likely the tokens were, where that was asked for; in a stream, those that the chunk adds
     * @param tokenIds the tokens, where they were asked for; in a stream, those that the chunk adds
     * @param finishReason why it ended; null before. After content_filter a sentence stands for an answer that rows do not support
     *     by as much as was asked for
     * @param receipt the id of this answer's receipt, when it has ended
     */
    public record Choice(
            int index,
            Optional<AnswerMessage> message,
            Optional<AnswerMessage> delta,
            Optional<String> text,

            @JsonInclude(JsonInclude.Include.ALWAYS) @AnyOf({ChatLogprobs.class, TextLogprobs.class})
            Optional<JsonNode> logprobs,

            @JsonProperty("token_ids") Optional<List<Integer>> tokenIds,

            @JsonInclude(JsonInclude.Include.ALWAYS)
            @JsonProperty("finish_reason")
            @Words({"stop", "length", "tool_calls", "content_filter"})
            Optional<String> finishReason,

            Optional<String> receipt) {}

    /**
     * A message, or a part of one.
     *
     * @param role assistant; in a stream's first chunk only
     * @param content of it; null where the message is calls alone
     * @param toolCalls tools that the model calls
     */
    public record AnswerMessage(
            Optional<String> role,
            @JsonInclude(JsonInclude.Include.ALWAYS) Optional<String> content,
            @JsonProperty("tool_calls") Optional<List<CalledTool>> toolCalls) {}

    /**
     * How likely the tokens of a message were.
     *
     * @param content each token
     */
    public record ChatLogprobs(List<TokenLogprob> content) {}

    /**
     * A token of a message.
     *
     * @param token its text
     * @param logprob natural logarithm of its probability, by the model's own distribution
     * @param bytes of its text; absent where it is a part of a character
     * @param topLogprobs the likeliest tokens at its place
     */
    public record TokenLogprob(
            String token,
            double logprob,
            @JsonInclude(JsonInclude.Include.ALWAYS) Optional<List<Integer>> bytes,
            @JsonProperty("top_logprobs") List<TopLogprob> topLogprobs) {}

    /**
     * A token that might have come.
     *
     * @param token its text
     * @param logprob natural logarithm of its probability
     * @param bytes of its text; absent where it is a part of a character
     */
    public record TopLogprob(
            String token,
            double logprob,
            @JsonInclude(JsonInclude.Include.ALWAYS) Optional<List<Integer>> bytes) {}

    /**
     * How likely the tokens of a text were.
     *
     * @param tokens their texts
     * @param tokenLogprobs natural logarithms of their probabilities; null for the first of a prompt
     * @param topLogprobs for each the likeliest tokens at its place, by their text; null for the first of a prompt
     * @param textOffset where each begins in the text
     */
    public record TextLogprobs(
            List<String> tokens,
            @JsonProperty("token_logprobs") List<Optional<Double>> tokenLogprobs,
            @JsonProperty("top_logprobs") List<Optional<Map<String, Double>>> topLogprobs,
            @JsonProperty("text_offset") List<Integer> textOffset) {}

    /**
     * Tokens that were counted: those that are paid for.
     *
     * @param promptTokens of the prompt, once for each answer
     * @param completionTokens of the answers
     * @param totalTokens of both
     * @param promptTokensDetails what of the prompt was computed before
     */
    public record Usage(
            @JsonProperty("prompt_tokens") int promptTokens,
            @JsonProperty("completion_tokens") int completionTokens,
            @JsonProperty("total_tokens") int totalTokens,
            @JsonProperty("prompt_tokens_details") PromptDetails promptTokensDetails) {}

    /**
     * Of the prompt's tokens.
     *
     * @param cachedTokens those that were computed for an earlier request of the same payer to the same model; they cost the same
     */
    public record PromptDetails(
            @JsonProperty("cached_tokens") int cachedTokens) {}

    /**
     * A source that the answer was given.
     *
     * @param number as the prompt calls it, from 1: an answer may cite it as [1]
     * @param datanet the Datanet's number
     * @param row the leaf of the row
     * @param contributor who gave the row
     * @param score of the search, in [0, 1]: larger is nearer
     */
    public record Citation(int number, String datanet, String row, String contributor, double score) {}

    /**
     * What retrieval left out.
     *
     * @param leftOut rows that were found and not given: they did not fit beside question and answer, or the model is surer of its
     *     answer without them
     */
    public record RetrievalOutcome(@JsonProperty("left_out") int leftOut) {}
}
