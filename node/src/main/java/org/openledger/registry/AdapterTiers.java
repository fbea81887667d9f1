package org.openledger.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.openledger.model.Adapter;
import org.openledger.store.Disk;
import org.openledger.store.Loop;
import org.openledger.store.Refusal.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the adapters that were brought are between their uses: in a bucket, where there is one, and on this disk, of which those
 * used last take no more than is allowed. What leaves the disk is in the bucket first, byte for byte; it is fetched again when it is
 * asked for, and then compared with the digest that was registered, as any file that changed is. An adapter that a run trained stays on the disk,
 * beside what its answers are attributed by.
 */
public final class AdapterTiers implements AutoCloseable {
    /** Stands in the place of weights that are in the bucket alone, and names it. */
    public static final String ELSEWHERE = AdapterArchive.WEIGHTS + ".elsewhere";

    private static final Logger LOG = LoggerFactory.getLogger(AdapterTiers.class);
    private static final Loop.Retry RETRY = Loop.Retry.doubling(Duration.ofSeconds(1), Duration.ofMinutes(1));
    /** Until those who read are asked again whether they still do. */
    private static final Duration WHILE_READ = Duration.ofSeconds(1);

    private static final Duration DRAIN = Duration.ofSeconds(20);

    private final Optional<AdapterBucket> bucket;
    private final OptionalLong diskBytes;
    private final Supplier<List<Brought>> brought;
    private final Disk disk;
    private final InstantSource clock;
    private final Loop loop = new Loop("adapter-tiers", this::step, RETRY.also(RegistryException.class), DRAIN);
    /** Many read at once; what leaves the disk waits until nobody does. */
    private final ReadWriteLock files = new ReentrantReadWriteLock();

    private final Map<String, Long> used = new ConcurrentHashMap<>();
    private final Map<String, Object> fetching = new ConcurrentHashMap<>();
    /** What the bucket has by its list; null until it was asked. */
    private @Nullable Set<String> kept;
    /** Those of which the bucket had other bytes when they were to leave the disk. */
    private final Set<String> differing = ConcurrentHashMap.newKeySet();

    /** An adapter's digest and folder, and when it was brought. */
    record Brought(String digest, Path folder, long sinceMillis) {
        private Path weights() {
            return folder.resolve(AdapterArchive.WEIGHTS);
        }

