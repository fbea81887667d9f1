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
import org.openledger.store.seal.Finding;

/** Compares rows with their leaves, and the shingles that rows are found by with what follows from the rows. */
public final class RowCheck {
    private static final int PAGE_ROWS = 256;
    private static final int MAX_FINDINGS = 100;
    private static final String REPAIR = "make it again with openledger fsck --repair";
    private static final String RESTORE = "restore the database from a backup";

    private final List<Finding> findings = new ArrayList<>();
    private long shingles;

    /** A row as the node wrote it, with what its words mean. */
    private record Read(
            @Nested Row row, @ColumnName("schema_name") Schema schema) {}

    private record Filed(long word, long rowId) {}

    private RowCheck() {}

    public static List<Finding> fsck(Handle handle) {
        RowCheck check = new RowCheck();
        check.run(handle);
        return check.findings.size() > MAX_FINDINGS ? check.findings.subList(0, MAX_FINDINGS) : check.findings;
    }

    /** Makes shingles again from the rows. */
    public static void repair(Handle tx) {
        tx.execute("DELETE FROM row_shingle");
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
        surplus(handle, "row_shingle", shingles);
    }

    private static List<Read> page(Handle handle, long afterId) {
        return handle.createQuery("""
                        SELECT r.*, d.schema_name FROM datanet_row r JOIN datanet d ON d.id = r.datanet
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
        Map<Long, Set<Long>> byShingle = new HashMap<>();
        for (Candidate row : rows) {
            byShingle.put(row.id(), words(row.keptShingles()));
        }
        shingles += matched(handle, "row_shingle", "shingle", byShingle);
    }

    private static Set<Long> words(long[] all) {
        Set<Long> words = new HashSet<>();
        Arrays.stream(all).forEach(words::add);
        return words;
    }

    /** How many of the words of rows are filed; those that are not are named, unless so many other rows are filed under them. */
    private long matched(Handle handle, String table, String column, Map<Long, Set<Long>> byRow) {
        Set<Long> words = new HashSet<>();
        byRow.values().forEach(words::addAll);
        Map<Long, Set<Long>> filed = new HashMap<>();
        for (List<Long> part : QueryKeys.parts(List.copyOf(words))) {
            handle.createQuery("SELECT " + column + " AS word, row_id FROM " + table + " WHERE " + column
                            + " IN (<words>)")
                    .bindList("words", part)
                    .mapTo(Filed.class)
                    .forEach(each -> filed.computeIfAbsent(each.word(), _ -> new HashSet<>())
                            .add(each.rowId()));
        }
        long count = 0;
        for (Map.Entry<Long, Set<Long>> row : byRow.entrySet()) {
            for (long word : row.getValue()) {
                Set<Long> under = filed.getOrDefault(word, Set.of());
                if (under.contains(row.getKey())) {
                    count++;
                } else if (under.size() < ShingleTable.MAX_ROWS) {
                    findings.add(new Finding(table, word + ", " + row.getKey(), "the row is not filed here", REPAIR));
                }
            }
        }
        return count;
    }

    /** What is filed of no row that says it. Rejected rows may be filed, and need not. */
    private void surplus(Handle handle, String table, long matched) {
        long there = handle.createQuery("SELECT count(*) FROM " + table
                        + " WHERE row_id NOT IN (SELECT id FROM datanet_row WHERE state = 'REJECTED')")
                .mapTo(Long.class)
                .one();
        if (there > matched) {
            findings.add(new Finding(table, "", (there - matched) + " entries are of rows that do not say so", REPAIR));
        }
    }
}
