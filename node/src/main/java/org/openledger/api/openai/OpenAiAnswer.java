package org.openledger.api.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import org.openledger.answer.Inference;
import org.openledger.answer.PromptSources;

/** Answers in OpenAI's forms: whole ones, and the chunks of a stream. */
final class OpenAiAnswer {
    private OpenAiAnswer() {}

    /** Tokens of prompt and answer. */
    record Usage(
            @JsonProperty("prompt_tokens") int promptTokens,
            @JsonProperty("completion_tokens") int completionTokens,
            @JsonProperty("total_tokens") int totalTokens) {
        static Usage of(Inference inference) {
            int prompt = inference.promptIds().size();
            int completion =
                    inference.answer().map(answer -> answer.ids().size()).orElse(0);
            return new Usage(prompt, completion, prompt + completion);
        }
    }

    /** The role stands in a stream's first chunk only. */
    record Message(Optional<String> role, Optional<String> content) {}

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Choice(
            int index,
            Optional<Message> message,
            Optional<Message> delta,
            Optional<String> text,
            @JsonInclude(JsonInclude.Include.ALWAYS) Optional<Object> logprobs,

            @JsonInclude(JsonInclude.Include.ALWAYS) @JsonProperty("finish_reason")
            Optional<String> finishReason) {}

    /**
     * A source that the answer was given.
     *
     * @param number as the prompt calls it, from 1: an answer may cite it as [1]
     * @param row the leaf of the row
     * @param score of the search, in [0, 1]: larger is nearer
     */
    record Citation(int number, String datanet, String row, String contributor, double score) {
        static Citation of(PromptSources.Given source) {
            return new Citation(
                    source.number(),
                    Long.toString(source.datanet()),
                    source.leaf(),
                    source.contributor(),
                    source.scorePpm() / 1e6);
        }
    }

    /** How many rows were found and did not fit beside question and answer. */
    record RetrievalOutcome(@JsonProperty("left_out") int leftOut) {}

    /** Citations and what retrieval left out stand where retrieval was asked for, in a stream's last chunk with a choice. */
    record Completion(
            String id,
            String object,
            long created,
            String model,
            List<Choice> choices,
            Optional<Usage> usage,
            Optional<List<Citation>> citations,
            Optional<RetrievalOutcome> retrieval) {
        Completion withCitations(Inference inference) {
            return new Completion(
                    id,
                    object,
                    created,
                    model,
                    choices,
                    usage,
                    inference
                            .sources()
                            .map(given ->
                                    given.sources().stream().map(Citation::of).toList()),
                    inference.sources().map(given -> new RetrievalOutcome(given.leftOut())));
        }
    }

    /** Which of the two routes answers: their objects differ in names and in where the text stands. */
    enum Form {
        CHAT("chatcmpl-", "chat.completion", "chat.completion.chunk"),
        COMPLETION("cmpl-", "text_completion", "text_completion");

        private final String prefix;
        private final String whole;
        private final String chunk;

        Form(String prefix, String whole, String chunk) {
            this.prefix = prefix;
            this.whole = whole;
            this.chunk = chunk;
        }

        Completion whole(Inference inference) {
            Inference.Answer answer = inference.answer().orElseThrow();
            return completion(
                            inference,
                            whole,
                            List.of(choice(false, true, answer.text(), Optional.of(answer.finish()))),
                            Optional.of(Usage.of(inference)))
                    .withCitations(inference);
        }

        /** The first chunk of a stream: the role, and no text yet. */
        Completion opening(Inference inference) {
            return completion(inference, chunk, List.of(choice(true, true, "", Optional.empty())), Optional.empty());
        }

        Completion piece(Inference inference, String text) {
            return completion(inference, chunk, List.of(choice(true, false, text, Optional.empty())), Optional.empty());
        }

        Completion closing(Inference inference) {
            Inference.Answer answer = inference.answer().orElseThrow();
            Choice choice = this == CHAT
                    ? new Choice(
                            0,
                            Optional.empty(),
                            Optional.of(new Message(Optional.empty(), Optional.empty())),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(answer.finish()))
                    : choice(true, false, "", Optional.of(answer.finish()));
            return completion(inference, chunk, List.of(choice), Optional.empty())
                    .withCitations(inference);
        }

        Completion usage(Inference inference) {
            return completion(inference, chunk, List.of(), Optional.of(Usage.of(inference)));
        }

        private Completion completion(Inference inference, String object, List<Choice> choices, Optional<Usage> usage) {
            return new Completion(
                    prefix + inference.id(),
                    object,
                    inference.admittedMillis() / 1000,
                    inference.model(),
                    choices,
                    usage,
                    Optional.empty(),
                    Optional.empty());
        }

        private Choice choice(boolean streamed, boolean withRole, String text, Optional<String> finish) {
            Optional<Message> message = this == CHAT
                    ? Optional.of(
                            new Message(withRole ? Optional.of("assistant") : Optional.empty(), Optional.of(text)))
                    : Optional.empty();
            return new Choice(
                    0,
                    streamed ? Optional.empty() : message,
                    streamed ? message : Optional.empty(),
                    this == COMPLETION ? Optional.of(text) : Optional.empty(),
                    Optional.empty(),
                    finish);
        }
    }
}
