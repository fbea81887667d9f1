package org.openledger.gateway;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.openledger.answer.Inference;
import org.openledger.serve.Answer;
import org.openledger.serve.Generation;
import org.openledger.serve.ServeException;

/** An admitted inference on its way to its answer. Exactly one thread takes the answer. */
public final class RunningInference {
    private final Gateway gateway;
    private final Inference inference;
    private final Generation generation;
    private final AtomicBoolean kept = new AtomicBoolean();
    private volatile boolean stopped;

    RunningInference(Gateway gateway, Inference inference, Generation generation) {
        this.gateway = gateway;
        this.inference = inference;
        this.generation = generation;
    }

    /** As it was admitted; its id is the receipt's. */
    public Inference inference() {
        return inference;
    }

    /**
     * Hands on the text as it grows and returns the inference with its answer, which is safely kept by then. When the sink
     * fails, or {@link #stop()} was called, generation ends; the tokens made so far are kept and charged as an answer cut
     * short, and an {@link IOException} is thrown. {@link ServeException} when the engine failed: then nothing is charged.
     */
    public Inference answer(TextSink sink) throws IOException, InterruptedException {
        try {
            for (String piece = generation.next(); piece != null; piece = generation.next()) {
                sink.accept(piece);
            }
        } catch (IOException | InterruptedException | RuntimeException gone) {
            generation.cancel();
            keep();
            throw gone;
        }
        Inference kept = keep();
        if (stopped) {
            throw new IOException("nobody waits for the answer");
        }
        return kept;
    }

    /** Nobody waits for the answer any more: it ends with the token that is being made. From any thread, at any time. */
    public void stop() {
        stopped = true;
        generation.cancel();
    }

    /** Ends an answer that nobody took: what was made of it so far is kept. Does nothing once it was taken. */
    public void cancel() {
        if (!kept.get()) {
            generation.cancel();
            keep();
        }
    }

    private Inference keep() {
        if (!kept.compareAndSet(false, true)) {
            throw new IllegalStateException("the answer of " + inference.id() + " was taken twice");
        }
        try {
            Answer answer = generation.answer();
            return gateway.keep(inference, answer);
        } catch (ServeException failed) {
            gateway.fail(inference, String.valueOf(failed.getMessage()));
            throw failed;
        }
    }
}