        private long bytes() {
            try {
                return Files.size(weights());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private boolean isWhole() {
            boolean whole = Adapter.digestOf(folder).equals(digest);
            if (!whole) {
                LOG.warn("the adapter in {} is damaged: it is not copied and stays here; run openledger fsck", folder);
            }
            return whole;
        }
    }

    /**
     * @param diskBytes what brought adapters may take of this disk; nothing without a bucket leaves it
     * @param brought every adapter that was brought
     */
    AdapterTiers(
            Optional<AdapterBucket> bucket,
            OptionalLong diskBytes,
            Supplier<List<Brought>> brought,
            Disk disk,
            InstantSource clock) {
        this.bucket = bucket;
        this.diskBytes = diskBytes;
        this.brought = brought;
        this.disk = disk;
        this.clock = clock;
    }

    /** Begins to copy and to make room, wherever a model is brought or fetched. */
    public static AdapterTiers start(
            Optional<AdapterBucket> bucket, OptionalLong diskBytes, Models models, Disk disk, InstantSource clock) {
        AdapterTiers tiers = new AdapterTiers(bucket, diskBytes, () -> brought(models), disk, clock);
        tiers.loop.start();
        return tiers;
    }

    private static List<Brought> brought(Models models) {
        return models.list().stream()
                .filter(model -> model.origin() == Origin.BROUGHT)
                .map(model -> new Brought(model.adapterDigest(), model.adapter(), model.createdMillis()))
                .toList();
    }

    /** All adapters on this disk, and nowhere else. */
    public static AdapterTiers ofThisDisk(Disk disk) {
        return new AdapterTiers(Optional.empty(), OptionalLong.empty(), List::of, disk, InstantSource.system());
    }

    /**
     * Reads an adapter's files, which do not leave the disk meanwhile. They are fetched first where they are in the bucket alone.
     *
     * @throws RegistryException where they cannot be fetched
     */
    public <T> T reading(String digest, Path folder, Supplier<T> reading) {
        files.readLock().lock();
        try {
            used.put(digest, clock.millis());
            if (isElsewhere(folder)) {
                bringBack(digest, folder);
            }
            return reading.get();
        } finally {
            files.readLock().unlock();
        }
    }

    /** Whether an adapter's weights are in a bucket alone. */
    public static boolean isElsewhere(Path folder) {
        return Files.exists(folder.resolve(ELSEWHERE)) && !Files.exists(folder.resolve(AdapterArchive.WEIGHTS));
    }

    /** Once for all who need it at the same time. */
    private void bringBack(String digest, Path folder) {
        synchronized (fetching.computeIfAbsent(digest, _ -> new Object())) {
            if (isElsewhere(folder)) {
                AdapterBucket from = bucket.orElseThrow(() -> new RegistryException(
                        Kind.CONFLICT,
                        "its weights are in a bucket, and no model.bucket is set: set the one that "
                                + folder.resolve(ELSEWHERE) + " names"));
                try {
                    from.fetch(digest, AdapterArchive.WEIGHTS, folder, disk);
                } catch (IOException e) {
                    throw notWritten(folder, e);
                }
                loop.wake();
            }
        }
        fetching.remove(digest);
    }

    /** A model was brought. */
    void wake() {
        loop.wake();
    }

    private Duration step() {
        return bucket.isEmpty() || tidy(bucket.get()) ? Loop.UNTIL_WOKEN : WHILE_READ;
    }

    /** Copies to the bucket what it lacks, then makes room on the disk; false where a reader kept it from that. */
    boolean tidy(AdapterBucket to) {
        if (kept == null) {
            kept = new HashSet<>(to.digests());
        }
        List<Brought> here = new ArrayList<>();
        for (Brought each : brought.get()) {
            if (Files.exists(each.weights())) {
                if (!kept.contains(each.digest()) && each.isWhole()) {
                    to.put(each.digest(), each.folder());
                    kept.add(each.digest());
                }
                if (kept.contains(each.digest())) {
                    here.add(each);
                }
            }
        }
        return diskBytes.isEmpty() || makeRoom(to, here, diskBytes.getAsLong());
    }

    /** How many adapters stay on the disk because the bucket holds other bytes under their digest. */
    public int differing() {
        return differing.size();
    }

    /** Whether the bucket can give back what leaves the disk. Where not, its copy counts as lacking, and is made again. */
    private boolean isSafe(AdapterBucket to, Brought each) {
        if (!each.isWhole()) {
            return false;
        }
        if (to.holds(each.digest(), AdapterArchive.WEIGHTS, each.folder())) {
            differing.remove(each.digest());
            return true;
        }
        LOG.warn(
                "the bucket {} holds other weights under {} than {}: they stay on this disk, and are copied again",
                to,
                each.digest(),
                each.folder());
        differing.add(each.digest());
        Objects.requireNonNull(kept).remove(each.digest());
        return false;
    }

    private boolean makeRoom(AdapterBucket to, List<Brought> here, long most) {
        here.sort(Comparator.comparingLong(this::lastUse));
        long taken = here.stream().mapToLong(Brought::bytes).sum();
        for (Brought each : here) {
            if (taken <= most) {
                return true;
            }
            if (!isSafe(to, each)) {
                continue;
            }
            if (!files.writeLock().tryLock()) {
                return false;
            }
            try {
                long bytes = each.bytes();
                disk.replace(
                        each.folder().resolve(ELSEWHERE),
                        (to + " " + each.digest() + "\n").getBytes(StandardCharsets.UTF_8));
                Files.delete(each.weights());
                taken -= bytes;
            } catch (IOException e) {
                throw notWritten(each.folder(), e);
            } finally {
                files.writeLock().unlock();
            }
        }
        return true;
    }

    private static RegistryException notWritten(Path folder, IOException why) {
        return new RegistryException(
                Kind.NOT_READY,
                "cannot write to " + folder + ": " + why.getMessage() + ". Make room or check the disk");
    }

    private long lastUse(Brought each) {
        return used.getOrDefault(each.digest(), each.sinceMillis());
    }

    @Override
    public void close() {
        loop.close();
        bucket.ifPresent(AdapterBucket::close);
    }
}
