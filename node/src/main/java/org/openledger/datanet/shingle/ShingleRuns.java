package org.openledger.datanet.shingle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.openledger.datanet.shingle.ShingleBlockTable.Block;
import org.openledger.store.StoreException;

/** Files rows under shingles, and finds those that are filed. What a transaction did is there with it, or none of it. */
public final class ShingleRuns {
    /** Rows of a run under one key, the first ones: what more rows say tells nobody apart. */
    public static final int MAX_ROWS = 32;

    /** So many runs of one size are merged. */
    private static final int MERGED = 4;
    /** Beyond so many entries, about a million rows', a run is merged no more: that would hold up all who write for seconds. */
    private static final long MAX_ENTRIES = 32_000_000;

    private ShingleRuns() {}

    /** Files rows. */
    public static void add(Handle tx, Collection<Filing> filings) {
        if (filings.isEmpty()) {
            return;
        }
        List<Filing> kept = firstOfEach(filings);
        long id = ShingleRunTable.nextId(tx);
        ShingleRun run = ShingleRun.of(id, ShingleRun.bits(kept.size()), kept);
        ShingleRunTable.put(tx, run);
        ShingleBlockTable.put(tx, run, blocks(run, kept));
        Optional<List<ShingleRun>> alike = alike(tx);
        while (alike.isPresent()) {
            merge(tx, alike.get());
            alike = alike(tx);
        }
    }

    /** Those that are kept, sorted, each once. */
    private static List<Filing> firstOfEach(Collection<Filing> filings) {
        List<Filing> sorted = new ArrayList<>(filings);
        sorted.sort(null);
        List<Filing> kept = new ArrayList<>(sorted.size());
        int same = 0;
        for (Filing each : sorted) {
            if (kept.isEmpty() || !kept.getLast().equals(each)) {
                same = !kept.isEmpty() && kept.getLast().key() == each.key() ? same + 1 : 1;
                if (same <= MAX_ROWS) {
                    kept.add(each);
                }
            }
        }
        return kept;
    }

    private static List<Block> blocks(ShingleRun run, List<Filing> sorted) {
        List<Block> blocks = new ArrayList<>();
        int bits = (int) run.bits();
        int start = 0;
        for (int end = 1; end <= sorted.size(); end++) {
            long prefix = sorted.get(start).prefix(bits);
            if (end == sorted.size() || sorted.get(end).prefix(bits) != prefix) {
                blocks.add(new Block(run.block(prefix), sorted.subList(start, end)));
                start = end;
            }
        }
        return blocks;
    }

    private static Optional<List<ShingleRun>> alike(Handle tx) {
        Map<Integer, List<ShingleRun>> bySize = ShingleRunTable.all(tx).stream()
                .filter(run -> run.entries() * MERGED <= MAX_ENTRIES)
                .collect(Collectors.groupingBy(ShingleRun::size));
        return bySize.values().stream().filter(runs -> runs.size() >= MERGED).findFirst();
    }

    /** Some prefixes at a time: what was read of the old runs goes before the new one is written, in their place. */
    private static void merge(Handle tx, List<ShingleRun> runs) {
        long id = ShingleRunTable.nextId(tx);
        int bits = ShingleRun.bits(runs.stream().mapToLong(ShingleRun::entries).sum());
        ShingleRun merged = ShingleRun.empty(id, bits);
        int common = (int) runs.stream().mapToLong(ShingleRun::bits).min().orElseThrow();
        for (long prefix = 0; prefix < 1L << common; prefix++) {
            List<Filing> filings = new ArrayList<>();
            for (ShingleRun run : runs) {
                long from = run.block(prefix << (run.bits() - common));
                long to = run.block((prefix + 1) << (run.bits() - common));
                ShingleBlockTable.within(
                        tx,
                        from,
                        to,
                        (block, packed) ->
                                run.unpack(block, packed, (key, rowId) -> filings.add(new Filing(key, rowId))));
                ShingleBlockTable.delete(tx, from, to);
            }
            if (!filings.isEmpty()) {
                List<Filing> kept = firstOfEach(filings);
                ShingleBlockTable.put(tx, merged, blocks(merged, kept));
                merged = merged.and(ShingleRun.of(id, bits, kept));
            }
        }
        runs.forEach(run -> ShingleRunTable.delete(tx, run));
        ShingleRunTable.put(tx, merged);
    }

    /**
     * All entries with one of these keys. Where a run is merged meanwhile, all is looked up again.
     *
     * @param keys ascending, each once
     */
    public static List<Filing> find(Handle handle, long[] keys) {
        while (true) {
            List<Filing> found = new ArrayList<>();
            List<ShingleRun> runs = ShingleRunTable.all(handle);
            for (ShingleRun run : runs) {
                Lookup lookup = new Lookup(keys, found);
                ShingleBlockTable.each(
                        handle, run, run.blocks(keys), (block, packed) -> run.unpack(block, packed, lookup::take));
            }
            Set<Long> still =
                    ShingleRunTable.all(handle).stream().map(ShingleRun::id).collect(Collectors.toSet());
            if (runs.stream().allMatch(run -> still.contains(run.id()))) {
                return found;
            }
        }
    }

