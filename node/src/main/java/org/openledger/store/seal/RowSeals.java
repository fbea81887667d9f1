package org.openledger.store.seal;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Keeps the seals of a database true: each write transaction seals what it wrote. */
public final class RowSeals {
    private final SealKey key;
    private final Map<String, SealedTable> tables;

    private RowSeals(SealKey key, Map<String, SealedTable> tables) {
        this.key = key;
        this.tables = tables;
    }

    /**
     * What is known of a database that is being opened.
     *
     * @param isNew whether its tables were made just now
     * @param changesBefore what {@link #changes} gave before its migrations ran
     */
    public record Opening(boolean isNew, long changesBefore, long nowMillis) {}

    /**
     * Seals the tables that are not sealed yet, and what migrations wrote and added. A row that no longer fits its seal keeps it.
     *
     * @param unsealed tables whose rows follow from those of others
     */
    public static RowSeals open(Handle tx, SealKey key, Set<String> unsealed, Opening opening) {
        Map<String, SealedTable> tables = of(tx, unsealed);
        RowSeals seals = new RowSeals(key, tables);
        Set<String> watched = ChangeTriggers.watched(tx, tables.keySet());
        List<SealedTable> found = new ArrayList<>();
        for (SealedTable table : tables.values()) {
            Optional<TableSeal> kept = TableSealTable.find(tx, table.name());
            if (kept.isPresent()) {
                seals.addColumns(tx, table, kept.get());
            } else if (!watched.contains(table.name())) {
                found.add(table);
            }
            if (!watched.contains(table.name())) {
                ChangeTriggers.create(tx, table);
            }
        }
        for (SealedTable table : found) {
            seals.sealAll(tx, table, opening);
        }
        seals.finish(tx, opening.changesBefore());
        return seals;
    }

    /** The tables of a database that have seals. */
    static Map<String, SealedTable> of(Handle handle, Set<String> unsealed) {
        Map<String, SealedTable> tables = SealedTable.all(handle);
        tables.keySet().removeAll(unsealed);
        tables.keySet().removeAll(Set.of(RowSealTable.NAME, TableSealTable.NAME, RowChangeTable.NAME));
        return tables;
    }

    /** How far changes are noted: those after it are of the transaction that begins now. */
    public static long changes(Handle handle) {
        return RowChangeTable.last(handle);
    }

    /** Seals what was written since; the last thing a transaction does. */
    public void finish(Handle tx, long changesBefore) {
        List<String> written = RowChangeTable.tablesAfter(tx, changesBefore);
        for (String name : written) {
            SealedTable table = tables.get(name);
            if (table != null) {
                seal(tx, table, changesBefore);
            }
        }
        if (!written.isEmpty()) {
            RowChangeTable.forgetAfter(tx, changesBefore);
        }
    }

    private void seal(Handle tx, SealedTable table, long changesBefore) {
        Map<RowKey, byte[]> kept = RowSealTable.kept(tx, table, changesBefore);
        Map<RowKey, byte[]> now = RowSealTable.written(tx, table, changesBefore, over(table));
        Set<RowKey> gone = new HashSet<>(kept.keySet());
        gone.removeAll(now.keySet());
        RowSealTable.put(tx, table.name(), now);
        RowSealTable.delete(tx, table.name(), List.copyOf(gone));
        TableSealTable.find(tx, table.name())
                .ifPresent(seal -> TableSealTable.put(
                        tx,
                        seal.with(
                                key,
                                seal.columns(),
                                seal.rowCount() + now.size() - kept.size(),
                                moved(seal, kept.values(), now.values()))));
    }

    private static SealSum moved(TableSeal seal, Collection<byte[]> out, Collection<byte[]> in) {
        SealSum total = SealSum.of(seal.total());
        for (byte[] each : out) {
            total = total.minus(each);
        }
        for (byte[] each : in) {
            total = total.plus(each);
        }
        return total;
    }

    private RowSealTable.Sealing over(SealedTable table) {
        List<String> columns =
                table.columns().stream().map(SealedTable.Column::name).toList();
        return row -> key.seal(RowBytes.of(table.name(), columns, row));
    }

    /** Seals the rows of a table as they are now, whatever their seals were: what was damaged has just been made again. */
    public void sealAgain(Handle tx, String name, long nowMillis) {
        SealedTable table = tables.get(name);
        if (table != null) {
            RowSealTable.deleteAll(tx, name);
            TableSealTable.delete(tx, name);
            sealAll(tx, table, new Opening(/* isNew= */ true, /* changesBefore= */ 0, nowMillis));
        }
    }

    /** Rows from before seals, as they are found. */
    private void sealAll(Handle tx, SealedTable table, Opening opening) {
        Map<RowKey, byte[]> now = new HashMap<>();
        RowSealTable.each(tx, table, over(table), row -> now.put(row.key(), row.now()));
        RowSealTable.put(tx, table.name(), now);
        TableSeal.Origin origin = opening.isNew() || now.isEmpty() ? TableSeal.Origin.WRITTEN : TableSeal.Origin.FOUND;
        TableSeal seal = TableSeal.of(key, table, origin, opening.nowMillis());
        TableSealTable.put(tx, seal.with(key, seal.columns(), now.size(), moved(seal, List.of(), now.values())));
    }

    /** Where migrations changed a table's columns, the rows that fit over the old ones are sealed over the new ones. */
    private void addColumns(Handle tx, SealedTable table, TableSeal kept) {
        if (kept.columns().equals(table.columnNames())) {
            return;
        }
        List<String> before = Arrays.stream(kept.columns().split(",", -1))
                .filter(column ->
                        table.columns().stream().anyMatch(each -> each.name().equals(column)))
                .toList();
        Map<RowKey, byte[]> fitting = new HashMap<>();
        List<byte[]> out = new ArrayList<>();
        RowSealTable.each(tx, table, row -> key.seal(RowBytes.of(table.name(), before, row)), row -> {
            if (fits(row.now(), row.kept())) {
                fitting.put(row.key(), row.now());
                out.add(row.now());
            }
        });
        Map<RowKey, byte[]> now = new HashMap<>();
        RowSealTable.each(tx, table, over(table), row -> {
            if (fitting.containsKey(row.key())) {
                now.put(row.key(), row.now());
            }
        });
        RowSealTable.put(tx, table.name(), now);
        TableSealTable.put(tx, kept.with(key, table.columnNames(), kept.rowCount(), moved(kept, out, now.values())));
    }

    static boolean fits(byte[] now, byte @Nullable [] kept) {
        return kept != null && MessageDigest.isEqual(now, kept);
    }
}
