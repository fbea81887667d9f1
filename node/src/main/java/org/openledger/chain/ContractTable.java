package org.openledger.chain;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** The SQL of where this node's contracts are. */
final class ContractTable {
    private ContractTable() {}

    /** @param block the contract was deployed in; 0 where another node deployed it */
    public record Row(String name, String address, long chainId, long block) {}

    static List<Row> all(Handle handle) {
        return handle.createQuery("SELECT * FROM chain_contract")
                .mapTo(Row.class)
                .list();
    }

    static void insert(Handle transaction, Row row) {
        transaction.createUpdate("""
                        INSERT INTO chain_contract (name, address, chain_id, block)
                        VALUES (:name, :address, :chainId, :block)""").bindMethods(row).execute();
    }

    static long block(Handle handle, String name) {
        return handle.createQuery("SELECT block FROM chain_contract WHERE name = :name")
                .bind("name", name)
                .mapTo(Long.class)
                .one();
    }
}
