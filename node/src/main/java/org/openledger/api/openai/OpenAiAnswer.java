package org.openledger.api.openai;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openledger.answer.Inference;
import org.openledger.answer.PromptSources;
import org.openledger.api.http.JsonFormat;
import org.openledger.client.openai.CalledTool;
import org.openledger.client.openai.CompletionAnswer;
import org.openledger.client.openai.CompletionAnswer.AnswerMessage;
import org.openledger.client.openai.CompletionAnswer.Choice;
import org.openledger.client.openai.CompletionAnswer.PromptDetails;
import org.openledger.client.openai.CompletionAnswer.Usage;
import org.openledger.gateway.RunningInference.Answered;
import org.openledger.model.BaseModel;
import org.openledger.model.text.ToolCallForm;
import org.openledger.serve.TokenScore;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;
import tools.jackson.databind.JsonNode;

/** Answers to one request in OpenAI's forms: whole ones, and the chunks of a stream. */
final class OpenAiAnswer {
    /** Templates may insist on so many letters and digits in a call's id. */
    private static final int CALL_ID_DIGITS = 9;
    /** How OpenAI calls an answer whose content was left out. */
    static final String WITHHELD = "content_filter";

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
    }

    private final Form form;
    private final OpenAiRequest request;
    private final BaseModel base;

    OpenAiAnswer(Form form, OpenAiRequest request, BaseModel base) {
        this.form = form;
        this.request = request;
        this.base = base;
    }

    /** All answers as one object. */
    CompletionAnswer whole(List<Answered> answers) {
        List<Choice> choices = new ArrayList<>();
        for (Answered answered : answers) {
            ToolCallForm.Parsed parsed = parsed(answered.inference());
            List<CalledTool> calls = calls(answered.inference(), parsed, false);
            Choice body = choice(
                    choices.size(),
                    false,
                    new AnswerMessage(Optional.of("assistant"), content(parsed), some(calls)),
                    (request.echo() ? answered.inference().prompt() : "") + parsed.content(),
                    logprobs(answered.promptScores(), answered.scores(), answered.inference(), 0),
                    answered.inference()
                            .answer()
                            .filter(OpenAiAnswer::given)
                            .map(Inference.Answer::ids)
                            .orElse(List.of()));
            choices.add(finished(body, answered.inference(), calls));
        }
        return withCitations(
                completion(first(answers), form.whole, choices, Optional.of(usage(answers))), first(answers));
    }

    /** The first chunk of an answer: the role and, where it is wanted, the prompt. */
    CompletionAnswer opening(Inference inference, int index) {
        return chunk(
                inference,
                choice(
                        index,
                        true,
                        new AnswerMessage(Optional.of("assistant"), Optional.of(""), Optional.empty()),
                        request.echo() ? inference.prompt() : "",
                        Optional.empty(),
                        List.of()));
    }

    /** @param offset where the text begins in the whole of it */
    CompletionAnswer piece(Inference inference, int index, String text, List<TokenScore> scores, int offset) {
        return chunk(
                inference,
                choice(
                        index,
                        true,
                        new AnswerMessage(Optional.empty(), Optional.of(text), Optional.empty()),
                        text,
                        logprobs(List.of(), scores, inference, offset),
                        scores.stream().map(TokenScore::id).toList()));
    }

    /** Calls, each whole. */
    CompletionAnswer calling(Inference inference, int index, List<CalledTool> calls) {
        return chunk(
                inference,
                choice(
                        index,
                        true,
                        new AnswerMessage(Optional.empty(), Optional.empty(), Optional.of(calls)),
                        "",
                        Optional.empty(),
                        List.of()));
    }

    CompletionAnswer closing(Inference inference, int index, List<CalledTool> calls) {
        Choice empty = choice(
                index,
                true,
                new AnswerMessage(Optional.empty(), Optional.empty(), Optional.empty()),
                "",
                Optional.empty(),
                List.of());
        return withCitations(chunk(inference, finished(empty, inference, calls)), inference);
    }

    CompletionAnswer usageChunk(List<Answered> answers) {
        return completion(first(answers), form.chunk, List.of(), Optional.of(usage(answers)));
    }

    /** What an answer says, and what it calls. */
    ToolCallForm.Parsed parsed(Inference inference) {
        Inference.Answer answer = inference.answer().orElseThrow();
        String text = answer.told();
        if (!given(answer)) {
            return new ToolCallForm.Parsed(text, List.of());
        }
        if (request.tools().must()) {
            List<ToolCallForm.Call> calls =
                    ToolCallForm.parseJson(text, request.tools().names());
            return new ToolCallForm.Parsed(calls.isEmpty() ? text : "", calls);
        }
        return calling()
                .map(calls -> calls.parse(text, request.tools().names()))
                .orElseGet(() -> new ToolCallForm.Parsed(text, List.of()));
    }

    /** Whether the caller gets the model's answer, and not a sentence in its place. */
    static boolean given(Inference.Answer answer) {
        return answer.withheld().isEmpty();
    }

    /** How the model writes calls, where it may make some. */
    Optional<ToolCallForm> calling() {
        return request.tools().offered().isEmpty() ? Optional.empty() : base.toolCalls();
    }

    /** @param streamed whether each says its place */
    List<CalledTool> calls(Inference inference, ToolCallForm.Parsed parsed, boolean streamed) {
        List<CalledTool> calls = new ArrayList<>();
        int most = request.tools().one() ? 1 : parsed.calls().size();
        for (ToolCallForm.Call call :
                parsed.calls().subList(0, Math.min(most, parsed.calls().size()))) {
            int index = calls.size();
            calls.add(new CalledTool(
                    streamed ? Optional.of(index) : Optional.empty(),
                    Hex.of(Hashes.sha256((inference.id() + index).getBytes(StandardCharsets.US_ASCII)))
                            .substring(0, CALL_ID_DIGITS),
                    "function",
                    new CalledTool.CalledFunction(call.name(), call.arguments())));
        }
        return calls;
    }

    private static Optional<String> content(ToolCallForm.Parsed parsed) {
        return parsed.content().isEmpty() && !parsed.calls().isEmpty()
                ? Optional.empty()
                : Optional.of(parsed.content());
    }

    private static <T> Optional<List<T>> some(List<T> list) {
        return list.isEmpty() ? Optional.empty() : Optional.of(list);
    }

    private static Inference first(List<Answered> answers) {
        return answers.getFirst().inference();
    }

    /** What is paid: each answer bears its prompt. */
    private static Usage usage(List<Answered> answers) {
        int prompt = 0;
        int cached = 0;
        int completion = 0;
        for (Answered answered : answers) {
            prompt += answered.inference().promptIds().size();
            cached += answered.cachedTokens();
            completion += answered.inference()
                    .answer()
                    .map(answer -> answer.ids().size())
                    .orElse(0);
        }
        return new Usage(prompt, completion, prompt + completion, new PromptDetails(cached));
    }

    private CompletionAnswer chunk(Inference inference, Choice choice) {
        return completion(inference, form.chunk, List.of(choice), Optional.empty());
    }

    private CompletionAnswer completion(
            Inference inference, String object, List<Choice> choices, Optional<Usage> usage) {
        return new CompletionAnswer(
                form.prefix + inference.id(),
                object,
                inference.admittedMillis() / 1000,
                inference.model(),
                choices,
                usage,
                Optional.empty(),
                Optional.empty());
    }

    private Choice choice(
            int index,
            boolean streamed,
            AnswerMessage message,
            String text,
            Optional<JsonNode> logprobs,
            List<Integer> tokens) {
        Optional<AnswerMessage> said = form == Form.CHAT ? Optional.of(message) : Optional.empty();
        return new Choice(
                index,
                streamed ? Optional.empty() : said,
                streamed ? said : Optional.empty(),
                form == Form.COMPLETION ? Optional.of(text) : Optional.empty(),
                logprobs,
                request.tokens() ? Optional.of(tokens) : Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Choice finished(Choice choice, Inference inference, List<CalledTool> calls) {
        return new Choice(
                choice.index(),
                choice.message(),
                choice.delta(),
                choice.text(),
                choice.logprobs(),
                choice.tokenIds(),
                Optional.of(calls.isEmpty() ? ending(inference.answer().orElseThrow()) : "tool_calls"),
                Optional.of(inference.id()));
    }

    private static String ending(Inference.Answer answer) {
        return given(answer) ? answer.finish().word() : WITHHELD;
    }

    private Optional<JsonNode> logprobs(
            List<TokenScore> prompt, List<TokenScore> scores, Inference inference, int offset) {
        if (!request.scores().answer() || (prompt.isEmpty() && scores.isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(
                form == Form.CHAT
                        ? JsonFormat.tree(new CompletionAnswer.ChatLogprobs(
                                scores.stream().map(this::chatLogprob).toList()))
                        : JsonFormat.tree(textLogprobs(prompt, scores, inference, offset)));
    }

    private CompletionAnswer.TokenLogprob chatLogprob(TokenScore score) {
        String text = text(score.id());
        return new CompletionAnswer.TokenLogprob(
                text,
                score.logProbability(),
                bytes(text),
                score.likeliest().stream()
                        .map(each -> {
                            String other = text(each.id());
                            return new CompletionAnswer.TopLogprob(other, each.logProbability(), bytes(other));
                        })
                        .toList());
    }

    private static Optional<List<Integer>> bytes(String text) {
        if (text.contains("\uFFFD")) {
            return Optional.empty();
        }
        List<Integer> bytes = new ArrayList<>();
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            bytes.add(Byte.toUnsignedInt(each));
        }
        return Optional.of(bytes);
    }

    private CompletionAnswer.TextLogprobs textLogprobs(
            List<TokenScore> prompt, List<TokenScore> scores, Inference inference, int offset) {
        List<String> tokens = new ArrayList<>();
        List<Optional<Double>> logprobs = new ArrayList<>();
        List<Optional<Map<String, Double>>> likeliest = new ArrayList<>();
        List<Integer> offsets = new ArrayList<>();
        int at = offset;
        if (request.echo() && !prompt.isEmpty()) {
            tokens.add(text(inference.promptIds().getFirst()));
            logprobs.add(Optional.empty());
            likeliest.add(Optional.empty());
            offsets.add(at);
            at += tokens.getFirst().length();
        }
        List<TokenScore> all = new ArrayList<>(prompt);
        all.addAll(scores);
        for (TokenScore score : all) {
            String text = text(score.id());
            tokens.add(text);
            logprobs.add(Optional.of(score.logProbability()));
            likeliest.add(Optional.of(likeliest(score, text)));
            offsets.add(at);
            at += text.length();
        }
        return new CompletionAnswer.TextLogprobs(tokens, logprobs, likeliest, offsets);
    }

    /** By text, as OpenAI has it: of tokens with the same text the likelier one stays; the token that came is among them. */
    private Map<String, Double> likeliest(TokenScore score, String text) {
        Map<String, Double> likeliest = new LinkedHashMap<>();
        score.likeliest().forEach(each -> likeliest.merge(text(each.id()), each.logProbability(), Math::max));
        likeliest.merge(text, score.logProbability(), Math::max);
        return likeliest;
    }

    private String text(int token) {
        return base.tokenizer().text(token);
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
}
