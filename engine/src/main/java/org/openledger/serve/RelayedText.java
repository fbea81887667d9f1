package org.openledger.serve;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openledger.model.BaseModel;
import org.openledger.serve.Answer.Finish;

/**
 * An answer whose tokens another engine computes, made into text as this engine does with its own: the same tokens and texts end
 * it. For one thread.
 */
public final class RelayedText {
    private final GenerationRequest request;
    private final Set<Integer> endTokens;
    private final AnswerText text;
    private final List<TokenScore> scores = new ArrayList<>();
    /** So many scores are handed out. */
    private int givenScores;

    private @Nullable Finish finish;

    public RelayedText(GenerationRequest request, BaseModel base) {
        this.request = request;
        this.endTokens = new HashSet<>(request.ending().tokens());
        if (!request.ending().ignoreEnd()) {
            this.endTokens.addAll(base.config().endTokens());
        }
        this.text = new AnswerText(
                base.tokenizer().incrementalDecoder(), request.ending().stop());
    }

    /** Takes the next token and gives what is certain now. */
    public Piece add(TokenScore token) {
        if (over()) {
            throw new IllegalStateException("a token after the answer's end");
        }
        if (endTokens.contains(token.id())) {
            return end(Finish.STOP);
        }
        scores.add(token);
        String piece = text.add(token.id());
        if (text.stopped()) {
            return end(piece, Finish.STOP);
        }
        return text.count() >= request.maxTokens() ? end(piece, Finish.LENGTH) : give(piece);
    }

    /** Ends the answer, where it has not ended yet, and gives what was held back. */
    public Piece end(Finish why) {
        return end("", why);
    }

    private Piece end(String piece, Finish why) {
        if (over()) {
            return give("");
        }
        finish = why;
        return give(piece + text.rest());
    }

    private Piece give(String piece) {
        int certain = request.scores().answer() ? text.certainTokens() : 0;
        Piece given = new Piece(piece, scores.subList(givenScores, Math.max(givenScores, certain)));
        givenScores = Math.max(givenScores, certain);
        return given;
    }

    public boolean over() {
        return finish != null;
    }

    /** Whether one of the request's texts ended it. */
    public boolean stopped() {
        return text.stopped();
    }

    /** The answer, which is over, with the scores of its tokens. */
    public Answer answer() {
        if (finish == null) {
            throw new IllegalStateException("the answer is not over");
        }
        return new Answer(
                text.ids(),
                text.text(),
                finish,
                request.promptIds().length,
                /* cachedTokens= */ 0,
                scores.subList(0, text.count()),
                List.of());
    }
}
