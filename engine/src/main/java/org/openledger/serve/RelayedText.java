package org.openledger.serve;

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
    private @Nullable Finish finish;

    public RelayedText(GenerationRequest request, BaseModel base) {
        this.request = request;
        this.endTokens = base.config().endTokens();
        this.text = new AnswerText(base.tokenizer().incrementalDecoder(), request.stop());
    }

    /** Takes the next token and gives the text that is certain now. */
    public String add(int id) {
        if (over()) {
            throw new IllegalStateException("a token after the answer's end");
        }
        if (endTokens.contains(id)) {
            return end(Finish.STOP);
        }
        String piece = text.add(id);
        if (text.stopped()) {
            return piece + end(Finish.STOP);
        }
        return text.count() >= request.maxTokens() ? piece + end(Finish.LENGTH) : piece;
    }

    /** Ends the answer, where it has not ended yet, and gives the text that was held back. */
    public String end(Finish why) {
        if (over()) {
            return "";
        }
        finish = why;
        return text.rest();
    }

    public boolean over() {
        return finish != null;
    }

    /** Whether one of the request's texts ended it. */
    public boolean stopped() {
        return text.stopped();
    }

    /** The answer, which is over. */
    public Answer answer() {
        if (finish == null) {
            throw new IllegalStateException("the answer is not over");
        }
        return new Answer(text.ids(), text.text(), finish, request.promptIds().length);
    }
}
