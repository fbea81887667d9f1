package org.openledger.attribution.spans;

import org.openledger.attribution.spans.file.Column;

/** The smallest distinct row numbers seen, at most {@link SpanIndex#MAX_LEAVES} of them, in ascending order. */
final class EarliestRows {
    private final int[] rows = new int[SpanIndex.MAX_LEAVES];
    private int size;

    void add(int row) {
        int at = size;
        while (at > 0 && rows[at - 1] >= row) {
            at--;
        }
        boolean known = at < size && rows[at] == row;
        if (known || at == rows.length) {
            return;
        }
        int moved = Math.min(size, rows.length - 1) - at;
        System.arraycopy(rows, at, rows, at + 1, moved);
        rows[at] = row;
        size = Math.min(size + 1, rows.length);
    }

    /** Adds what {@link #drainTo} wrote. */
    void addAll(int[] from, int offset) {
        for (int i = 0; i < rows.length && from[offset + i] != SpanIndexBuilder.NONE; i++) {
            add(from[offset + i]);
        }
    }

    /** Adds what {@link #drainTo} wrote, as mapped. */
    void addAll(Column from, int offset) {
        for (int i = 0; i < rows.length && from.get(offset + i) != SpanIndexBuilder.NONE; i++) {
            add(from.get(offset + i));
        }
    }

    /** Writes the rows, leaving the rest of the place as it is, and starts anew. */
    void drainTo(int[] to, int offset) {
        System.arraycopy(rows, 0, to, offset, size);
        clear();
    }

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    int get(int index) {
        return rows[index];
    }
}
