package org.openledger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.app.Node;
import org.openledger.app.folder.Resuming;
import org.openledger.backup.CopyListener;
import org.openledger.backup.Restore;
import org.openledger.backup.SnapshotFolder;
import org.openledger.client.NodeClient;
import org.openledger.kept.KeptFile;
import org.openledger.kept.KeptFiles;
import org.openledger.kept.RestoredFolder.Published;
import org.openledger.log.LogCopy;
import org.openledger.store.LocalDisk;
import org.openledger.store.Refusal;
import org.openledger.verify.Checkpoint;
import org.openledger.verify.LogEntry;
import org.openledger.verify.LogKey;
import org.openledger.verify.Verifier;
import org.openledger.verify.bytes.VerifyException;
import org.openledger.verify.datanet.DatanetFolder;
import tools.jackson.databind.JsonNode;

/** A node is backed up while it answers, lost, and restored from the backup. */
@Tag("loop")
final class BackupTest {
    private static final String PASSPHRASE = "correct horse battery staple";

    @TempDir
    static Path folder;

    private static Path data;
    private static Path lost;
    private static Path backup;
    private static Path passphrase;

    private static final long PAUSE_NANOS = 300_000_000;

    /** Answers whose receipts were there before the first snapshot began. */
    private static List<String> receipts;

    private static JsonNode first;
    private static JsonNode second;
    private static String checkpointAtFirst;
    private static String checkpointAtEnd;

    @BeforeAll
    static void backUpUnderLoad() throws Exception {
        data = folder.resolve("data");
        backup = folder.resolve("backup");
        passphrase = Files.writeString(folder.resolve("passphrase"), PASSPHRASE + "\n");
        TrainedFolder.copyTo(data);
        Queue<String> answered = new ConcurrentLinkedQueue<>();
        AtomicBoolean asking = new AtomicBoolean(true);
        try (Node _ = Node.start(Loop.configuration(data));
                NodeClient client = NodeClient.ofDataFolder(data)) {
            Loop loop = new Loop(client);
            loop.trainModel(TrainedFolder.TRAINING_STEPS);
            answered.addAll(loop.ask());
            Thread asker = Thread.ofVirtual().start(() -> {
                while (asking.get()) {
                    answered.addAll(loop.ask());
                    LockSupport.parkNanos(PAUSE_NANOS); // each answer has to be explained before the folder is closed
                }
            });
            receipts = List.copyOf(answered);
            receipts.forEach(loop::awaitReceipt);
            checkpointAtFirst = Files.readString(data.resolve("log/checkpoint"));
            first = backUp();
            second = backUp();
            int before = answered.size();
            Loop.until(answered::size, now -> now > before);
            asking.set(false);
            asker.join();
            answered.forEach(loop::awaitReceipt);
        }
        checkpointAtEnd = Files.readString(data.resolve("log/checkpoint"));
        lost = folder.resolve("lost");
        Files.move(data, lost);
    }

    @AfterAll
    static void theBackupIsWholeStill() {
        assertThat(Ran.of(List.of("restore", "--verify", backup.toString(), "--quiet"))
                        .code())
                .isZero();
    }

    private static JsonNode backUp() {
        Ran ran = Ran.of(List.of(
                "backup",
                "--to",
                backup.toString(),
                "--data",
                data.toString(),
                "--passphrase",
                passphrase.toString(),
                "--json",
                "--quiet"));
        assertThat(ran.code()).as(ran.said()).isZero();
        return NodeClient.JSON.readTree(ran.out());
    }

    private static Ran restore(Path to, String... more) {
        List<String> words = new ArrayList<>(
                List.of("restore", backup.toString(), to.toString(), "--passphrase", passphrase.toString(), "--quiet"));
        words.addAll(List.of(more));
        return Ran.of(words);
    }

    /** A process of its own knows where the project, and so the chain's program, is. */
    private static String succeeds(String... words) throws IOException, InterruptedException {
        NodeProcess process = NodeProcess.run(Main.class, data, words);
        int code = process.awaitEnd();
        assertThat(code).as(process.output()).isZero();
        return process.output();
    }

