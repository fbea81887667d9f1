package org.openledger.datanet.row;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.core.mapper.reflect.ColumnName;
import org.openledger.datanet.shingle.Filing;
import org.openledger.datanet.shingle.ShingleRuns;
import org.openledger.store.StoreException;
import org.openledger.store.seal.Finding;

/** Compares rows with their leaves, and the shingles that rows are found by with what follows from the rows. */
public final class RowCheck {
    private static final int PAGE_ROWS = 256;
    private static final int MAX_FINDINGS = 100;
    private static final String REPAIR = "make it again with openledger fsck --repair";
    private static final String RUNS = "shingle_run";
    private static final String BLOCKS = "shingle_block";
    private static final String RESTORE = "restore the database from a backup";

    private final List<Finding> findings = new ArrayList<>();
    private long shingles;
    private long missing;

    /** A row as the node wrote it, with what its words mean. */
    private record Read(
            @Nested Row row, @ColumnName("schema_name") Schema schema) {}

    private RowCheck() {}

    public static List<Finding> fsck(Handle handle) {
        RowCheck check = new RowCheck();
        check.run(handle);
        return check.findings.size() > MAX_FINDINGS ? check.findings.subList(0, MAX_FINDINGS) : check.findings;
    }

    /** Makes shingles again from the rows. */
    public static void repair(Handle tx) {
        ShingleRuns.clear(tx);
        List<Read> page = page(tx, Long.MIN_VALUE);
        while (!page.isEmpty()) {
            RowTable.file(
                    tx,
                    page.stream()
                            .filter(RowCheck::isFiled)
                            .map(RowCheck::candidate)
                            .toList());
            page = page(tx, page.getLast().row().id());
        }
    }

    private void run(Handle handle) {
        List<Read> page = page(handle, Long.MIN_VALUE);
        while (!page.isEmpty()) {
            page.stream()
                    .filter(read -> !isWhole(read) && read.row().state() != Row.State.WITHDRAWN)
                    .forEach(read -> findings.add(new Finding(
                            "datanet_row",
                            Long.toString(read.row().id()),
                            read.row().isErased()
                                    ? "its text is gone, and nobody took it back"
                                    : "salt and content do not give the leaf "
                                            + read.row().leaf(),
                            RESTORE)));
            compare(
                    handle,
                    page.stream()
                            .filter(RowCheck::isFiled)
                            .map(RowCheck::candidate)
                            .toList());
            page = page(handle, page.getLast().row().id());
        }
        runs(handle);
    }

    private static List<Read> page(Handle handle, long afterId) {
        return handle.createQuery(RowTable.MEANT + """
                        WHERE r.id > :after ORDER BY r.id LIMIT :limit""")
                .bind("after", afterId)
                .bind("limit", PAGE_ROWS)
                .mapTo(Read.class)
                .list();
    }

    private static boolean isWhole(Read read) {
        return !read.row().isErased() && read.row().isAsItsLeafSays();
    }

    /** Rows that were not taken lead nothing: some are filed and some are not. */
    private static boolean isFiled(Read read) {
        return isWhole(read) && read.row().state() != Row.State.REJECTED;
    }

    private static Candidate candidate(Read read) {
        return Candidate.of(read.row(), read.schema());
    }

    private void compare(Handle handle, List<Candidate> rows) {
        Set<Filing> wanted = new HashSet<>();
        rows.forEach(row -> Arrays.stream(row.keptShingles())
                .forEach(shingle -> wanted.add(new Filing(Filing.key(shingle), row.id()))));
        Map<Long, Set<Long>> filed = new HashMap<>();
        long[] keys = wanted.stream().mapToLong(Filing::key).sorted().distinct().toArray();
        try {
            ShingleRuns.find(handle, keys)
                    .forEach(each -> filed.computeIfAbsent(each.key(), _ -> new HashSet<>())
                            .add(each.rowId()));
        } catch (StoreException unreadable) {
            return; // its run is named below
        }
        for (Filing each : wanted) {
            Set<Long> under = filed.getOrDefault(each.key(), Set.of());
            if (under.contains(each.rowId())) {
                shingles++;
            } else if (under.size() < ShingleTable.MAX_ROWS) {
                missing++;
                findings.add(new Finding(
                        BLOCKS, each.key() + ", " + each.rowId(), "the row is not filed under this shingle", REPAIR));
            }
        }
    }

    /** What is filed of no row that says it, and what of the runs does not fit. Rejected rows may be filed, and need not. */
    private void runs(Handle handle) {
        Set<Long> rejected = new HashSet<>(handle.createQuery("SELECT id FROM datanet_row WHERE state = 'REJECTED'")
                .mapTo(Long.class)
                .list());
        ShingleRuns.State state = ShingleRuns.state(handle, row -> !rejected.contains(row));
        state.damaged()
                .forEach(run -> findings.add(
                        new Finding(RUNS, Long.toString(run), "its blocks are not what it says of them", REPAIR)));
        if (missing > 0) {
            findings.addFirst(new Finding(RUNS, "", missing + " entries are not found through the runs", REPAIR));
        }
        if (state.strayBlocks() > 0) {
            findings.add(new Finding(RUNS, "", state.strayBlocks() + " blocks of shingle_block are of no run", REPAIR));
        }
        if (state.entries() > shingles) {
            findings.add(new Finding(
                    BLOCKS, "", (state.entries() - shingles) + " entries are of rows that do not say so", REPAIR));
        }
    }
}
