package org.openledger.store;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

/**
 * A {@link Loop} that runs what it is handed, one after another. A task that fails in passing runs again, before those that
 * came after it; who hands tasks in bounds how many there can be.
 */
public final class TaskLoop implements Executor, AutoCloseable {
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Loop loop;

    /** Starts it; the parameters are those of {@link Loop}. */
    public TaskLoop(String name, Loop.Retry retry, Duration drain) {
        this.loop = new Loop(name, this::runNext, retry, drain);
        loop.start();
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        loop.wake();
    }

    /** For a task that may end early, because the loop is being closed. */
    public boolean stopping() {
        return loop.stopping();
    }

    private Duration runNext() {
        Runnable next = tasks.peek();
        if (next == null) {
            return Loop.UNTIL_WOKEN;
        }
        next.run();
        tasks.remove();
        return Duration.ZERO;
    }

    /** Lets the present task end; those behind it never run. */
    @Override
    public void close() {
        loop.close();
    }
}
