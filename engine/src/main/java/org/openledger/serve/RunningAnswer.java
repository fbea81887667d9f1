package org.openledger.serve;

import org.jspecify.annotations.Nullable;

/** An answer that is being made: its text piece by piece, and then the whole. One reader; any thread may cancel. */
public interface RunningAnswer {
    /** The next piece, waiting for it; null when the answer is over (see {@link #answer()}). */
    @Nullable
    Piece next() throws InterruptedException;

    /**
     * The whole answer, waiting for it.
     *
     * @throws ServeException when it could not be computed
     */
    Answer answer();

    /** Stops the answer after the token being computed; {@link #answer()} then says CANCELLED. */
    void cancel();
}
