package org.openledger.retrieval;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.openledger.datanet.Versions;
import org.openledger.datanet.record.Datanet;
import org.openledger.datanet.record.Version;
import org.openledger.model.BaseModel;
import org.openledger.store.LocalDisk;
import org.openledger.store.Loop;
import org.openledger.store.Refusal.Kind;
import org.openledger.store.TaskLoop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The indexes of this node, one a version, under {@code retrieval/DATANET/VERSION} of the data folder. An index is opened, or made
 * when it is not there or not whole, by whoever first asks for it; others wait with them. Indexes are made one after another, on a
 * thread of their own, beside their place, and renamed onto it when they are whole.
 */
final class RowIndexes implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RowIndexes.class);
    private static final long RETRY_AFTER_MILLIS = 5_000;
    static final String UNFINISHED = ".partial";
    private static final int PAGE_ROWS = 1_024;
    private static final Duration RETRY_PAUSE = Duration.ofSeconds(2);
    /** A batch of rows of a large model takes long, and computes with the base, which is freed next. */
    private static final Duration DRAIN = Duration.ofMinutes(5);
    /** Held, so that its level stays: Lucene would ask every user for an incubating module of the platform. */
    private static final java.util.logging.Logger VECTOR_ADVICE =
            java.util.logging.Logger.getLogger("org.apache.lucene.internal.vectorization.VectorizationProvider");

    static {
        VECTOR_ADVICE.setLevel(java.util.logging.Level.SEVERE);
    }

    private final BaseModel base;
    private final Versions versions;
    private final Path root;
    private final Duration patience;
    private final Map<Key, Making> indexes = new ConcurrentHashMap<>();
    private final TaskLoop worker = new TaskLoop("retrieval", Loop.Retry.every(RETRY_PAUSE), DRAIN);

    private record Key(long datanet, long number) {}

    /** An index and how far it is. */
    private record Making(CompletableFuture<RowIndex> index, AtomicLong rowsDone) {}

    /**
     * @param data the node's data folder
     * @param patience how long a caller waits for an index that is being made
     */
    RowIndexes(BaseModel base, Versions versions, Path data, Duration patience) {
        this.base = base;
        this.versions = versions;
        this.root = data.resolve("retrieval");
        this.patience = patience;
    }

    /** The index of a version; {@link RetrievalException} when it is not there within the patience. */
    RowIndex of(Datanet datanet, Version version) {
        Key key = new Key(version.datanet(), version.number());
        Making making = indexes.computeIfAbsent(key, _ -> start(key, datanet, version));
        try {
            return making.index().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            throw new RetrievalException(
                    Kind.NOT_READY.retryAfter(RETRY_AFTER_MILLIS),
                    "The index of version " + version.number() + " of Datanet " + version.datanet() + " is being made: "
                            + making.rowsDone() + " of " + version.rows() + " rows are done. Ask again.");
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new RetrievalException(Kind.NOT_READY.retryAfter(RETRY_AFTER_MILLIS), "The node is stopping.");
        } catch (ExecutionException failed) {
            indexes.remove(key, making);
            throw new IllegalStateException(
                    "the index of version " + version.number() + " of Datanet " + version.datanet() + " cannot be made",
                    failed.getCause());
        }
    }

    /**
     * Removes the indexes of a Datanet, and those that are being made when they are there; they are made again from the rows when
     * somebody asks.
     *
     * @param apart runs what closes an index while nobody searches
     */
    void forget(long datanet, Consumer<Runnable> apart) {
        CompletableFuture.runAsync(
                        () -> {
                            apart.accept(() -> indexes.keySet().stream()
                                    .filter(key -> key.datanet() == datanet)
                                    .forEach(this::closeIndex));
                            try {
                                LocalDisk.deleteTree(root.resolve(Long.toString(datanet)));
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        },
                        worker)
                .join();
    }

    private void closeIndex(Key key) {
        Making making = indexes.remove(key);
        if (making != null && making.index().state() == java.util.concurrent.Future.State.SUCCESS) {
            close(making.index().resultNow());
        }
    }

    private static void close(RowIndex index) {
        try {
            index.close();
        } catch (IOException e) {
            LOG.warn("an index was not closed: {}", e.getMessage());
        }
    }

    private Making start(Key key, Datanet datanet, Version version) {
        AtomicLong done = new AtomicLong();
        return new Making(CompletableFuture.supplyAsync(() -> openOrBuild(key, datanet, version, done), worker), done);
    }

    private RowIndex openOrBuild(Key key, Datanet datanet, Version version, AtomicLong done) {
        Path folder = root.resolve(Long.toString(key.datanet())).resolve(Long.toString(key.number()));
        try {
            Optional<RowIndex> kept = RowIndex.open(folder, base.digest(), version.root());
            if (kept.isPresent()) {
                return kept.get();
            }
            if (Files.exists(folder)) {
                LOG.warn(
                        "the index in {} is damaged, unfinished or of another base or format: it is made again",
                        folder);
            }
            build(folder, datanet, version, done);
            return RowIndex.open(folder, base.digest(), version.root())
                    .orElseThrow(() -> new IOException("what was just written to " + folder + " reads differently"));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot make the index in " + folder + ": " + e.getMessage() + ". Check the disk.", e);
        }
    }

    private void build(Path folder, Datanet datanet, Version version, AtomicLong done) throws IOException {
        long started = System.nanoTime();
        Path beside = folder.resolveSibling(folder.getFileName() + UNFINISHED);
        LocalDisk.deleteTree(beside);
        new RowIndexBuilder(base, datanet.schema(), worker::stopping, done::set)
                .build(
                        offset -> versions.rows(version.datanet(), version.number(), offset, PAGE_ROWS),
                        version.root(),
                        beside);
        LocalDisk.deleteTree(folder);
        Files.move(beside, folder, StandardCopyOption.ATOMIC_MOVE);
        LOG.info(
                "indexed version {} of Datanet {}: {} rows in {} s",
                version.number(),
                version.datanet(),
                version.rows(),
                (System.nanoTime() - started) / 1e9);
    }

    /** Ends what is being made, which a later start makes again, and closes what is open. */
    @Override
    public void close() {
        worker.close();
        for (Making making : indexes.values()) {
            if (making.index().state() == java.util.concurrent.Future.State.SUCCESS) {
                close(making.index().resultNow());
            }
        }
    }
}
