package org.openledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.store.Database;
import org.openledger.store.FaultyDisk;
import org.openledger.store.FaultyDisk.Fault;
import org.openledger.store.LocalDisk;
import org.openledger.store.MigratedDatabase;
import org.openledger.verify.Checkpoint;
import org.openledger.verify.MerkleTree;
import org.openledger.verify.VerifierKey;

@Tag("unit")
final class LogTest {
    private static final String ORIGIN = "openledger.local/test";

    @TempDir
    Path folder;

    private Database database;
    private int made;

    @BeforeEach
    void open() {
        database = MigratedDatabase.open(folder);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whatIsAppendedIsProvenByTheSignedCheckpoint() {
        Log log = reopened();
        List<byte[]> leaves = new ArrayList<>();
        byte[] oldRoot = MerkleTree.emptyRoot();
        for (int count : new int[] {1, 2, 252, 1, 1, 300, 7}) {
            long oldSize = log.checkpoint().size();
            leaves.addAll(append(log, count));
            Checkpoint checkpoint = log.publish();
            assertThat(checkpoint.size()).isEqualTo(leaves.size());
            assertThat(checkpoint.rootBytes()).isEqualTo(MerkleTree.root(leaves));
            assertThat(Checkpoint.verify(log.signedCheckpoint(), VerifierKey.parse(log.vkey())))
                    .isEqualTo(checkpoint);
            List<byte[]> proof = log.consistency(oldSize, checkpoint.size());
            assertThat(MerkleTree.verifyConsistency(oldSize, oldRoot, checkpoint.size(), checkpoint.rootBytes(), proof))
                    .isTrue();
            oldRoot = checkpoint.rootBytes();
        }
        for (int index = 0; index < leaves.size(); index += 13) {
            assertThat(log.inclusion(index, leaves.size()))
                    .containsExactlyElementsOf(MerkleTree.inclusion(leaves, index, leaves.size()));
            assertThat(log.inclusion(index, index + 1L))
                    .containsExactlyElementsOf(MerkleTree.inclusion(leaves, index, index + 1L));
        }
        assertThat(log.fsck()).isEmpty();
        assertThat(log.root(256)).isEqualTo(MerkleTree.root(leaves.subList(0, 256)));
        assertThatThrownBy(() -> log.inclusion(0, leaves.size() + 1L)).isInstanceOf(LogException.class);
    }

    @Test
    void aRolledBackEntryIsNotInTheLog() {
        Log log = reopened();
        append(log, 3);
        assertThatThrownBy(() -> database.write(handle -> {
                    assertThat(log.append(handle, List.of(entry(99)))).isEqualTo(3);
                    throw new IllegalStateException("stop");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(log.publish().size()).isEqualTo(3);
        long next = database.transact(handle -> log.append(handle, List.of(entry(100), entry(101))));
        assertThat(next).isEqualTo(3);
        byte[] leaf = MerkleTree.leafHash(entry(101));
        OptionalLong found = database.read(handle -> log.find(handle, leaf));
        assertThat(found).hasValue(4);
    }

    @Test
    void aReopenedLogContinues() {
        Log first = reopened();
        append(first, 300);
        Checkpoint before = first.publish();
        Log second = reopened();
        assertThat(second.vkey()).isEqualTo(first.vkey());
        assertThat(second.checkpoint()).isEqualTo(before);
        append(second, 300);
        Checkpoint after = second.publish();
        assertThat(MerkleTree.verifyConsistency(
                        300, before.rootBytes(), 600, after.rootBytes(), second.consistency(300, 600)))
                .isTrue();
        assertThat(second.fsck()).isEmpty();
    }

    @Test
    void servesEveryTileAsTheSpecificationSaysAndNothingElse() {
        Log log = reopened();
        append(log, 256 + 5);
        log.publish();
        assertThat(log.serve("checkpoint").orElseThrow().bytes())
                .isEqualTo(log.signedCheckpoint().getBytes(StandardCharsets.UTF_8));
        assertThat(log.serve("tile/0/000").orElseThrow().bytes()).hasSize(256 * 32);
        assertThat(log.serve("tile/0/001.p/5").orElseThrow().bytes()).hasSize(5 * 32);
        assertThat(log.serve("tile/0/001.p/2").orElseThrow().bytes()).hasSize(2 * 32);
        assertThat(log.serve("tile/1/000.p/1").orElseThrow().bytes()).hasSize(32);
        byte[] bundle = log.serve("tile/entries/001.p/2").orElseThrow().bytes();
        byte[] first = entry(256);
        assertThat(bundle)
                .startsWith((byte) (first.length >> 8), (byte) first.length)
                .hasSize(2 * (2 + first.length));
        for (String path : List.of(
                "",
                "/checkpoint",
                "tile/0/001",
                "tile/0/001.p/6",
                "tile/0/002.p/1",
                "tile/1/000",
                "tile/2/000.p/1",
                "../log.key",
                "log.key",
                "tile/0/000.p/256")) {
            assertThat(log.serve(path)).as(path).isEmpty();
        }
    }

    @Test
    void replacedPartialTilesDoNotPileUp() throws IOException {
        Log log = reopened();
        for (int i = 0; i < 20; i++) {
            append(log, 3);
            log.publish();
        }
        try (Stream<Path> files = Files.walk(folder.resolve("log"))) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(3);
        }
    }

    @Test
    void aChangedTileIsNamedAndNotBuiltUpon() throws IOException {
        Log log = reopened();
        append(log, 300);
        Checkpoint signed = log.publish();
        Path tile = folder.resolve("log/tile/0/001.p/44");
        byte[] bytes = Files.readAllBytes(tile);
        bytes[7] ^= 1;
        Files.write(tile, bytes);
        append(log, 1);
        assertRefusesToSign(log, signed, "tile/0/001.p/44");
    }

    @Test
    void aMissingTileIsNamedAndNotBuiltUpon() throws IOException {
        Log log = reopened();
        append(log, 300);
        Checkpoint signed = log.publish();
        Files.delete(folder.resolve("log/tile/1/000.p/1"));
        append(log, 1);
        assertRefusesToSign(log, signed, "tile/1/000.p/1");
    }

    @Test
    void changedEntriesAreNamedAndNotSigned() {
        Log log = reopened();
        append(log, 300);
        Checkpoint signed = log.publish();
        byte[] other = "other".getBytes(StandardCharsets.UTF_8);
        database.write(handle -> handle.execute("UPDATE log_entry SET entry = ? WHERE position = 280", other));
        append(log, 1);
        assertRefusesToSign(log, signed, "280");
        database.write(handle ->
                handle.execute("UPDATE log_entry SET leaf_hash = ? WHERE position = 280", MerkleTree.leafHash(other)));
        assertRefusesToSign(log, signed, "tile/0/001");
    }

    @Test
    void aDatabaseSetBackIsNamedAndTheLogDoesNotShrink() {
        Log log = reopened();
        append(log, 300);
        Checkpoint signed = log.publish();
        database.write(handle -> handle.execute("DELETE FROM log_entry WHERE position >= 290"));
        assertRefusesToSign(log, signed, "290");
    }

    @Test
    void aGapInTheDatabaseIsNamed() {
        Log log = reopened();
        append(log, 20);
        database.write(handle -> handle.execute("DELETE FROM log_entry WHERE position = 10"));
        assertThatThrownBy(log::publish).isInstanceOf(LogException.class).hasMessageContaining("misses log entries");
        assertThat(log.fsck()).singleElement().asString().contains("missing in the database");
    }

    @Test
    void aForeignOrMissingKeyIsRefused() throws IOException {
        append(reopened(), 3);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("log.key"))))
                .isEqualTo("rw-------");
        assertThatThrownBy(() -> Log.open(database, folder, new LocalDisk(), "openledger.local/other"))
                .isInstanceOf(LogException.class)
                .hasMessageContaining("openledger.local/other");
        Files.delete(folder.resolve("log.key"));
        assertThatThrownBy(this::reopened).isInstanceOf(LogException.class).hasMessageContaining("backup");
    }

