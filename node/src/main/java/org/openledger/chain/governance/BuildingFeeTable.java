package org.openledger.chain.governance;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** The SQL of building fees: which was in force, and who was paid. */
final class BuildingFeeTable {
    private BuildingFeeTable() {}

    /** One payment; {@code sequence} orders the chain's logs. */
    public record Row(long sequence, String model, String token, long version, String treasury, long gwei) {}

    static void set(Handle tx, long sequence, long gwei) {
        tx.createUpdate("""
                        INSERT INTO chain_building_fee (sequence, gwei)
                        VALUES (:sequence, :gwei)""").bind("sequence", sequence).bind("gwei", gwei).execute();
    }

    static void paid(Handle tx, Row row) {
        tx.createUpdate("""
                        INSERT INTO chain_building_payment (sequence, model, token, version, treasury, gwei)
                        VALUES (:sequence, :model, :token, :version, :treasury, :gwei)""").bindMethods(row).execute();
    }

    /** The last one; 0 where there never was one. */
    static long inForce(Handle handle) {
        return handle.createQuery("SELECT gwei FROM chain_building_fee ORDER BY sequence DESC LIMIT 1")
                .mapTo(Long.class)
                .findOne()
                .orElse(0L);
    }

    static List<Row> of(Handle handle, String model) {
        return handle.createQuery("SELECT * FROM chain_building_payment WHERE model = :model ORDER BY sequence")
                .bind("model", model)
                .mapTo(Row.class)
                .list();
    }

    static void deleteFrom(Handle tx, long sequence) {
        for (String table : List.of("chain_building_fee", "chain_building_payment")) {
            tx.createUpdate("DELETE FROM <table> WHERE sequence >= :sequence")
                    .define("table", table)
                    .bind("sequence", sequence)
                    .execute();
        }
    }
}
