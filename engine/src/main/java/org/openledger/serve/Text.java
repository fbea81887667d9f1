package org.openledger.serve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;
import org.openledger.model.Decoder;
import org.openledger.model.text.Tokenizer;
import org.openledger.serve.Answer.Finish;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Tensors;

/** One request on its way through the engine; touched by the engine's thread alone once it is taken from the queue. */
final class Text {
    /** Positions of a prompt whose logits are computed together. */
    private static final int SCORED_TOGETHER = 32;

    private final GenerationRequest request;
    private final @Nullable LoadedAdapter adapter;
    private final Generation generation = new Generation();
    private final Sampler sampler;
    private final AnswerText text;
    private final Set<Integer> endTokens;
    private final List<TokenScore> scores = new ArrayList<>();
    private final List<TokenScore> promptScores = new ArrayList<>();
    /** So many scores are handed out. */
    private int givenScores;

    private TextPages.@Nullable Place place;
    private int cachedTokens;
    private int lastToken;

    Text(GenerationRequest request, @Nullable LoadedAdapter adapter, Tokenizer tokenizer, Set<Integer> endTokens) {
        this.request = request;
        this.adapter = adapter;
        this.endTokens = new HashSet<>(request.ending().tokens());
        if (!request.ending().ignoreEnd()) {
            this.endTokens.addAll(endTokens);
        }
        this.sampler = new Sampler(request.sampling(), request.promptIds());
        this.text =
                new AnswerText(tokenizer.incrementalDecoder(), request.ending().stop());
    }

    GenerationRequest request() {
        return request;
    }

    @Nullable
    LoadedAdapter adapter() {
        return adapter;
    }

    Generation generation() {
        return generation;
    }

    /** With whose texts it shares pages. */
    Optional<Prefixes.Owner> owner() {
        return Optional.ofNullable(request.tenant())
                .map(tenant -> new Prefixes.Owner(adapter == null ? null : adapter.registered(), tenant));
    }

    /** Asks for a place; false when there is none now. */
    boolean begin(TextPages pages) {
        int prompt = request.promptIds().length;
        // the last token's numbers say what comes next, and those of all tokens how likely the prompt is
        int mostShared = request.scores().prompt() ? 0 : prompt - 1;
        // the answer's last token is not computed: nothing comes after it
        TextPages.Place given = pages.begin(owner(), request.promptIds(), mostShared, prompt + request.maxTokens() - 1);
        place = given;
        cachedTokens = given == null ? 0 : given.length();
        return given != null;
    }

    TextPages.Place place() {
        return Objects.requireNonNull(place);
    }

    /** So many tokens of the prompt are not computed yet. */
    int promptLeft() {
        return Math.max(0, request.promptIds().length - place().length());
    }

    /** What is computed next, of the prompt at most so many tokens. */
    int[] next(int most) {
        int left = promptLeft();
        int from = place().length();
        return left == 0
                ? new int[] {lastToken}
                : Arrays.copyOfRange(request.promptIds(), from, from + Math.min(left, most));
    }

    /** Scores the prompt, where that was asked for, by the hidden states [T, hidden] of its tokens from {@code begin} on. */
    void scorePrompt(Decoder decoder, Tensor hidden, int begin, int end) {
        int[] ids = request.promptIds();
        int size = decoder.config().vocabularySize();
        int scored = Math.min(end, ids.length - 1);
        for (int from = begin; request.scores().prompt() && from < scored; from += SCORED_TOGETHER) {
            try (Scope _ = Scope.open()) {
                int count = Math.min(SCORED_TOGETHER, scored - from);
                float[] logits = Tensors.toFloats(decoder.logits(
                        hidden.narrow(0, (long) from - begin, count),
                        adapter == null ? null : adapter.adapter().head()));
                for (int i = 0; i < count; i++) {
                    promptScores.add(TokenScore.of(
                            ids[from + i + 1],
                            logits,
                            i * size,
                            size,
                            request.scores().alternatives()));
                }
            }
        }
    }

    /** Takes the next token from its line of logits; true when the answer is over, which it then says. */
    boolean advance(float[] logits, int from, int vocabulary) {
        if (!Sampler.finite(logits, from, vocabulary)) {
            generation.fail(new ServeException(
                    "the model's numbers left what can be computed (NaN or an infinity) at token " + (text.count() + 1)
                            + " of the answer: ask another model, or tell its owner that it must be trained again"));
            return true;
        }
        float[] line = allowed(Arrays.copyOfRange(logits, from, from + vocabulary));
        if (isEmpty(line)) {
            return end(Finish.STOP);
        }
        lastToken = sampler.choose(line);
        request.constraint().ifPresent(constraint -> constraint.accept(lastToken));
        if (endTokens.contains(lastToken)) {
            return end(Finish.STOP);
        }
        if (request.scores().answer()) {
            scores.add(TokenScore.of(
                    lastToken, logits, from, vocabulary, request.scores().alternatives()));
        }
        give(text.add(lastToken));
        if (text.stopped()) {
            return end(Finish.STOP);
        }
        return text.count() >= request.maxTokens() && end(Finish.LENGTH);
    }

    /** The line without the tokens that must not come here. */
    private float[] allowed(float[] line) {
        if (text.count() < request.ending().minTokens()) {
            endTokens.forEach(token -> line[token] = Float.NEGATIVE_INFINITY);
        }
        request.constraint().ifPresent(constraint -> constraint.mask(line));
        return line;
    }

    /** Whether nothing may come any more. */
    private static boolean isEmpty(float[] line) {
        for (float logit : line) {
            if (logit > Float.NEGATIVE_INFINITY) {
                return false;
            }
        }
        return true;
    }

    private void give(String piece) {
        int certain = Math.min(text.certainTokens(), scores.size());
        generation.piece(new Piece(piece, certain > givenScores ? scores.subList(givenScores, certain) : List.of()));
        givenScores = Math.max(givenScores, certain);
    }

    boolean end(Finish finish) {
        give(text.rest());
        generation.end(new Answer(
                text.ids(),
                text.text(),
                finish,
                request.promptIds().length,
                cachedTokens,
                scores.subList(0, Math.min(scores.size(), text.count())),
                promptScores));
        return true;
    }

    void letGo() {
        if (adapter != null) {
            adapter.letGo();
        }
    }
}
