package org.openledger.datanet.screening;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.openledger.datanet.row.RowTable;

/** The rows that one search for duplicates compares with, each read once. */
public final class EarlierRows {
    private final Handle handle;
    private final Map<Long, EarlierRow> rows = new HashMap<>();

    EarlierRows(Handle handle) {
        this.handle = handle;
    }

    void add(EarlierRow row) {
        rows.put(row.id(), row);
    }

    /** Reads those that were not read yet. */
    void load(Collection<Long> ids) {
        List<Long> missing = ids.stream().filter(id -> !rows.containsKey(id)).toList();
        RowTable.byId(handle, missing).stream().map(EarlierRow::of).forEach(this::add);
    }

    EarlierRow require(long id) {
        EarlierRow row = rows.get(id);
        if (row == null) {
            throw new IllegalStateException("row " + id + " was found by its shingles but could not be read");
        }
        return row;
    }
}
