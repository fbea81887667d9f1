package org.openledger.serve;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** An answer that this engine makes. */
public final class Generation implements RunningAnswer {
    /** What the reader waits for: a piece of text, or the end. The queue is bounded by the request's maxTokens. */
    private record Piece(String text, boolean last) {}

    private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private volatile boolean cancelled;

    Generation() {}

    @Override
    public @Nullable String next() throws InterruptedException {
        Piece piece = pieces.take();
        if (piece.last()) {
            pieces.add(piece);
            return null;
        }
        return piece.text();
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

    void piece(String text) {
        if (!text.isEmpty()) {
            pieces.add(new Piece(text, false));
        }
    }

    void end(Answer whole) {
        answer.complete(whole);
        pieces.add(new Piece("", true));
    }

    void fail(Throwable cause) {
        answer.completeExceptionally(cause);
        pieces.add(new Piece("", true));
    }
}
