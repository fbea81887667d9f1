package org.openledger.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.cli.Loop;
import org.openledger.cli.NodeProcess;
import org.openledger.client.NodeClient;

@Tag("integration")
final class InterruptionTest {
    /** More than are done until the node is told to stop. */
    private static final int TRAINING_STEPS = 1_000;

    private static final int EXIT_AFTER_SIGTERM = 128 + 15;

    @TempDir
    Path folder;

    @Test
    void aNodeComesOutOfTrainingAndGoesOnAtTheNextStart() throws Exception {
        int before = trainUntilAfter(0);
        assertThat(trainUntilAfter(before)).isGreaterThan(before);
    }

    /** Starts the node, lets it train past a step, tells it to stop, and gives the step it was at. */
    private int trainUntilAfter(int step) throws IOException, InterruptedException {
        NodeProcess node = NodeProcess.start(folder.resolve("data"));
        try {
            assertThat(node.awaitReady()).as(node.output()).isTrue();
            int reached;
            try (NodeClient client = node.client()) {
                Loop loop = new Loop(client);
                loop.give(_ -> {});
                String run = loop.run(TRAINING_STEPS, 4);
                reached = Loop.until(() -> client.run(run), found -> found.step() > step)
                        .step();
            }
            assertThat(node.stop()).as(node.output()).isEqualTo(EXIT_AFTER_SIGTERM);
            assertThat(node.output().lines().toList().getLast()).startsWith("OpenLedger is up");
            return reached;
        } finally {
            node.kill();
        }
    }
}
