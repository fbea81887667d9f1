package org.openledger.serve;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.openledger.model.Adapter;
import org.openledger.tensor.NativeMemory;

/**
 * The registered adapters, of which those used last are in memory. A registered one costs its name and where it is read from. It
 * is read when somebody needs it, once for all who need it at the same time. What was not used for longest leaves memory first; what
 * a text uses never does. So memory holds at most {@code maxBytes} of adapters, but for one that is larger by itself, and those that
 * were unregistered while texts used them.
 *
 * <p>A text keeps the very adapter that it was given: what is registered in its place later changes no running answer.
 */
final class ResidentAdapters {
    private static final long GIVE_BACK_NANOS = 1_000_000_000L;

    private final long maxBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Registered> registered = new HashMap<>();
    /** The one that was used last stands last. */
    private final LinkedHashMap<Registered, Resident> resident =
            new LinkedHashMap<>(16, 0.75f, /* accessOrder= */ true);

    private final AtomicLong freed = new AtomicLong();
    private long residentBytes;
    private long givenBack;
    private long givenBackNanos = System.nanoTime() - GIVE_BACK_NANOS;

    ResidentAdapters(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Known by its name; the same object while it is registered. */
    private static final class Registered {
        private final AdapterSource source;
        private @Nullable CompletableFuture<LoadedAdapter> loading;
        private boolean gone;

        Registered(AdapterSource source) {
            this.source = source;
        }
    }

    private record Resident(LoadedAdapter adapter, long bytes) {}

    /** Makes an adapter known, in place of one of the same name. */
    void register(String name, AdapterSource source) {
        lock.lock();
        try {
            forget(registered.put(name, new Registered(source)));
        } finally {
            lock.unlock();
        }
    }

    /** False when there is none of that name. */
    boolean unregister(String name) {
        lock.lock();
        try {
            Registered gone = registered.remove(name);
            forget(gone);
            return gone != null;
        } finally {
            lock.unlock();
        }
    }

    private void forget(@Nullable Registered gone) {
        if (gone != null) {
            gone.gone = true;
            Resident was = resident.remove(gone);
            if (was != null) {
                leave(was);
            }
        }
    }

    private void leave(Resident was) {
        residentBytes -= was.bytes();
        was.adapter().letGo();
    }

    /** The names of the registered adapters, in order. */
    Set<String> names() {
        lock.lock();
        try {
            return new TreeSet<>(registered.keySet());
        } finally {
            lock.unlock();
        }
    }

    /** How many are in memory. */
    int residents() {
        lock.lock();
        try {
            return resident.size();
        } finally {
            lock.unlock();
        }
    }

    /** What those in memory take. */
    long residentBytes() {
        lock.lock();
        try {
            return residentBytes;
        } finally {
            lock.unlock();
        }
    }

    /**
     * An adapter in memory, which stays there until it is let go; it is read where it is not there.
     *
     * @throws ServeException when none of that name is registered
     * @throws AdaptersInUseException when those in use leave no room for it
     */
    LoadedAdapter hold(String name) {
        while (true) {
            CompletableFuture<LoadedAdapter> others;
            Registered wanted;
            lock.lock();
            try {
                wanted = registered.get(name);
                if (wanted == null) {
                    throw new ServeException("no adapter named " + name + " is loaded");
                }
                Resident there = resident.get(wanted);
                if (there != null && there.adapter().hold()) {
                    return there.adapter();
                }
                others = wanted.loading;
                if (others == null) {
                    wanted.loading = new CompletableFuture<>();
                }
            } finally {
                lock.unlock();
            }
            if (others == null) {
                return load(wanted);
            }
            LoadedAdapter theirs = await(others);
            if (theirs.hold()) {
                return theirs;
            }
        }
    }

    private static LoadedAdapter await(CompletableFuture<LoadedAdapter> others) {
        try {
            return others.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException why) {
                throw why;
            }
            throw failed;
        }
    }

    /** Reads it outside the lock, for all who wait. */
    private LoadedAdapter load(Registered wanted) {
        LoadedAdapter loaded;
        Adapter adapter;
        try {
            adapter = wanted.source.load();
        } catch (RuntimeException | OutOfMemoryError failed) {
            finish(wanted).completeExceptionally(failed);
            throw failed;
        }
        loaded = new LoadedAdapter(adapter, wanted, freed::incrementAndGet);
        List<Resident> evicted = new ArrayList<>();
        boolean room;
        lock.lock();
        try {
            room = wanted.gone || take(wanted, new Resident(loaded, adapter.bytes()), evicted);
        } finally {
            lock.unlock();
        }
        evicted.forEach(each -> each.adapter().letGo());
        if (!room) {
            loaded.letGo();
            AdaptersInUseException full = new AdaptersInUseException(maxBytes);
            finish(wanted).completeExceptionally(full);
            throw full;
        }
        finish(wanted).complete(loaded);
        return loaded;
    }

    private CompletableFuture<LoadedAdapter> finish(Registered wanted) {
        lock.lock();
        try {
            CompletableFuture<LoadedAdapter> loading = wanted.loading;
            wanted.loading = null;
            if (loading == null) {
                throw new IllegalStateException("an adapter ended loading twice");
            }
            return loading;
        } finally {
            lock.unlock();
        }
    }

    /** Keeps it, where those that nobody uses can make room for it. The keeper and the caller hold it each. */
    private boolean take(Registered wanted, Resident fresh, List<Resident> evicted) {
        long inUse = resident.values().stream()
                .filter(each -> each.adapter().used())
                .mapToLong(Resident::bytes)
                .sum();
        if (inUse > 0 && inUse + fresh.bytes() > maxBytes) {
            return false;
        }
        Iterator<Resident> oldest = resident.values().iterator();
        while (oldest.hasNext() && residentBytes + fresh.bytes() > maxBytes) {
            Resident each = oldest.next();
            if (!each.adapter().used()) {
                oldest.remove();
                residentBytes -= each.bytes();
                evicted.add(each);
            }
        }
        fresh.adapter().hold();
        resident.put(wanted, fresh);
        residentBytes += fresh.bytes();
        return true;
    }

    /** Once a second at most, gives the memory of adapters that left back to the operating system. */
    void giveBack() {
        long now = System.nanoTime();
        long gone = freed.get();
        if (gone != givenBack && now - givenBackNanos >= GIVE_BACK_NANOS) {
            givenBack = gone;
            givenBackNanos = now;
            NativeMemory.giveBack();
        }
    }

    /** Forgets all of them. */
    void clear() {
        names().forEach(this::unregister);
    }
}
