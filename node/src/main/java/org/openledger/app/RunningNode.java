package org.openledger.app;

import java.util.concurrent.CountDownLatch;

/** A node until the process is told to stop: then it is drained, once, before the process ends. */
final class RunningNode implements AutoCloseable {
    private final Node node;
    private final CountDownLatch stopped = new CountDownLatch(1);

    RunningNode(Node node) {
        this.node = node;
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "drain"));
    }

    void await() throws InterruptedException {
        stopped.await();
    }

    @Override
    public void close() {
        node.close();
        stopped.countDown();
    }
}
