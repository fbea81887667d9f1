package org.openledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.app.Configuration;
import org.openledger.app.Node;
import org.openledger.client.NodeClient;
import org.openledger.client.receipt.ReceiptDetail;
import org.openledger.setting.Settings;

/** When a whole node anchors its log: with an epoch, at its start, and once an entry has waited. */
@Tag("loop")
final class AnchorsTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofSeconds(8);
    /** What the chain, the follower and a busy machine add. */
    private static final Duration LATE = Duration.ofSeconds(20);

    /** How long a receipt may be there before it is seen here. */
    private static final Duration SEEN = Duration.ofSeconds(4);

    private static final long LOOK_SECONDS = 4;

    @TempDir
    Path folder;

    @Test
    void anEpochTakesTheLogWithItAndNoEntryWaitsLonger() throws Exception {
        Path data = folder.resolve("data");
        TrainedFolder.copyTo(data);
        String unsettled;
        try (Node _ = Node.start(anchoring(data, HOUR));
                NodeClient client = NodeClient.ofDataFolder(data)) {
            Loop loop = new Loop(client);
            loop.trainModel(TrainedFolder.TRAINING_STEPS);
            String settled = loop.receiptOf(Loop.QUESTION);
            loop.awaitReceipt(settled);
            TimeUnit.SECONDS.sleep(LOOK_SECONDS);
            assertThat(client.receipt(settled).anchored())
                    .as("before its epoch")
                    .isFalse();
            client.closeEpoch();
            Loop.until(() -> client.receipt(settled), ReceiptDetail::anchored);
            unsettled = loop.receiptOf(Loop.QUESTION);
            loop.awaitReceipt(unsettled);
            TimeUnit.SECONDS.sleep(LOOK_SECONDS);
            assertThat(client.receipt(unsettled).anchored()).as("of no epoch").isFalse();
        }
        try (Node _ = Node.start(anchoring(data, LONGEST));
                NodeClient client = NodeClient.ofDataFolder(data)) {
            Loop loop = new Loop(client);
            loop.trainModel(TrainedFolder.TRAINING_STEPS);
            Loop.until(() -> client.overview().node(), state -> state.anchoredSize() == state.logSize());
            assertThat(client.receipt(unsettled).anchored())
                    .as("what waited before the start")
                    .isTrue();
            String alone = loop.receiptOf(Loop.QUESTION);
            loop.awaitReceipt(alone);
            long since = System.nanoTime();
            Loop.until(() -> client.receipt(alone), ReceiptDetail::anchored);
            assertThat(Duration.ofNanos(System.nanoTime() - since)).isBetween(LONGEST.minus(SEEN), LONGEST.plus(LATE));
        }
        assertThat(WholeLoopTest.findings(data)).isEmpty();
    }

    private static Configuration anchoring(Path data, Duration longest) {
        Configuration plain = Loop.configuration(data);
        return new Configuration(
                plain.home(), data, plain.values().with(Settings.CHAIN_ANCHOR_PERIOD, longest, "a test"));
    }
}
