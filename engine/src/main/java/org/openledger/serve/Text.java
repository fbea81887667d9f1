package org.openledger.serve;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openledger.model.text.Tokenizer;
import org.openledger.serve.Answer.Finish;

/** One request on its way through the engine; touched by the engine's thread alone once it is taken from the queue. */
final class Text {
    private final GenerationRequest request;
    private final @Nullable LoadedAdapter adapter;
    private final Generation generation = new Generation();
    private final Sampler sampler;
    private final AnswerText text;
    private final Set<Integer> endTokens;
    private int slot = -1;
    private int lastToken;

    Text(GenerationRequest request, @Nullable LoadedAdapter adapter, Tokenizer tokenizer, Set<Integer> endTokens) {
        this.request = request;
        this.adapter = adapter;
        this.endTokens = endTokens;
        this.sampler = new Sampler(request.temperature(), request.topP(), request.seed());
        this.text = new AnswerText(tokenizer.incrementalDecoder(), request.stop());
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

    int slot() {
        return slot;
    }

    void occupy(int freeSlot) {
        slot = freeSlot;
    }

    int lastToken() {
        return lastToken;
    }

    /** Takes the next token from its line of logits; true when the answer is over, which it then says. */
    boolean advance(float[] logits, int from, int vocabulary) {
        if (!Sampler.finite(logits, from, vocabulary)) {
            generation.fail(new ServeException(
                    "the model's numbers left what can be computed (NaN or an infinity) at token " + (text.count() + 1)
                            + " of the answer: ask another model, or tell its owner that it must be trained again"));
            return true;
        }
        lastToken = sampler.choose(logits, from, vocabulary);
        if (endTokens.contains(lastToken)) {
            return end(Finish.STOP);
        }
        generation.piece(text.add(lastToken));
        if (text.stopped()) {
            return end(Finish.STOP);
        }
        return text.count() >= request.maxTokens() && end(Finish.LENGTH);
    }

    boolean end(Finish finish) {
        generation.piece(text.rest());
        generation.end(new Answer(text.ids(), text.text(), finish, request.promptIds().length));
        return true;
    }

    void letGo() {
        if (adapter != null) {
            adapter.letGo();
        }
    }
}
