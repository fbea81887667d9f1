package org.openledger.serve;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** An answer that this engine makes. */
public final class Generation implements RunningAnswer {
    /** What the reader finds where nothing more comes. */
    private static final Piece END = new Piece("", List.of());

    /** Bounded by the request's maxTokens. */
    private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();

    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private volatile boolean cancelled;

    Generation() {}

    @Override
    @SuppressWarnings("ReferenceEquality") // the end is one object
    public @Nullable Piece next() throws InterruptedException {
        Piece piece = pieces.take();
        if (piece == END) {
            pieces.add(END);
            return null;
        }
        return piece;
    }

    @Override
    public Answer answer() {
        try {
            return answer.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof ServeException said) {
                throw new ServeException(String.valueOf(said.getMessage()), e);
            }
            throw new ServeException("the answer could not be computed: " + e.getMessage(), e);
        }
    }

    @Override
    public void cancel() {
        cancelled = true;
    }

    boolean cancelled() {
        return cancelled;
    }

    void piece(Piece piece) {
        if (!piece.isEmpty()) {
            pieces.add(piece);
        }
    }

    void end(Answer whole) {
        answer.complete(whole);
        pieces.add(END);
    }

    void fail(Throwable cause) {
        answer.completeExceptionally(cause);
        pieces.add(END);
    }
}
