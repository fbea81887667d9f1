package org.openledger.cli.terminal;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl+C or SIGTERM as a command sees it: a request to come out, and the process ends only when the command has. Without it the
 * virtual machine would end under the command, and the destructors of libtorch under the threads that compute with it, which
 * crashes them; so every command that computes does it inside one of these.
 */
public final class Interruption implements AutoCloseable {
    /** Longer than any step of what can be cancelled; who waits no longer sends SIGKILL, which loses nothing either. */
    private static final long PATIENCE_SECONDS = 60;

    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch out = new CountDownLatch(1);

    private Interruption() {}

    /** From now on until it is closed, the end of the process waits. */
    public static Interruption listen() {
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(new Thread(interruption::request, "interruption"));
        return interruption;
    }

    public boolean requested() {
        return requested.getCount() == 0;
    }

    /** @throws CancellationException when it is requested to come out */
    public void check() {
        if (requested()) {
            throw new CancellationException("stopped");
        }
    }

    /** Waits for the request. */
    public void await() throws InterruptedException {
        requested.await();
    }

    private void request() {
        requested.countDown();
        try {
            if (!out.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("openledger: did not come to a stop within " + PATIENCE_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The command has come out, and said all it had to say. */
    @Override
    public void close() {
        out.countDown();
    }
}
