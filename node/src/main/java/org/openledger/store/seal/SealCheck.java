package org.openledger.store.seal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/** Makes the seals of all rows again and compares. */
public final class SealCheck {
    private static final int MAX_FINDINGS_A_TABLE = 100;
    private static final String RESTORE = "restore the database from a backup";
    private static final String REMOVE = "drop it where it is yours, otherwise " + RESTORE;
    private static final String START = "start the node once, which seals what it finds";

    private final SealKey key;
    private final Set<String> unsealed;

    /** @param unsealed tables whose rows follow from those of others */
    public SealCheck(SealKey key, Set<String> unsealed) {
        this.key = key;
        this.unsealed = Set.copyOf(unsealed);
    }

    /** What no longer fits; empty where every row is as the node wrote it. */
    public List<Finding> fsck(Handle handle) {
        List<Finding> findings = new ArrayList<>();
        Map<String, SealedTable> all = SealedTable.all(handle);
        if (!all.keySet().containsAll(Set.of(RowSealTable.NAME, TableSealTable.NAME, RowChangeTable.NAME))) {
            findings.add(new Finding("database", "", "its rows have no seals yet", START));
            return findings;
        }
        Map<String, SealedTable> tables = RowSeals.of(handle, unsealed);
        Set<String> watched = ChangeTriggers.watched(handle, tables.keySet());
        Set<String> sealed = Set.copyOf(TableSealTable.tables(handle));
        for (SealedTable table : tables.values()) {
            if (!watched.contains(table.name()) && !sealed.contains(table.name())) {
                findings.add(new Finding(
                        table.name(),
                        "",
                        "something other than the node made this table, or its seals are gone",
                        REMOVE));
                continue;
            }
            List<Finding> ofTable = readable(table, handle);
            if (!watched.contains(table.name())) {
                ofTable.add(
                        new Finding(table.name(), "", "its triggers are gone, so that writes are not sealed", START));
            }
            findings.addAll(bounded(table.name(), ofTable));
        }
        findings.addAll(strangers(handle, tables.keySet()));
        return findings;
    }

    /** The tables whose rows were sealed as they were found in a folder from before seals. */
    public static List<String> sealedAsFound(Handle handle) {
        return TableSealTable.tables(handle).stream()
                .filter(table ->
                        TableSealTable.find(handle, table).orElseThrow().origin() == TableSeal.Origin.FOUND)
                .toList();
    }

    private List<Finding> readable(SealedTable table, Handle handle) {
        try {
            return check(table, handle);
        } catch (JdbiException unreadable) {
            List<Finding> findings = new ArrayList<>();
            findings.add(new Finding(table.name(), "", "it cannot be read: " + unreadable.getMessage(), RESTORE));
            return findings;
        }
    }

    private List<Finding> check(SealedTable table, Handle handle) {
        List<Finding> findings = new ArrayList<>();
        List<String> columns =
                table.columns().stream().map(SealedTable.Column::name).toList();
        AtomicLong rows = new AtomicLong();
        RowSealTable.each(handle, table, row -> key.seal(RowBytes.of(table.name(), columns, row)), row -> {
            rows.incrementAndGet();
            if (row.kept() == null) {
                findings.add(of(
                        table, row.key(), "the row has no seal in row_seal: something other than the node put it in"));
            } else if (!RowSeals.fits(row.now(), row.kept())) {
                findings.add(
                        of(table, row.key(), "the row is not as the node wrote it: its seal in row_seal does not fit"));
            }
        });
        for (RowKey gone : RowSealTable.withoutRow(handle, table)) {
            findings.add(of(table, gone, "the row is gone, its seal is in row_seal"));
        }
        checkTotal(table, rows.get(), handle)
                .ifPresent(what -> findings.add(new Finding(table.name(), "", what, RESTORE)));
        return findings;
    }

    private static Finding of(SealedTable table, RowKey key, String what) {
        return new Finding(table.name(), key.toString(), what, RESTORE);
    }

    private Optional<String> checkTotal(SealedTable table, long rows, Handle handle) {
        Optional<TableSeal> kept;
        try {
            kept = TableSealTable.find(handle, table.name());
        } catch (JdbiException unreadable) {
            return Optional.of("its seal in table_seal cannot be read: " + unreadable.getMessage());
        }
        if (kept.isEmpty()) {
            return Optional.of("its seal in table_seal is gone");
        }
        TableSeal seal = kept.get();
        if (!seal.fits(key)) {
            return Optional.of("its seal in table_seal is not as the node wrote it");
        }
        if (!seal.columns().equals(table.columnNames())) {
            return Optional.of("it has the columns " + table.columnNames() + ", sealed were " + seal.columns());
        }
        SealTotal total = new SealTotal();
        RowSealTable.eachKept(handle, table.name(), total::add);
        if (!total.sum.equals(SealSum.of(seal.total())) || total.count != seal.rowCount()) {
            return Optional.of("its seals in row_seal are not those that the node wrote: " + rows + " rows are there, "
                    + seal.rowCount() + " were sealed");
        }
        return Optional.empty();
    }

    private static final class SealTotal {
        private SealSum sum = SealSum.ZERO;
        private long count;

        void add(byte[] seal) {
            sum = sum.plus(seal);
            count++;
        }
    }

    /** What was noted and never sealed, and seals of tables that are not there. */
    private static List<Finding> strangers(Handle handle, Set<String> tables) {
        List<Finding> findings = new ArrayList<>();
        for (RowChangeTable.Change change : RowChangeTable.after(handle, Long.MIN_VALUE)) {
            findings.add(new Finding(
                    change.tableName(),
                    change.key().toString(),
                    "the row was written by something other than the node, as row_change notes",
                    RESTORE));
        }
        for (String table : RowSealTable.tables(handle)) {
            if (!tables.contains(table)) {
                findings.add(new Finding(table, "", "row_seal has seals of it, and it is no table", RESTORE));
            }
        }
        for (String table : TableSealTable.tables(handle)) {
            if (!tables.contains(table)) {
                findings.add(new Finding(table, "", "table_seal has a seal of it, and it is no table", RESTORE));
            }
        }
        return findings;
    }

    private static List<Finding> bounded(String table, List<Finding> findings) {
        if (findings.size() <= MAX_FINDINGS_A_TABLE) {
            return findings;
        }
        List<Finding> first = new ArrayList<>(findings.subList(0, MAX_FINDINGS_A_TABLE));
        first.add(new Finding(
                table, "", (findings.size() - MAX_FINDINGS_A_TABLE) + " more rows are not as they must be", RESTORE));
        return first;
    }
}
