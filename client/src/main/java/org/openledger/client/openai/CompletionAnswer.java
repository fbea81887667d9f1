package org.openledger.client.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import org.openledger.client.shape.Neutral;
import org.openledger.client.shape.Words;
import tools.jackson.databind.JsonNode;

/**
 * An answer, or one chunk of its stream. Citations and what retrieval left out stand where retrieval was asked for, in a
 * stream's last chunk with a choice.
 *
 * @param id of the answer; the receipt's id stands in it
 * @param object what this is
 * @param created when it was asked for, in seconds since 1970
 * @param model that answered
 * @param choices one; none in a stream's chunk of usage
 * @param usage tokens that were counted
 * @param citations the sources that the model was given
 * @param retrieval what was found and did not fit
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
     * An answer's text.
     *
     * @param index always 0
     * @param message of a whole answer of a conversation
     * @param delta what a stream's chunk adds to the message
     * @param text of a plain completion
     * @param logprobs always null
     * @param finishReason why it ended; null before
     */
    public record Choice(
            int index,
            Optional<AnswerMessage> message,
            Optional<AnswerMessage> delta,
            Optional<String> text,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Neutral({})
            Optional<JsonNode> logprobs,

            @JsonInclude(JsonInclude.Include.ALWAYS) @JsonProperty("finish_reason") @Words({"stop", "length"})
            Optional<String> finishReason) {}

    /**
     * A message, or a part of one.
     *
     * @param role assistant; in a stream's first chunk only
     * @param content of it
     */
    public record AnswerMessage(Optional<String> role, Optional<String> content) {}

    /**
     * Tokens that were counted.
     *
     * @param promptTokens of the prompt
     * @param completionTokens of the answer
     * @param totalTokens of both
     */
    public record Usage(
            @JsonProperty("prompt_tokens") int promptTokens,
            @JsonProperty("completion_tokens") int completionTokens,
            @JsonProperty("total_tokens") int totalTokens) {}

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
     * @param leftOut rows that were found and did not fit beside question and answer
     */
    public record RetrievalOutcome(@JsonProperty("left_out") int leftOut) {}
}