    /**
     * Every write of a growing log fails once, before or after it took place. Whatever happens, what lies on the disk is
     * a signed checkpoint over whole tiles, and the next publication catches up.
     */
    @Test
    void noCheckpointIsEverSignedOverMissingTiles() throws IOException {
        long seed = 20_261_123;
        int writes = growWithFailure(Fault.FULL, 0, seed);
        for (int write = 1; write <= writes; write++) {
            growWithFailure(Fault.FULL, write, seed);
            growWithFailure(Fault.ANSWER_LOST, write, seed);
        }
    }

    @Test
    void thePublisherGathersAndCatchesUp() throws InterruptedException {
        Log log = reopened();
        try (Publisher publisher = Publisher.start(log, Duration.ofMillis(5))) {
            for (int i = 1; i <= 5; i++) {
                append(log, 10);
                publisher.request();
            }
            assertThat(publisher.await(50, Duration.ofMinutes(2)).size()).isEqualTo(50);
            assertThat(publisher.failure()).isEmpty();
            append(log, 4);
        }
        assertThat(log.checkpoint().size()).isEqualTo(54);
    }

    /** Returns how many writes the growth takes. */
    private int growWithFailure(Fault fault, int failingWrite, long seed) throws IOException {
        deleteLog();
        Random random = new Random(seed);
        FaultyDisk disk = new FaultyDisk(fault, failingWrite);
        long signed = 0;
        for (int round = 0; round < 4; round++) {
            try {
                Log log = Log.open(database, folder, disk, ORIGIN);
                append(log, 1 + random.nextInt(200));
                signed = log.publish().size();
            } catch (LogException failed) {
                assertThat(failed).hasRootCauseInstanceOf(IOException.class);
                if (Files.exists(folder.resolve("log/checkpoint"))) {
                    Log after = reopened();
                    assertThat(after.checkpoint().size()).isGreaterThanOrEqualTo(signed);
                    assertThat(after.fsck())
                            .as("seed %d, %s at write %d", seed, fault, failingWrite)
                            .isEmpty();
                }
            }
        }
        Log log = reopened();
        assertThat(log.publish().size()).isEqualTo(log.size());
        assertThat(log.fsck())
                .as("seed %d, %s at write %d", seed, fault, failingWrite)
                .isEmpty();
        return disk.writes();
    }

    private void deleteLog() throws IOException {
        database.write(handle -> handle.execute("DELETE FROM log_entry"));
        if (Files.exists(folder.resolve("log"))) {
            try (Stream<Path> files = Files.walk(folder.resolve("log"))) {
                for (Path file :
                        files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private void assertRefusesToSign(Log log, Checkpoint signed, String finding) {
        assertThatThrownBy(log::publish).isInstanceOf(LogException.class);
        assertThat(log.checkpoint()).isEqualTo(signed);
        assertThat(reopened().checkpoint()).isEqualTo(signed);
        assertThat(log.fsck()).anySatisfy(found -> assertThat(found.what()).contains(finding));
    }

    private Log reopened() {
        return Log.open(database, folder, new LocalDisk(), ORIGIN);
    }

    /** Appends so many new entries and returns their leaf hashes. */
    private List<byte[]> append(Log log, int count) {
        List<byte[]> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entries.add(entry(made++));
        }
        database.write(handle -> log.append(handle, entries));
        return entries.stream().map(MerkleTree::leafHash).toList();
    }

    private static byte[] entry(int number) {
        return String.format("entry %05d", number).getBytes(StandardCharsets.UTF_8);
    }
}
