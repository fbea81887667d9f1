package org.openledger.datanet.shingle;

import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;

/** The SQL of the blocks of runs. */
final class ShingleBlockTable {
    private static final int FETCHED_BLOCKS = 512;
    private static final int KEYS_PER_QUERY = 500;

    private ShingleBlockTable() {}

    /** A block's entries, sorted. */
    record Block(long id, List<Filing> filings) {}

    /** Takes blocks as they are kept. */
    @FunctionalInterface
    interface PackedVisitor {
        void take(long id, byte[] packed);
    }

    /** Hands over the blocks of a run with these ids, which are sorted. */
    static void each(Handle handle, ShingleRun run, List<Long> ids, PackedVisitor visitor) {
        if (ids.isEmpty()) {
            return;
        }
        if (2L * ids.size() >= 1L << run.bits()) {
            within(handle, ids.getFirst(), ids.getLast() + 1, visitor);
            return;
        }
        for (int start = 0; start < ids.size(); start += KEYS_PER_QUERY) {
            read(
                    handle.createQuery("SELECT id, entries FROM shingle_block WHERE id IN (<ids>) ORDER BY id")
                            .bindList("ids", ids.subList(start, Math.min(ids.size(), start + KEYS_PER_QUERY))),
                    visitor);
        }
    }

    /** Hands over the blocks from one id up to, not including, another. */
    static void within(Handle handle, long from, long to, PackedVisitor visitor) {
        read(
                handle.createQuery("SELECT id, entries FROM shingle_block WHERE id >= :from AND id < :to ORDER BY id")
                        .bind("from", from)
                        .bind("to", to)
                        .setFetchSize(FETCHED_BLOCKS),
                visitor);
    }

    private static void read(Query query, PackedVisitor visitor) {
        try (Stream<Boolean> blocks = query
                .map((row, _) -> {
                    visitor.take(row.getLong(1), row.getBytes(2));
                    return true;
                })
                .stream()) {
            blocks.forEach(_ -> {});
        }
    }

    /** Writes blocks anew; those that are empty are gone. */
    static void put(Handle tx, ShingleRun run, List<Block> blocks) {
        PreparedBatch whole = tx.prepareBatch("""
                        INSERT INTO shingle_block (id, entries) VALUES (:id, :entries)
                        ON CONFLICT (id) DO UPDATE SET entries = excluded.entries""");
        PreparedBatch empty = tx.prepareBatch("DELETE FROM shingle_block WHERE id = :id");
        for (Block block : blocks) {
            if (block.filings().isEmpty()) {
                empty.bind("id", block.id()).add();
            } else {
                whole.bind("id", block.id())
                        .bind("entries", ShingleBlock.pack(block.filings(), (int) run.bits()))
                        .add();
            }
        }
        whole.execute();
        empty.execute();
    }

    static void delete(Handle tx, long from, long to) {
        tx.createUpdate("DELETE FROM shingle_block WHERE id >= :from AND id < :to")
                .bind("from", from)
                .bind("to", to)
                .execute();
    }

    static long count(Handle handle, long from, long to) {
        return handle.createQuery("SELECT count(*) FROM shingle_block WHERE id >= :from AND id < :to")
                .bind("from", from)
                .bind("to", to)
                .mapTo(Long.class)
                .one();
    }
}
