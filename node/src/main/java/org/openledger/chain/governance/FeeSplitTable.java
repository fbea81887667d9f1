package org.openledger.chain.governance;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The SQL of how fees were divided since when. */
final class FeeSplitTable {
    private FeeSplitTable() {}

    /** @param seconds of the block; the parts are basis points */
    public record Row(
            long block,
            int logIndex,
            long seconds,
            int treasury,
            int stakers,
            int operator,
            int base,
            int developer,
            int data) {}

    static void insert(Handle tx, Row row) {
        tx.createUpdate("""
                        INSERT INTO chain_fee_split
                            (block, log_index, seconds, treasury, stakers, operator, base, developer, data)
                        VALUES (:block, :logIndex, :seconds, :treasury, :stakers, :operator, :base, :developer, :data)
                        """).bindMethods(row).execute();
    }

    /** The last of a block of this second or before it. */
    static Optional<Row> at(Handle handle, long seconds) {
        return handle.createQuery("""
                        SELECT * FROM chain_fee_split WHERE seconds <= :seconds
                        ORDER BY block DESC, log_index DESC LIMIT 1""").bind("seconds", seconds).mapTo(Row.class).findOne();
    }

    static void deleteFrom(Handle tx, long block) {
        tx.createUpdate("DELETE FROM chain_fee_split WHERE block >= :block")
                .bind("block", block)
                .execute();
    }
}
