package org.openledger.app;

import java.util.ArrayDeque;
import java.util.Deque;

/** What was started, to be closed in the reverse order, so that nothing is used after it is gone. */
public final class Lifecycle implements AutoCloseable {
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    public <T extends AutoCloseable> T keep(T part) {
        parts.push(part);
        return part;
    }

    /** Closes every part even when one fails to; closing again does nothing. */
    @Override
    public synchronized void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                System.err.println("openledger: while stopping: " + e.getMessage());
            }
        }
    }
}
