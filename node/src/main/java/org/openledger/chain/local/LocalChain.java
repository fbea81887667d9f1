package org.openledger.chain.local;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.openledger.chain.Chain;
import org.openledger.chain.ChainException;
import org.openledger.chain.Finality;
import org.openledger.chain.RpcException;
import org.openledger.store.Disk;
import org.openledger.store.Loop;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.VerifyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * The embedded chain. A raw transaction is offered to anvil's pool, which checks it; then it goes to the journal; then it
 * is mined, in a block of its own with the timestamp that the journal has. So anvil never runs what the journal does not
 * hold, and block number and record number are the same.
 *
 * <p>When anvil ends, for whatever reason, another is started and brought to the same block; callers only wait.
 */
public final class LocalChain implements Chain {
    private static final Logger LOG = LoggerFactory.getLogger(LocalChain.class);
    private static final JsonMapper JSON = new JsonMapper();
    private static final int STARTS = 3;
    private static final int CALL_ATTEMPTS = 5;
    private static final Duration PAUSE_AFTER_FAILED_START = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration STATE_CHECK = Duration.ofSeconds(5);
    private static final Duration DRAIN = Duration.ofSeconds(20);
    private static final int SNAPSHOT_AFTER_RECORDS = 256;
    /** A snapshot grows with the chain; taken each time the tail is this part of it, all of them cost linear time. */
    private static final int SNAPSHOT_AFTER_FRACTION = 4;
    /** A call at "latest" would see the last block's time, however long ago: without blocks of its own, now is pending. */
    private static final Set<String> SEES_TIME = Set.of("eth_call", "eth_estimateGas", "eth_createAccessList");

    private final Settings settings;
    private final Path folder;
    private final Path genesisFile;
    private final FileChannel lockFile;
    private final ProcessRecord processRecord;
    private final TransactionJournal journal;
    /** Held while blocks are made and while anvil is replaced. */
    private final ReentrantLock writer = new ReentrantLock(true);

    private final Loop watch = new Loop(
            "anvil-watch",
            this::watch,
            Loop.Retry.doubling(PAUSE_AFTER_FAILED_START, LONGEST_PAUSE).also(ChainException.class),
            DRAIN);
    private volatile @Nullable Anvil anvil;
    private volatile boolean closed;
    private BlockHead head;
    /** The state that the journal gives: the head's, but for the first block, whose header anvil writes without one. */
    private String stateRoot = "";

    private long snapshotBlock;
    /** What anvil's clock was last set to: it refuses blocks before that. */
    private long earliestSeconds;

    /**
     * What an embedded chain needs.
     *
     * @param chainId EIP-155 chain id, fixed when the chain is made
     * @param operator lower-case address that owns all OPEN at first, fixed too
     * @param anvil the binary, see {@link FoundryBinary}
     * @param disk where the journal and snapshots are written through
     * @param clock gives the blocks their time
     */
    public record Settings(long chainId, String operator, Path anvil, Disk disk, InstantSource clock) {}

    private LocalChain(Path folder, Settings settings, FileChannel lockFile) throws IOException {
        this.settings = settings;
        this.folder = folder;
        this.lockFile = lockFile;
        this.processRecord = new ProcessRecord(folder.resolve("anvil.pid"), settings.disk);
        processRecord.endLeftover();
        this.genesisFile = folder.resolve("genesis.json");
        Genesis.readOrWrite(
                genesisFile,
                new Genesis(
                        settings.chainId,
                        settings.operator,
                        settings.clock.instant().getEpochSecond()),
                settings.disk);
        this.journal = TransactionJournal.open(
                folder.resolve("journal"), Hashes.sha256(Files.readAllBytes(genesisFile)), settings.disk);
        this.head = BlockHead.NONE;
    }

    /**
     * Starts the chain kept in a folder, or a new one. Throws {@link ChainException} when the folder is in use, its
     * journal is damaged, or anvil does not start.
     */
    public static LocalChain start(Path folder, Settings settings) {
        FileChannel lock = null;
        try {
            Files.createDirectories(folder);
            lock = takeLock(folder);
            LocalChain chain = new LocalChain(folder.toAbsolutePath().normalize(), settings, lock);
            chain.running();
            chain.watch.start();
            return chain;
        } catch (IOException e) {
            release(lock);
            throw new ChainException("cannot start the embedded chain in " + folder + ": " + e.getMessage(), e);
        } catch (RuntimeException e) {
            release(lock);
            throw e;
        }
    }

