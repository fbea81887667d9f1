package org.openledger.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.openledger.app.Node;
import org.openledger.store.Disk;
import org.openledger.store.LocalDisk;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * A program: a node on whose disk a defect lies in wait. The first transaction that the outbox sends, after the node listens,
 * meets it.
 */
@Command(name = "node-with-failing-thread")
final class NodeWithFailingThread implements Callable<Integer> {
    static final String DEFECT = "a defect that lay in wait";

    @Parameters(index = "0")
    private Path data = Path.of("");

    private NodeWithFailingThread() {}

    public static void main(String[] arguments) {
        Program.main(Program.of(new CommandLine(new NodeWithFailingThread())), arguments);
    }

    @Override
    public Integer call() throws InterruptedException {
        DefectiveDisk disk = new DefectiveDisk();
        try (Node _ = Node.start(Loop.configuration(data), disk)) {
            disk.armed = true;
            Thread.currentThread().join();
            return 0;
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
