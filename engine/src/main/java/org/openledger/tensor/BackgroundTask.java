package org.openledger.tensor;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/**
 * One piece of work on a thread of its own, beside what its maker does meanwhile. Closing waits for its end, so that what it reads may
 * be freed afterwards.
 */
public final class BackgroundTask<T> implements AutoCloseable {
    private final FutureTask<T> work;
    private final Thread thread;

    private BackgroundTask(Callable<T> work) {
        this.work = new FutureTask<>(work);
        this.thread = Thread.ofPlatform().daemon().name("engine-aside").start(this.work);
    }

    /** Starts the work. */
    public static <T> BackgroundTask<T> start(Callable<T> work) {
        return new BackgroundTask<>(work);
    }

    /** Its result, once there; what it threw is thrown here. */
    public T get() {
        return Processors.result(work);
    }

    @Override
    public void close() {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