    private static FileChannel takeLock(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException heldHere) {
            LOG.debug("the chain in {} is open in this process", folder);
        }
        channel.close();
        throw new ChainException("the embedded chain in " + folder + " is in use by another node: stop that one first");
    }

    private static void release(@Nullable FileChannel lock) {
        if (lock != null) {
            try {
                lock.close();
            } catch (IOException e) {
                LOG.warn("cannot release the embedded chain's lock", e);
            }
        }
    }

    @Override
    public long id() {
        return settings.chainId;
    }

    @Override
    public Finality finality() {
        return new Finality.Immediate();
    }

    /** Blocks made so far; each holds one transaction of the journal. */
    public long blocks() {
        return journal.records();
    }

    /** Bytes of an unfinished last record that were cut off when the journal was opened. */
    public long cutOffBytes() {
        return journal.cutOffBytes();
    }

    /** The anvil process that runs now, if one does. */
    public Optional<ProcessHandle> process() {
        Anvil current = anvil;
        return current != null && current.isAlive() ? Optional.of(current.handle()) : Optional.empty();
    }

    /** As {@link Chain#call}; eth_sendRawTransaction returns when the transaction is durable and in a block. */
    @Override
    public JsonNode call(String method, JsonNode parameters) {
        if ("eth_sendRawTransaction".equals(method)) {
            return submit(parameters);
        }
        JsonNode adapted = SEES_TIME.contains(method) ? now(parameters) : parameters;
        for (int attempt = 1; ; attempt++) {
            Anvil current = running();
            try {
                return current.call(method, adapted);
            } catch (IOException e) {
                recover(current, e, attempt);
            }
        }
    }

    private static JsonNode now(JsonNode parameters) {
        if (!parameters.isArray() || parameters.isEmpty()) {
            return parameters;
        }
        if (parameters.size() > 1 && !"latest".equals(parameters.get(1).asString(""))) {
            return parameters;
        }
        ArrayNode adapted = ((ArrayNode) parameters).deepCopy();
        if (adapted.size() == 1) {
            return adapted.add("pending");
        }
        adapted.set(1, JSON.getNodeFactory().stringNode("pending"));
        return adapted;
    }

    private JsonNode submit(JsonNode parameters) {
        byte[] raw = rawTransaction(parameters);
        writer.lock();
        try {
            for (int attempt = 1; ; attempt++) {
                Anvil current = running();
                try {
                    requireOwnState(current);
                    JsonNode hash = current.call("eth_sendRawTransaction", parameters);
                    append(current, raw);
                    return hash;
                } catch (IOException e) {
                    recover(current, e, attempt);
                }
            }
        } finally {
            writer.unlock();
        }
    }

    /** What no transaction of the journal made is nobody's: such an anvil ends, and another begins from the journal. */
    private void requireOwnState(Anvil current) throws IOException {
        if (!current.stateRoot().equals(stateRoot)) {
            LOG.error("somebody else changed the embedded chain's state at block {}: it is made again", head.number());
            current.close();
            throw new IOException("somebody else changed the chain's state");
        }
    }

    private static byte[] rawTransaction(JsonNode parameters) {
        String hex = parameters.path(0).asString("");
        if (parameters.size() != 1 || !hex.startsWith("0x") || hex.length() > 2 * JournalRecord.MAX_RAW_BYTES + 2) {
            throw new RpcException(
                    RpcException.INVALID_PARAMS,
                    "eth_sendRawTransaction takes one signed transaction in hex, at most " + JournalRecord.MAX_RAW_BYTES
                            + " bytes");
        }
        try {
            return Hex.parse(hex.substring(2).toLowerCase(Locale.ROOT));
        } catch (VerifyException e) {
            throw new RpcException(RpcException.INVALID_PARAMS, "the transaction is not hex: " + e.getMessage());
        }
    }

    /** Journal, then block. A transaction that cannot be kept is forgotten with the anvil that holds it in its pool. */
    private void append(Anvil current, byte[] raw) {
        long timestampSeconds = nextSeconds();
        try {
            journal.append(JournalRecord.after(head, timestampSeconds, raw));
        } catch (IOException e) {
            current.close();
            throw new RpcException(
                    RpcException.INTERNAL_ERROR,
                    "the transaction was not sent, because it cannot be kept: " + e.getMessage());
        }
        try {
            Replay.mine(current, timestampSeconds);
            head = BlockHead.latest(current);
            stateRoot = head.stateRoot();
            if (head.number() != journal.records()) {
                throw new IOException("somebody else made blocks on this anvil");
            }
            snapshotWhenDue(current);
        } catch (IOException | RpcException e) {
            LOG.warn("anvil was lost while making block {}: {}", journal.records(), e.toString());
            current.close();
            running();
        }
    }

    /** The next block's time: the clock's, unless the clock was set back. */
    private long nextSeconds() {
        long floor = Math.max(earliestSeconds, journal.lastTimestampSeconds());
        return Math.max(settings.clock.instant().getEpochSecond(), floor);
    }

    /** The live anvil, started and brought up to date when there is none. */
    private Anvil running() {
        Anvil current = anvil;
        if (current != null && current.isAlive()) {
            return current;
        }
        writer.lock();
        try {
            Anvil replaced = anvil;
            if (replaced != null && replaced.isAlive()) {
                return replaced;
            }
            if (closed) {
                throw new ChainException("the embedded chain is closed");
            }
            if (replaced != null) {
                replaced.close();
                LOG.warn("anvil ended; starting it again at block {}", journal.records());
            }
            Anvil started = launch();
            anvil = started;
            return started;
        } finally {
            writer.unlock();
        }
    }

    /** Waits for anvil's end, or for a state that is not the journal's, and starts it again. */
    private Duration watch() throws InterruptedException {
        Anvil watched = anvil;
        if (watched != null) {
            watched.awaitEnd(STATE_CHECK);
        }
        writer.lock();
        try {
            if (closed) {
                return Loop.UNTIL_WOKEN;
            }
            if (watched != null && watched == anvil && watched.isAlive()) {
                requireOwnState(watched);
            }
            running();
        } catch (IOException e) {
            LOG.debug("anvil did not say its state: {}", e.toString());
        } finally {
            writer.unlock();
        }
        return Duration.ZERO;
    }

    private void recover(Anvil failed, IOException cause, int attempt) {
        if (attempt >= CALL_ATTEMPTS || closed) {
            throw new ChainException("the embedded chain does not answer: " + cause, cause);
        }
        if (cause instanceof SocketTimeoutException && failed.answers()) {
            throw new RpcException(RpcException.LIMIT_EXCEEDED, "the call takes too long for the embedded chain");
        }
        if (!failed.answers()) {
            failed.close();
        }
    }

    private Anvil launch() {
        IOException last = new IOException("not tried");
        for (int attempt = 0; attempt < STARTS; attempt++) {
            try {
                return launchOnce();
            } catch (IOException e) {
                last = e;
                LOG.warn("anvil did not start: {}", e.toString());
                pause();
            }
        }
        throw new ChainException(
                "the embedded chain does not start: " + last.getMessage() + ". Binary: " + settings.anvil, last);
    }

    private Anvil launchOnce() throws IOException {
        Optional<Snapshot> snapshot = Snapshot.newest(folder, journal.records());
        if (snapshot.isPresent()) {
            Anvil started = startProcess();
            try {
                if (new Replay(started, journal).load(snapshot.get())) {
                    bringUp(started, snapshot.get().block());
                    return started;
                }
            } catch (IOException | ChainException e) {
                LOG.warn("starting from the snapshot failed", e);
            }
            LOG.warn(
                    "the snapshot of block {} does not fit: replaying the whole journal",
                    snapshot.get().block());
            started.close();
        }
        Anvil started = startProcess();
        try {
            bringUp(started, 0);
            return started;
        } catch (IOException | RuntimeException e) {
            started.close();
            throw e;
        }
    }

    private Anvil startProcess() throws IOException {
        Anvil started = Anvil.start(settings.anvil, genesisFile, folder);
        try {
            processRecord.write(started.handle());
            return started;
        } catch (IOException | RuntimeException e) {
            started.close();
            throw e;
        }
    }

    private void bringUp(Anvil started, long fromBlock) throws IOException {
        long startNanos = System.nanoTime();
        head = new Replay(started, journal).run(fromBlock);
        stateRoot = head.number() == 0 ? started.stateRoot() : head.stateRoot();
        earliestSeconds = nextSeconds();
        started.call("evm_setTime", earliestSeconds);
        snapshotBlock = fromBlock;
        LOG.info(
                "the embedded chain is at block {} ({} replayed in {} ms)",
                head.number(),
                head.number() - fromBlock,
                Duration.ofNanos(System.nanoTime() - startNanos).toMillis());
    }

    private void snapshotWhenDue(Anvil current) throws IOException {
        long tail = head.number() - snapshotBlock;
        if (tail >= Math.max(SNAPSHOT_AFTER_RECORDS, head.number() / SNAPSHOT_AFTER_FRACTION)) {
            snapshot(current);
        }
    }

    /** Waiting transactions (a nonce ahead of its turn) are not part of a snapshot: none is taken while there are any. */
    private void snapshot(Anvil current) throws IOException {
        snapshotBlock = head.number();
        JsonNode pool = current.call("txpool_status");
        if (!"0x0".equals(pool.path("queued").asString(""))
                || !"0x0".equals(pool.path("pending").asString(""))) {
            return;
        }
        String state = current.call("anvil_dumpState").asString("");
        try {
            Snapshot.write(folder, new Snapshot(head.number(), head.stateRoot(), state), settings.disk);
        } catch (IOException e) {
            LOG.warn("the chain's snapshot was not written (the journal has everything): {}", e.getMessage());
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_AFTER_FAILED_START);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChainException("interrupted while anvil was starting", e);
        }
    }

    /** Takes a last snapshot when it would save time, and ends anvil. */
    @Override
    public void close() {
        writer.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            Anvil current = anvil;
            if (current != null) {
                if (current.isAlive()
                        && head.number() - snapshotBlock >= SNAPSHOT_AFTER_RECORDS / SNAPSHOT_AFTER_FRACTION) {
                    snapshot(current);
                }
                current.close();
                current.deleteSocket();
            }
            processRecord.clear();
        } catch (IOException e) {
            LOG.warn("the embedded chain did not close as it should: {}", e.toString());
        } finally {
            release(lockFile);
            writer.unlock();
        }
        watch.close();
    }
}
