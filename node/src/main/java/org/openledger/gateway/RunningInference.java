package org.openledger.gateway;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.openledger.answer.GatewayException;
import org.openledger.answer.Inference;
import org.openledger.serve.Answer;
import org.openledger.serve.Piece;
import org.openledger.serve.RunningAnswer;
import org.openledger.serve.ServeException;
import org.openledger.serve.TokenScore;
import org.openledger.store.Refusal.Kind;
import org.openledger.upstream.UpstreamException;

/** An admitted inference on its way to its answer. Exactly one thread takes the answer. */
public final class RunningInference {
    private final BiFunction<Inference, Answer, Inference> keeping;
    private final BiConsumer<Inference, String> failing;
    private final Inference inference;
    private final RunningAnswer generation;
    private final boolean judged;
    private final AtomicBoolean kept = new AtomicBoolean();
    private volatile boolean stopped;

    /**
     * @param judged whether nothing is handed on before it is decided that the answer may be
     * @param keeping keeps an answer, and returns the inference with it
     * @param failing ends an inference that has none, and says why
     */
    RunningInference(
            Inference inference,
            RunningAnswer generation,
            boolean judged,
            BiFunction<Inference, Answer, Inference> keeping,
            BiConsumer<Inference, String> failing) {
        this.inference = inference;
        this.generation = generation;
        this.judged = judged;
        this.keeping = keeping;
        this.failing = failing;
    }

    /**
     * An inference with its answer.
     *
     * @param scores of the answer's tokens, where they were asked for; they are not kept
     * @param promptScores of the prompt's tokens
     * @param cachedTokens of the prompt, which were computed for an earlier request of the payer
     */
    public record Answered(
            Inference inference, List<TokenScore> scores, List<TokenScore> promptScores, int cachedTokens) {
        /** One that was kept from before. */
        public static Answered before(Inference inference) {
            return new Answered(inference, List.of(), List.of(), 0);
        }

        private boolean isWithheld() {
            return inference.answer().flatMap(Inference.Answer::withheld).isPresent();
        }

        private String told() {
            return inference.answer().map(Inference.Answer::told).orElse("");
        }
    }

    /** As it was admitted; its id is the receipt's. */
    public Inference inference() {
        return inference;
    }

    /**
     * Hands on the text as it grows and returns the inference with its answer, which is safely kept by then. When the sink
     * fails, or {@link #stop()} was called, generation ends; the tokens made so far are kept and charged as an answer cut
     * short, and an {@link IOException} is thrown. Where a least support is wanted, all is handed on after it was found, or a
     * sentence instead. {@link GatewayException} when the engine failed: then nothing is charged.
     */
    public Answered answer(TextSink sink) throws IOException, InterruptedException {
        List<Piece> held = new ArrayList<>();
        TextSink growing = judged ? held::add : sink;
        try {
            for (Piece piece = generation.next(); piece != null; piece = generation.next()) {
                growing.accept(piece);
            }
        } catch (IOException | InterruptedException | RuntimeException gone) {
            generation.cancel();
            keep();
            throw gone;
        }
        Answered kept = keep();
        if (stopped) {
            throw new IOException("nobody waits for the answer");
        }
        for (Piece piece : kept.isWithheld() ? List.of(new Piece(kept.told(), List.of())) : held) {
            sink.accept(piece);
        }
        return kept;
    }

    /** Nobody waits for the answer any more: it ends with the token that is being made. From any thread, at any time. */
    public void stop() {
        stopped = true;
        generation.cancel();
    }

    /** Ends the generation of an inference that was never handed on. */
    void forget() {
        kept.set(true);
        generation.cancel();
    }

    /** Ends an answer that nobody took: what was made of it so far is kept. Does nothing once it was taken. */
    public void cancel() {
        if (!kept.get()) {
            generation.cancel();
            keep();
        }
    }

    private Answered keep() {
        if (!kept.compareAndSet(false, true)) {
            throw new IllegalStateException("the answer of " + inference.id() + " was taken twice");
        }
        try {
            Answer answer = generation.answer();
            Answered kept = new Answered(
                    keeping.apply(inference, answer), answer.scores(), answer.promptScores(), answer.cachedTokens());
            return kept.isWithheld()
                    ? new Answered(kept.inference, List.of(), kept.promptScores, kept.cachedTokens)
                    : kept;
        } catch (ServeException failed) {
            failing.accept(inference, String.valueOf(failed.getMessage()));
            throw new GatewayException(Kind.MODEL_FAILED, failed.getMessage() + "; nothing was charged");
        } catch (UpstreamException failed) {
            failing.accept(inference, failed.getMessage());
            throw failed;
        }
    }
}