    /** Picks, of the entries of a run in their order, those with certain keys. */
    private static final class Lookup {
        private final long[] keys;
        private final List<Filing> found;
        private int next;

        Lookup(long[] keys, List<Filing> found) {
            this.keys = keys;
            this.found = found;
        }

        void take(long key, long rowId) {
            while (next < keys.length && keys[next] < key) {
                next++;
            }
            if (next < keys.length && keys[next] == key) {
                found.add(new Filing(key, rowId));
            }
        }
    }

    /** Takes entries away; those that are not there are none. */
    public static void delete(Handle tx, Collection<Filing> filings) {
        if (filings.isEmpty()) {
            return;
        }
        Set<Filing> gone = new HashSet<>(filings);
        long[] keys =
                filings.stream().mapToLong(Filing::key).sorted().distinct().toArray();
        long first = filings.stream().mapToLong(Filing::rowId).min().orElseThrow();
        long last = filings.stream().mapToLong(Filing::rowId).max().orElseThrow();
        for (ShingleRun run : ShingleRunTable.all(tx)) {
            if (run.mayHave(first, last)) {
                delete(tx, run, keys, gone);
            }
        }
    }

    private static void delete(Handle tx, ShingleRun run, long[] keys, Set<Filing> gone) {
        List<Block> changed = new ArrayList<>();
        List<Filing> here = new ArrayList<>();
        ShingleBlockTable.each(tx, run, run.blocks(keys), (id, packed) -> {
            List<Filing> rest = new ArrayList<>();
            int before = here.size();
            run.unpack(id, packed, (key, rowId) -> {
                Filing each = new Filing(key, rowId);
                (gone.contains(each) ? here : rest).add(each);
            });
            if (here.size() > before) {
                changed.add(new Block(id, rest));
            }
        });
        if (here.isEmpty()) {
            return;
        }
        ShingleBlockTable.put(tx, run, changed);
        boolean ends = here.stream().anyMatch(each -> each.rowId() == run.firstRow() || each.rowId() == run.lastRow());
        ShingleRun rest = ends ? contents(tx, run, (_, _) -> {}) : run.without(here.size());
        if (rest.entries() == 0) {
            ShingleRunTable.delete(tx, run);
        } else {
            ShingleRunTable.put(tx, rest);
        }
    }

    /** The run as its blocks have it. */
    private static ShingleRun contents(Handle handle, ShingleRun run, ShingleBlock.Visitor visitor) {
        Contents contents = new Contents(visitor);
        ShingleBlockTable.within(
                handle,
                run.block(0),
                run.block(1L << run.bits()),
                (block, packed) -> run.unpack(block, packed, contents::take));
        return contents.entries == 0
                ? ShingleRun.empty(run.id(), (int) run.bits())
                : new ShingleRun(run.id(), run.bits(), contents.entries, contents.firstRow, contents.lastRow);
    }

    private static final class Contents {
        private final ShingleBlock.Visitor visitor;
        private long entries;
        private long firstRow = Long.MAX_VALUE;
        private long lastRow = Long.MIN_VALUE;

        Contents(ShingleBlock.Visitor visitor) {
            this.visitor = visitor;
        }

        void take(long key, long rowId) {
            entries++;
            firstRow = Math.min(firstRow, rowId);
            lastRow = Math.max(lastRow, rowId);
            visitor.take(key, rowId);
        }
    }

    /**
     * Compares runs with their blocks.
     *
     * @param counted which rows' entries to count
     */
    public static State state(Handle handle, LongPredicate counted) {
        long blocks = 0;
        AtomicLong entries = new AtomicLong();
        List<Long> others = new ArrayList<>();
        for (ShingleRun run : ShingleRunTable.all(handle)) {
            if (!run.isWhole()) {
                others.add(run.id());
                continue;
            }
            blocks += ShingleBlockTable.count(handle, run.block(0), run.block(1L << run.bits()));
            try {
                ShingleRun there = contents(handle, run, (_, rowId) -> entries.addAndGet(counted.test(rowId) ? 1 : 0));
                if (!there.equals(run)) {
                    others.add(run.id());
                }
            } catch (StoreException unreadable) {
                others.add(run.id());
            }
        }
        return new State(
                others, ShingleBlockTable.count(handle, Long.MIN_VALUE, Long.MAX_VALUE) - blocks, entries.get());
    }

    /**
     * What is filed.
     *
     * @param damaged runs whose blocks are not what is said of them
     * @param strayBlocks blocks of no run
     * @param entries those that were counted
     */
    public record State(List<Long> damaged, long strayBlocks, long entries) {}

    /** Forgets all entries. */
    public static void clear(Handle tx) {
        ShingleRunTable.clear(tx);
        ShingleBlockTable.delete(tx, Long.MIN_VALUE, Long.MAX_VALUE);
    }
}
