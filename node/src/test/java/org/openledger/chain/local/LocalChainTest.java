package org.openledger.chain.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.chain.ChainException;
import org.openledger.chain.Quantities;
import org.openledger.chain.RpcException;
import org.openledger.store.FaultyDisk;
import org.openledger.store.JavaProgram;
import org.openledger.store.LocalDisk;
import org.openledger.verify.bytes.Hashes;
import tools.jackson.databind.JsonNode;

@Tag("integration")
final class LocalChainTest {
    @TempDir
    Path folder;

    @Test
    void killingAnvilAtRandomMomentsLosesAndChangesNothing() throws InterruptedException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        List<JsonNode> before;
        try (LocalChain chain = TestChain.start(folder)) {
            Thread killer = Thread.ofVirtual().start(() -> killThreeTimes(chain, random));
            for (int nonce = 0; nonce < 120; nonce++) {
                TestChain.send(chain, TestChain.transfer(nonce));
            }
            killer.join();
            before = TestChain.everything(chain);
            assertThat(chain.blocks()).isEqualTo(120);
            chain.process().orElseThrow().destroyForcibly();
            assertThat(TestChain.everything(chain)).isEqualTo(before);
        }
        try (LocalChain chain = TestChain.start(folder)) {
            assertThat(TestChain.everything(chain)).isEqualTo(before);
        }
    }

    private static void killThreeTimes(LocalChain chain, Random random) {
        for (int kill = 0; kill < 3; kill++) {
            try {
                Thread.sleep(random.nextInt(50, 400));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            chain.process().ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void aSnapshotGivesTheSameChainAndADamagedOneIsPassedOver() throws IOException {
        List<JsonNode> before;
        try (LocalChain chain = TestChain.start(folder)) {
            for (int nonce = 0; nonce < 300; nonce++) {
                TestChain.send(chain, TestChain.transfer(nonce));
            }
            before = TestChain.everything(chain);
        }
        assertThat(snapshots()).isNotEmpty();
        try (LocalChain chain = TestChain.start(folder)) {
            assertThat(TestChain.everything(chain)).isEqualTo(before);
        }
        for (Path snapshot : snapshots()) {
            byte[] content = Files.readAllBytes(snapshot);
            content[content.length / 2] ^= 1;
            Files.write(snapshot, content);
        }
        try (LocalChain chain = TestChain.start(folder)) {
            assertThat(TestChain.everything(chain)).isEqualTo(before);
        }
    }

    private List<Path> snapshots() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("snapshot-"))
                    .toList();
        }
    }

    @Test
    void aTransactionAheadOfItsTurnWaitsAndComesBack() {
        List<JsonNode> before;
        try (LocalChain chain = TestChain.start(folder)) {
            TestChain.send(chain, TestChain.transfer(0));
            TestChain.send(chain, TestChain.transfer(2));
            chain.process().orElseThrow().destroyForcibly();
            TestChain.send(chain, TestChain.transfer(1));
            before = TestChain.everything(chain);
            assertThat(before.getLast().asString()).isEqualTo("0x3");
        }
        try (LocalChain chain = TestChain.start(folder)) {
            assertThat(TestChain.everything(chain)).isEqualTo(before);
        }
    }

    @Test
    void aRefusedTransactionLeavesNoTrace() {
        try (LocalChain chain = TestChain.start(folder)) {
            TestChain.send(chain, TestChain.transfer(0));
            assertThatThrownBy(() -> TestChain.send(chain, TestChain.transfer(0)))
                    .isInstanceOf(RpcException.class)
                    .hasMessageContaining("nonce too low");
            assertThatThrownBy(() -> TestChain.send(chain, "0x1234")).isInstanceOf(RpcException.class);
            assertThatThrownBy(() -> TestChain.send(chain, "0xzz")).isInstanceOf(RpcException.class);
            assertThat(chain.blocks()).isEqualTo(1);
        }
    }

    @Test
    void whatCannotBeKeptIsNotSent() {
        FaultyDisk disk = new FaultyDisk(FaultyDisk.Fault.FULL, 0);
        try (LocalChain chain = LocalChain.start(folder, TestChain.settings(disk, InstantSource.system()))) {
            TestChain.send(chain, TestChain.transfer(0));
            disk.failAll(true);
            assertThatThrownBy(() -> TestChain.send(chain, TestChain.transfer(1)))
                    .hasMessageContaining("No space left");
            assertThatThrownBy(() -> TestChain.call(chain, "eth_blockNumber")).hasMessageContaining("No space left");
            disk.failAll(false);
            assertThat(TestChain.call(chain, "eth_getTransactionCount", TestChain.OPERATOR.getAddress(), "pending")
                            .asString())
                    .isEqualTo("0x1");
            TestChain.send(chain, TestChain.transfer(1));
            assertThat(chain.blocks()).isEqualTo(2);
        }
        assertThat(ProcessHandle.current()
                        .children()
                        .map(child -> child.info().command().orElse("")))
                .as("started while the disk was full")
                .noneMatch(command -> command.endsWith("anvil"));
    }

    @Test
    void timeNeverRunsBackAndCallsSeeThePresent() {
        ArrayDeque<Long> seconds =
                new ArrayDeque<>(List.of(2_000_000_000L, 2_000_000_100L, 2_000_000_050L, 2_000_000_050L));
        InstantSource clock =
                () -> Instant.ofEpochSecond(seconds.size() > 1 ? seconds.removeFirst() : seconds.getFirst());
        try (LocalChain chain = LocalChain.start(folder, TestChain.settings(new LocalDisk(), clock))) {
            TestChain.send(chain, TestChain.transfer(0));
            long first = timestamp(chain);
            TestChain.send(chain, TestChain.transfer(1));
            assertThat(timestamp(chain)).isGreaterThanOrEqualTo(first);
            // TIMESTAMP PUSH0 MSTORE, RETURN 32 bytes
            JsonNode now = TestChain.call(chain, "eth_call", Map.of("data", "0x425f5260205ff3"), "latest");
            assertThat(Quantities.parse(now).longValueExact()).isGreaterThanOrEqualTo(first);
        }
    }

    private static long timestamp(LocalChain chain) {
        return Quantities.parse(TestChain.call(chain, "eth_getBlockByNumber", "latest", false)
                        .get("timestamp"))
                .longValueExact();
    }

    @Test
    void aReplayThatGivesOtherBlocksNamesTheFirst() throws IOException {
        try (LocalChain chain = TestChain.start(folder)) {
            for (int nonce = 0; nonce < 6; nonce++) {
                TestChain.send(chain, TestChain.transfer(nonce));
            }
        }
        rewriteJournal((block, record) -> {
            byte[] hash = record.hashBefore().clone();
            hash[31] ^= (byte) (block > 3 ? 1 : 0); // as if block 3 and all after it had been others
            return new JournalRecord(record.timestampSeconds(), record.stateRootBefore(), hash, record.raw());
        });
        assertThatThrownBy(() -> TestChain.start(folder))
                .isInstanceOf(ChainException.class)
                .hasMessageContaining("another block 3 ");
    }

    @Test
    void aJournalWithoutHashesIsReplayedAndGoesOnWithThem() throws IOException {
        List<JsonNode> before;
        try (LocalChain chain = TestChain.start(folder)) {
            for (int nonce = 0; nonce < 3; nonce++) {
                TestChain.send(chain, TestChain.transfer(nonce));
            }
            before = TestChain.everything(chain);
        }
        rewriteJournal((block, record) ->
                new JournalRecord(record.timestampSeconds(), record.stateRootBefore(), new byte[0], record.raw()));
        try (LocalChain chain = TestChain.start(folder)) {
            assertThat(TestChain.everything(chain)).isEqualTo(before);
            TestChain.send(chain, TestChain.transfer(3));
            before = TestChain.everything(chain);
        }
        try (LocalChain chain = TestChain.start(folder)) {
            assertThat(TestChain.everything(chain)).isEqualTo(before);
        }
    }

    private interface Rewriting {
        JournalRecord apply(long block, JournalRecord record);
    }

    private void rewriteJournal(Rewriting rewriting) throws IOException {
        Path file = folder.resolve("journal");
        byte[] genesis = Hashes.sha256(Files.readAllBytes(folder.resolve("genesis.json")));
        TransactionJournal old = TransactionJournal.open(file, genesis, new LocalDisk());
        Path other = folder.resolve("other");
        TransactionJournal written = TransactionJournal.open(other, genesis, new LocalDisk());
        old.<IOException>replay(0, (block, record) -> written.append(rewriting.apply(block, record)));
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void oneFolderHasOneChain() {
        try (LocalChain chain = TestChain.start(folder)) {
            assertThatThrownBy(() -> TestChain.start(folder))
                    .isInstanceOf(ChainException.class)
                    .hasMessageContaining("in use");
            assertThat(chain.process()).isPresent();
        }
    }

    @Test
    void anotherOperatorIsRefused() {
        TestChain.start(folder).close();
        LocalChain.Settings other = new LocalChain.Settings(
                TestChain.CHAIN_ID,
                TestChain.RECEIVER,
                FoundryBinary.anvil(TestChain.contracts()),
                new LocalDisk(),
                InstantSource.system());
        assertThatThrownBy(() -> LocalChain.start(folder, other)).hasMessageContaining("belongs to operator");
    }

    @Test
    void nobodyReachesAnvilButTheOwnerOfItsSocket() throws IOException {
        try (LocalChain chain = TestChain.start(folder)) {
            Path socket = folder.resolve("ipc/anvil");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket.getParent())))
                    .isEqualTo("rwx------");
            assertThat(listening(chain.process().orElseThrow().pid()))
                    .as("hosts of its TCP ports, as /proc/net/tcp has them")
                    .containsExactly("010000E0");
        }
        assertThat(folder.resolve("ipc")).as("left of a chain that is closed").doesNotExist();
    }

    /** Local addresses of the process's listening TCP sockets, as /proc/net/tcp writes them: in hex, the lowest byte first. */
    private static List<String> listening(long process) throws IOException {
        Set<String> own = new HashSet<>();
        try (Stream<Path> handles = Files.list(Path.of("/proc/" + process + "/fd"))) {
            for (Path handle : handles.toList()) {
                own.add(Files.readSymbolicLink(handle).toString());
            }
        }
        return Stream.of("tcp", "tcp6")
                .flatMap(table -> lines(Path.of("/proc/net/" + table)))
                .map(line -> line.strip().split("\\s+", -1))
                .filter(fields -> "0A".equals(fields[3]) && own.contains("socket:[" + fields[9] + "]"))
                .map(fields -> fields[1].split(":", -1)[0])
                .toList();
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void stateThatNoTransactionMadeIsNoticedAndMadeAgain() throws IOException {
        try (LocalChain chain = TestChain.start(folder)) {
            TestChain.send(chain, TestChain.transfer(0));
            List<JsonNode> before = TestChain.everything(chain);
            long first = chain.process().orElseThrow().pid();
            enrich(TestChain.RECEIVER);
            assertThat(TestChain.everything(chain)).as("anvil obeyed").isNotEqualTo(before);
            TestChain.send(chain, TestChain.transfer(1));
            assertThat(chain.process().orElseThrow().pid()).isNotEqualTo(first);
            assertThat(Quantities.parse(TestChain.call(chain, "eth_getBalance", TestChain.RECEIVER, "latest")))
                    .isEqualTo(BigInteger.valueOf(3));
            enrich(TestChain.RECEIVER);
            while (!Quantities.parse(TestChain.call(chain, "eth_getBalance", TestChain.RECEIVER, "latest"))
                    .equals(BigInteger.valueOf(3))) {
                Thread.onSpinWait(); // the watch notices it, without a transaction
            }
        }
        TestChain.start(folder).close();
    }

    private void enrich(String account) throws IOException {
        try (SocketChannel anvil = SocketChannel.open(UnixDomainSocketAddress.of(folder.resolve("ipc/anvil")))) {
            String call = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"anvil_setBalance\",\"params\":[\"" + account
                    + "\",\"0xffffff\"]}\n";
            anvil.write(ByteBuffer.wrap(call.getBytes(StandardCharsets.US_ASCII)));
            anvil.read(ByteBuffer.allocate(1024));
        }
    }

    @Test
    void anvilDiesWithAKilledNodeAndTheChainComesBack() throws Exception {
        Process node = JavaProgram.of(LocalChainNode.class, folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        ProcessHandle anvil;
        List<String> hashes;
        try (var lines = node.inputReader()) {
            anvil = ProcessHandle.of(Long.parseLong(readLine(lines))).orElseThrow();
            hashes = Stream.generate(() -> readLine(lines)).limit(20).toList();
            node.destroyForcibly().waitFor();
        }
        anvil.onExit().get(10, TimeUnit.SECONDS);
        try (LocalChain chain = TestChain.start(folder)) {
            for (String hash : hashes) {
                assertThat(TestChain.call(chain, "eth_getTransactionReceipt", hash)
                                .path("status")
                                .asString())
                        .isEqualTo("0x1");
            }
        }
    }

    private static String readLine(BufferedReader lines) {
        try {
            String line = lines.readLine();
            while (!line.startsWith("> ")) {
                line = lines.readLine();
            }
            return line.substring(2);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
