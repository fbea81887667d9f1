package org.openledger.chain.token;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The SQL of who owned which token since when. */
final class TokenOwnerTable {
    private TokenOwnerTable() {}

    /** @param sequence grows along the chain */
    public record Row(String registry, long sequence, String token, String owner) {}

    static void insert(Handle tx, Row row) {
        tx.createUpdate("""
                        INSERT INTO chain_token_owner (registry, sequence, token, owner)
                        VALUES (:registry, :sequence, :token, :owner)""").bindMethods(row).execute();
    }

    static Optional<String> owner(Handle handle, String registry, String token) {
        return handle.createQuery("""
                        SELECT owner FROM chain_token_owner WHERE registry = :registry AND token = :token
                        ORDER BY sequence DESC LIMIT 1""")
                .bind("registry", registry)
                .bind("token", token)
                .mapTo(String.class)
                .findOne();
    }

    /** The last first. */
    static List<Row> from(Handle handle, long sequence) {
        return handle.createQuery("SELECT * FROM chain_token_owner WHERE sequence >= :sequence ORDER BY sequence DESC")
                .bind("sequence", sequence)
                .mapTo(Row.class)
                .list();
    }

    static void delete(Handle tx, Row row) {
        tx.createUpdate("DELETE FROM chain_token_owner WHERE registry = :registry AND sequence = :sequence")
                .bindMethods(row)
                .execute();
    }
}
