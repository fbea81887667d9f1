package org.openledger.api.openai;

import java.util.List;
import java.util.Optional;
import org.openledger.answer.Inference;
import org.openledger.answer.PromptSources;
import org.openledger.client.openai.CompletionAnswer;
import org.openledger.client.openai.CompletionAnswer.AnswerMessage;
import org.openledger.client.openai.CompletionAnswer.Choice;
import org.openledger.client.openai.CompletionAnswer.Usage;

/** Answers in OpenAI's forms: whole ones, and the chunks of a stream. */
final class OpenAiAnswer {
    private OpenAiAnswer() {}

    private static Usage usageOf(Inference inference) {
        int prompt = inference.promptIds().size();
        int completion = inference.answer().map(answer -> answer.ids().size()).orElse(0);
        return new Usage(prompt, completion, prompt + completion);
    }

    private static CompletionAnswer withCitations(CompletionAnswer answer, Inference inference) {
        return new CompletionAnswer(
                answer.id(),
                answer.object(),
                answer.created(),
                answer.model(),
                answer.choices(),
                answer.usage(),
                inference
                        .sources()
                        .map(given -> given.sources().stream()
                                .map(OpenAiAnswer::citation)
                                .toList()),
                inference.sources().map(given -> new CompletionAnswer.RetrievalOutcome(given.leftOut())));
    }

    private static CompletionAnswer.Citation citation(PromptSources.Given source) {
        return new CompletionAnswer.Citation(
                source.number(),
                Long.toString(source.datanet()),
                source.leaf(),
                source.contributor(),
                source.scorePpm() / 1e6);
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

        CompletionAnswer whole(Inference inference) {
            Inference.Answer answer = inference.answer().orElseThrow();
            return withCitations(
                    completion(
                            inference,
                            whole,
                            List.of(choice(
                                    false,
                                    true,
                                    answer.text(),
                                    Optional.of(answer.finish().word()))),
                            Optional.of(usageOf(inference))),
                    inference);
        }

        /** The first chunk of a stream: the role, and no text yet. */
        CompletionAnswer opening(Inference inference) {
            return completion(inference, chunk, List.of(choice(true, true, "", Optional.empty())), Optional.empty());
        }

        CompletionAnswer piece(Inference inference, String text) {
            return completion(inference, chunk, List.of(choice(true, false, text, Optional.empty())), Optional.empty());
        }

        CompletionAnswer closing(Inference inference) {
            Inference.Answer answer = inference.answer().orElseThrow();
            Choice choice = this == CHAT
                    ? new Choice(
                            0,
                            Optional.empty(),
                            Optional.of(new AnswerMessage(Optional.empty(), Optional.empty())),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(answer.finish().word()))
                    : choice(true, false, "", Optional.of(answer.finish().word()));
            return withCitations(completion(inference, chunk, List.of(choice), Optional.empty()), inference);
        }

        CompletionAnswer usage(Inference inference) {
            return completion(inference, chunk, List.of(), Optional.of(usageOf(inference)));
        }

        private CompletionAnswer completion(
                Inference inference, String object, List<Choice> choices, Optional<Usage> usage) {
            return new CompletionAnswer(
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
            Optional<AnswerMessage> message = this == CHAT
                    ? Optional.of(new AnswerMessage(
                            withRole ? Optional.of("assistant") : Optional.empty(), Optional.of(text)))
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
