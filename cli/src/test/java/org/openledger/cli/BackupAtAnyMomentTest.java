package org.openledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.app.Node;
import org.openledger.app.NodeVersion;
import org.openledger.app.folder.BackingUp;
import org.openledger.app.folder.Resuming;
import org.openledger.backup.Backup;
import org.openledger.backup.CopyListener;
import org.openledger.backup.Restore;
import org.openledger.backup.SnapshotFolder;
import org.openledger.client.NodeClient;
import org.openledger.kept.RestoredFolder.Published;
import org.openledger.store.LocalDisk;

/**
 * Snapshots at random moments of a whole loop, from the first account to the last claim: each is restored, fsck finds nothing in it,
 * the loop comes to its end from there, and fsck finds nothing again. So no order of writes in the node is at odds with the order in
 * which a backup copies.
 */
@Tag("campaign")
final class BackupAtAnyMomentTest {
    private static final String PASSPHRASE = "correct horse battery staple";
    private static final int TRAINING_STEPS = 6;
    private static final int MOST_PAUSE_MILLIS = 2_000;

    private static final Backup.Options OPTIONS =
            new Backup.Options(NodeVersion.NUMBER, PASSPHRASE, OptionalInt.empty());

    @TempDir
    Path folder;

    @Test
    void everySnapshotGoesOnToTheEndOfItsLoop() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("BackupAtAnyMomentTest seed " + seed);
        Random random = new Random(seed);
        Path data = folder.resolve("data");
        Path backup = folder.resolve("backup");
        List<String> snapshots = new ArrayList<>();
        try (Node _ = Node.start(Loop.configuration(data));
                NodeClient client = NodeClient.ofDataFolder(data);
                ExecutorService player = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> played = player.submit(() -> new Loop(client).play(TRAINING_STEPS, _ -> {}));
            while (!played.isDone()) {
                snapshots.add(BackingUp.take(Loop.configuration(data), backup, OPTIONS, CopyListener.NONE)
                        .snapshot());
                Thread.sleep(random.nextInt(MOST_PAUSE_MILLIS));
            }
            played.get();
        }
        System.out.println("BackupAtAnyMomentTest: " + snapshots.size() + " snapshots");
        assertThat(snapshots).hasSizeGreaterThan(5);
        for (String snapshot : snapshots) {
            goesOn(backup, snapshot, seed);
        }
    }

    private void goesOn(Path backup, String snapshot, long seed) throws Exception {
        Path restored = folder.resolve("restored");
        try (SnapshotFolder from = SnapshotFolder.open(backup)) {
            new Restore(from, CopyListener.NONE).run(from.snapshot(Optional.of(snapshot)), restored, PASSPHRASE);
        }
        assertThat(WholeLoopTest.asLeft(Loop.configuration(restored)))
                .as("snapshot %s, seed %d", snapshot, seed)
                .isEmpty();
        Resuming.accept(Loop.configuration(restored), new Published.NothingLater());
        try (Node _ = Node.start(Loop.configuration(restored));
                NodeClient client = NodeClient.ofDataFolder(restored)) {
            new Loop(client).play(TRAINING_STEPS, _ -> {});
        }
        assertThat(WholeLoopTest.findings(restored))
                .as("snapshot %s, seed %d", snapshot, seed)
                .isEmpty();
        LocalDisk.deleteTree(restored);
    }
}
