package org.openledger.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.openledger.app.Node;
import org.openledger.app.Supervision;
import org.openledger.store.Disk;
import org.openledger.store.LocalDisk;

/**
 * A program: a node on whose disk a defect lies in wait. The first transaction that the outbox sends, after the node listens,
 * meets it.
 */
final class NodeWithFailingThread {
    static final String DEFECT = "a defect that lay in wait";

    private NodeWithFailingThread() {}

    public static void main(String[] arguments) throws InterruptedException {
        Supervision.begin();
        DefectiveDisk disk = new DefectiveDisk();
        try (Node _ = Node.start(Loop.configuration(Path.of(arguments[0])), disk)) {
            disk.armed = true;
            Thread.currentThread().join();
        }
    }

    /** The machine's disk; once armed, appending fails by an error that nothing expects. */
    private static final class DefectiveDisk implements Disk {
        private final Disk real = new LocalDisk();
        private volatile boolean armed;

        @Override
        public void replace(Path target, byte[] content) throws IOException {
            real.replace(target, content);
        }

        @Override
        public long replace(Path target, InputStream content) throws IOException {
            return real.replace(target, content);
        }

        @Override
        public void append(Path target, byte[] content) throws IOException {
            if (armed) {
                throw new AssertionError(DEFECT);
            }
            real.append(target, content);
        }
    }
}