    @Test
    void everyReceiptFromBeforeTheBackupIsThereAndVerifies() throws Exception {
        Path to = folder.resolve("first");
        String said = succeeds(
                "restore",
                "--verify",
                backup.toString(),
                to.toString(),
                "--snapshot",
                first.path("snapshot").asString(),
                "--passphrase",
                passphrase.toString());
        assertThat(said)
                .contains("every digest is right", "✓ rows", "✓ log", "✓ chain")
                .doesNotContain("✗");
        assertThatThrownBy(() -> Node.start(Loop.configuration(to)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("was restored from a snapshot")
                .hasMessageContaining("--published FILE|URL");
        Resuming.accept(Loop.configuration(to), new Published.Newest(checkpointAtFirst, "a reader"));
        try (Node _ = Node.start(Loop.configuration(to));
                NodeClient client = NodeClient.ofDataFolder(to)) {
            Loop loop = new Loop(client);
            for (String receipt : receipts) {
                loop.awaitReceipt(receipt);
                assertThat(Verifier.accepted(Verifier.check(client.receiptFile(receipt), Verifier.Options.none())))
                        .isTrue();
            }
            loop.ask().forEach(loop::awaitReceipt);
            loop.closeEpoch();
        }
        assertThat(WholeLoopTest.findings(to)).isEmpty();
    }

    @Test
    void aFolderOlderThanWhatWasPublishedDoesNotGoOn() throws Exception {
        Path to = folder.resolve("older");
        assertThat(restore(to, "--snapshot", first.path("snapshot").asString()).code())
                .isZero();
        assertThat(size(checkpointAtEnd)).isGreaterThan(first.path("logEntries").asLong());
        assertThatThrownBy(() ->
                        Resuming.accept(Loop.configuration(to), new Published.Newest(checkpointAtEnd, "a mirror")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("its log must not go on from here");
        String anothers = checkpointAtEnd.replaceFirst("(?m)^[0-9]+$", "1");
        assertThatThrownBy(() -> Resuming.accept(Loop.configuration(to), new Published.Newest(anothers, "a liar")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("is not signed");
        assertThatThrownBy(() -> Node.start(Loop.configuration(to))).hasMessageContaining("was restored");
        // an operator who lies can be held to it: the statement stands in the log, before anything else
        long entries = first.path("logEntries").asLong();
        Resuming.accept(Loop.configuration(to), new Published.NothingLater());
        try (Node _ = Node.start(Loop.configuration(to));
                NodeClient client = NodeClient.ofDataFolder(to)) {
            LogCopy log = LogCopy.read(
                    client::logFile,
                    LogKey.parse(Files.readString(to.resolve("log.key"))).verifierKey());
            assertThat(log.entry(entries).kind()).isEqualTo(LogEntry.RESTORE);
        }
    }

    private static long size(String note) {
        return Checkpoint.parseUnverified(note).size();
    }

    @Test
    void whatIsThereAlreadyIsNotCopiedAgain() throws IOException {
        assertThat(first.path("addedBytes").asLong()).isPositive();
        long databaseBytes = Files.size(lost.resolve("openledger.db")); // which changes as a whole
        assertThat(second.path("addedBytes").asLong() - databaseBytes)
                .isLessThan((second.path("bytes").asLong() - databaseBytes) / 2);
    }

    @Test
    void everyFileIsCopiedEncryptedOrMadeAgain() throws IOException {
        for (KeptFile kept : KeptFiles.all()) {
            boolean passing = kept.kind() == KeptFile.Kind.PASSING;
            if (kept.inBackup() == KeptFile.InBackup.LEFT_OUT) {
                assertThat(passing || kept.madeAgain().isPresent())
                        .as("%s", kept)
                        .isTrue();
            } else {
                assertThat(passing).as("%s", kept).isFalse();
            }
        }
        Path to = folder.resolve("again");
        assertThat(restore(to).code()).isZero();
        List<Path> expected = FileFaults.files(lost).stream()
                .filter(file -> KeptFiles.of(file).orElseThrow().inBackup() != KeptFile.InBackup.LEFT_OUT)
                .toList();
        assertThat(FileFaults.files(to)).containsAll(expected);
        try (Stream<Path> files = Files.walk(backup)) {
            String token = Files.readString(lost.resolve("admin.token"));
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .doesNotContain(token)
                        .doesNotContain(
                                Files.readString(lost.resolve("master.key")).strip())
                        .doesNotContain("PRIVATE+KEY");
            }
        }
        assertThat(FileFaults.files(to)).contains(Path.of("admin.token"), Path.of("master.key"), Path.of("log.key"));
    }

    @Test
    void aStoppedFolderComesBackRowByRow() throws Exception {
        Path copy = folder.resolve("stopped");
        TrainedFolder.copy(lost, copy);
        Path other = folder.resolve("other-backup");
        List<String> words = List.of(
                "backup",
                "--to",
                other.toString(),
                "--data",
                copy.toString(),
                "--keep",
                "1",
                "--passphrase",
                passphrase.toString());
        assertThat(Ran.of(words).code()).isZero();
        assertThat(TableFaults.execute(copy, "UPDATE account SET name = 'Ada' WHERE name = 'ada'"))
                .isTrue();
        Ran again = Ran.of(words);
        assertThat(again.out()).as(again.said()).contains("removed: snapshot");
        // what only the older snapshot had is gone with it
        try (SnapshotFolder from = SnapshotFolder.open(other)) {
            assertThat(from.ids()).hasSize(1);
            Set<Path> named = from.snapshot(Optional.empty()).manifest().files().stream()
                    .flatMap(file -> file.pieces().stream())
                    .map(Path::of)
                    .collect(Collectors.toSet());
            assertThat(FileFaults.files(other.resolve("objects")).stream().map(Path::getFileName))
                    .containsOnlyOnceElementsOf(named)
                    .hasSameSizeAs(named);
        }
        Path to = folder.resolve("rows");
        assertThat(Ran.of(List.of("restore", other.toString(), to.toString(), "--passphrase", passphrase.toString()))
                        .code())
                .isZero();
        assertThat(TableFaults.rows(to)).isEqualTo(TableFaults.rows(copy));
        assertThat(Files.mismatch(to.resolve("chain/journal"), copy.resolve("chain/journal")))
                .isNegative();
    }

    @Test
    void everyDamagedFileOfABackupIsNamed() throws IOException {
        Random random = new Random(11);
        Path damaged = folder.resolve("damaged");
        TrainedFolder.copy(backup, damaged);
        List<Path> files = FileFaults.files(backup).stream()
                .filter(file -> !file.endsWith("lock"))
                .toList();
        assertThat(files).hasSizeGreaterThan(20);
        for (Path relative : files) {
            Path file = damaged.resolve(relative);
            byte[] content = Files.readAllBytes(file);
            byte[] flipped = content.clone();
            flipped[random.nextInt(content.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
            assertNamed(damaged, relative, Optional.of(flipped));
            assertNamed(damaged, relative, Optional.of(Arrays.copyOf(content, random.nextInt(content.length))));
            assertNamed(damaged, relative, Optional.empty());
            new LocalDisk().replace(file, content);
        }
    }

    private static void assertNamed(Path damaged, Path relative, Optional<byte[]> content) throws IOException {
        if (content.isPresent()) {
            Files.write(damaged.resolve(relative), content.get());
        } else {
            Files.delete(damaged.resolve(relative));
        }
        assertThatThrownBy(() -> checkAll(damaged))
                .as("%s", relative)
                .isInstanceOf(Refusal.class)
                .message()
                .matches(said -> said.contains(relative.toString())
                        || said.contains(relative.getFileName().toString()));
    }

    private static void checkAll(Path damaged) {
        try (SnapshotFolder from = SnapshotFolder.open(damaged)) {
            for (String id : from.ids()) {
                new Restore(from, CopyListener.NONE).check(from.snapshot(Optional.of(id)));
            }
        }
    }

    @Test
    void mistakesAreRefusedAndNothingIsWritten() throws IOException {
        Path other = Files.writeString(folder.resolve("other-passphrase"), "another passphrase");
        Path to = folder.resolve("refused");
        Ran closed = Ran.of(List.of("restore", backup.toString(), to.toString(), "--passphrase", other.toString()));
        assertThat(closed.code()).isEqualTo(1);
        assertThat(closed.said()).contains("the keys do not open");
        assertThat(to).doesNotExist();
        Files.createDirectories(to);
        Files.writeString(to.resolve("letter.txt"), "mine");
        assertThat(restore(to).said()).contains("is not empty");
        assertThat(FileFaults.files(to)).containsExactly(Path.of("letter.txt"));
        Ran full = Ran.of(List.of(
                "backup", "--to", to.toString(), "--data", lost.toString(), "--passphrase", passphrase.toString()));
        assertThat(full.said()).contains("is not a backup");
        Ran postgres = Ran.of(List.of(
                "backup",
                "--to",
                backup.toString(),
                "--data",
                lost.toString(),
                "--database",
                "jdbc:postgresql://127.0.0.1/none",
                "--passphrase",
                passphrase.toString()));
        assertThat(postgres.said()).contains("pg_dump");
    }

    @Test
    void anUpgradeIsTriedOnACopy() throws Exception {
        List<Path> before = FileFaults.files(backup);
        String said = succeeds("upgrade", "--check", backup.toString(), "--passphrase", passphrase.toString());
        assertThat(said).contains("No migration", "✓ rows", "✓ chain").doesNotContain("✗");
        assertThat(FileFaults.files(backup)).isEqualTo(before);
    }

    @Test
    void aCommunityLeavesWithWhatAnyoneCanCheck() throws Exception {
        Path to = folder.resolve("export");
        Ran ran =
                Ran.of(List.of("export", "--datanet", "1", "--to", to.toString(), "--data", lost.toString(), "--json"));
        assertThat(ran.code()).as(ran.said()).isZero();
        JsonNode exported = NodeClient.JSON.readTree(ran.out());
        DatanetFolder.Report report = DatanetFolder.check(to);
        assertThat(report.wrong()).isEmpty();
        assertThat(report.byContract()).isEmpty();
        assertThat(report.rows()).isEqualTo(exported.path("rows").asLong()).isPositive();
        assertThat(report.contributions()).isEqualTo(2);
        assertThat(report.versions()).isEqualTo(1);
        assertThat(report.receipts()).isGreaterThanOrEqualTo(receipts.size());
        Random random = new Random(5);
        List<Path> files = new ArrayList<>(FileFaults.files(to));
        files.removeIf(file -> file.getNameCount() == 1); // the index below, and the text for people
        Path receipt = Path.of("receipts").resolve(receipts.getFirst() + ".json");
        files.removeIf(file -> file.startsWith("receipts") && !file.equals(receipt)); // one stands for all
        assertThat(files).contains(receipt).hasSizeGreaterThan(5);
        for (Path relative : files) {
            Path file = to.resolve(relative);
            byte[] content = Files.readAllBytes(file);
            byte[] flipped = content.clone();
            flipped[random.nextInt(content.length)] ^= 1;
            Files.write(file, flipped);
            assertThat(isRefused(to)).as("%s, one bit flipped", relative).isTrue();
            Files.delete(file);
            assertThat(isRefused(to)).as("%s, deleted", relative).isTrue();
            Files.write(file, content);
        }
        assertIndexIsHeld(to);
    }

    private static void assertIndexIsHeld(Path to) throws IOException {
        Path index = to.resolve(DatanetFolder.INDEX);
        String content = Files.readString(index);
        for (String name : List.of(
                "checkpoint",
                "digest",
                "key",
                "licence",
                "manifest",
                "name",
                "owner",
                "record",
                "registry",
                "schema",
                "signature",
                "termsDigest",
                "token")) {
            String changed = content.replaceFirst("(\"" + name + "\":\"(?:0x)?)([^\"])", "$1_");
            assertThat(changed).as(name).isNotEqualTo(content);
            Files.writeString(index, changed);
            assertThat(isRefused(to)).as("%s changed", name).isTrue();
        }
        Files.writeString(index, content);
        assertThat(isRefused(to)).isFalse();
    }

    @Test
    void whatWasErasedOrNotAcceptedLeavesAsALeafAlone() throws Exception {
        Path copy = folder.resolve("erased");
        TrainedFolder.copy(lost, copy);
        String first = "SELECT min(id) FROM datanet_row";
        assertThat(TableFaults.execute(
                        copy, "UPDATE datanet_row SET salt = x'', content = '' WHERE id = (" + first + ")"))
                .isTrue();
        assertThat(
                        TableFaults.execute(
                                copy,
                                "UPDATE datanet_row SET state = 'REJECTED', reason = 'review' WHERE id = (SELECT max(id) FROM datanet_row)"))
                .isTrue();
        Path to = folder.resolve("without");
        Ran ran = Ran.of(List.of("export", "--datanet", "1", "--to", to.toString(), "--data", copy.toString()));
        assertThat(ran.code()).as(ran.said()).isZero();
        DatanetFolder.Report report = DatanetFolder.check(to);
        assertThat(report.wrong()).isEmpty();
        assertThat(report.withheld()).isEqualTo(2);
        assertThat(Files.readString(to.resolve("rows/1.jsonl"))
                        .lines()
                        .findFirst()
                        .orElseThrow())
                .contains("\"withheld\":\"erased\"")
                .doesNotContain("salt", "content");
        assertThat(Files.readString(to.resolve("rows/2.jsonl"))).contains("\"withheld\":\"not accepted\"");
    }

    private static boolean isRefused(Path export) throws IOException {
        try {
            DatanetFolder.Report report = DatanetFolder.check(export);
            return !report.wrong().isEmpty() || !report.byContract().isEmpty();
        } catch (NoSuchFileException | VerifyException refused) {
            return true;
        }
    }
}
