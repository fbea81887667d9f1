package org.openledger.datanet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** The rows that one search for duplicates compares with, each read once. */
final class KnownRows {
    static final String FROM = " FROM datanet_row r JOIN datanet d ON d.id = r.datanet";
    private static final int KEYS_PER_QUERY = 500;

    private final Handle handle;
    private final Map<Long, Known> rows = new HashMap<>();

    KnownRows(Handle handle) {
        this.handle = handle;
    }

    void add(Known row) {
        rows.put(row.id(), row);
    }

    /** Reads those that were not read yet. */
    void load(Collection<Long> ids) {
        List<Long> missing = ids.stream().filter(id -> !rows.containsKey(id)).toList();
        for (List<Long> part : parts(missing)) {
            handle.createQuery("SELECT " + Known.COLUMNS + FROM + " WHERE r.id IN (<ids>)")
                    .bindList("ids", part)
                    .map(Known::of)
                    .forEach(this::add);
        }
    }

    Known require(long id) {
        Known row = rows.get(id);
        if (row == null) {
            throw new IllegalStateException("row " + id + " was found by its bands or shingles but could not be read");
        }
        return row;
    }

    /** Cut into lists that a query can take. */
    static <T> List<List<T>> parts(List<T> all) {
        List<List<T>> parts = new ArrayList<>();
        for (int start = 0; start < all.size(); start += KEYS_PER_QUERY) {
            parts.add(all.subList(start, Math.min(all.size(), start + KEYS_PER_QUERY)));
        }
        return parts;
    }
}
