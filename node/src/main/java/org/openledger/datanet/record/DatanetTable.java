package org.openledger.datanet.record;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ColumnName;
import org.openledger.datanet.row.Schema;

/** The SQL of Datanets. */
public final class DatanetTable {
    private DatanetTable() {}

    /** A Datanet with its licence by the SPDX identifier. */
    public record Row(
            long id,
            Optional<String> token,
            String owner,
            String name,
            @ColumnName("schema_name") Schema schema,
            String licence,
            String termsDigest,
            long createdMillis,
            ChainState chainState,
            String chainDetail) {
        public Datanet with(Licence known) {
            return new Datanet(
                    id, token, owner, name, schema, known, termsDigest, createdMillis, chainState, chainDetail);
        }
    }

    public static long nextId(Handle tx) {
        return tx.createQuery("SELECT coalesce(max(id), 0) + 1 FROM datanet")
                .mapTo(Long.class)
                .one();
    }

    public static void insert(Handle tx, Datanet datanet) {
        tx.createUpdate("""
                        INSERT INTO datanet (id, owner, name, schema_name, licence, terms_digest, created_millis,
                            chain_state, chain_detail)
                        VALUES (:id, :owner, :name, :schema, :licence.spdx, :termsDigest, :createdMillis, :chainState,
                            :chainDetail)""").bindMethods(datanet).execute();
    }

    public static Optional<Row> find(Handle handle, long id) {
        return handle.createQuery("SELECT * FROM datanet WHERE id = :id")
                .bind("id", id)
                .mapTo(Row.class)
                .findOne();
    }

    /** The one with an id on chain. */
    public static Optional<Row> byToken(Handle handle, String token) {
        return handle.createQuery("SELECT * FROM datanet WHERE token = :token")
                .bind("token", token)
                .mapTo(Row.class)
                .findOne();
    }

    /** The oldest first. */
    public static List<Row> all(Handle handle) {
        return handle.createQuery("SELECT * FROM datanet ORDER BY id")
                .mapTo(Row.class)
                .list();
    }

    /** Those that the chain has not answered yet. */
    static List<Long> pending(Handle handle) {
        return handle.createQuery("SELECT id FROM datanet WHERE chain_state = :pending")
                .bind("pending", ChainState.PENDING)
                .mapTo(Long.class)
                .list();
    }

    /** The chain says under what its next version will be. */
    public static void licensed(Handle tx, String token, String spdx) {
        tx.createUpdate("UPDATE datanet SET licence = :spdx WHERE token = :token AND licence <> :spdx")
                .bind("token", token)
                .bind("spdx", spdx)
                .execute();
    }

    static void confirm(Handle tx, long id, String token) {
        tx.createUpdate("UPDATE datanet SET token = :token, chain_state = :confirmed WHERE id = :id")
                .bind("id", id)
                .bind("token", token)
                .bind("confirmed", ChainState.CONFIRMED)
                .execute();
    }

    /** Notes who owns the Datanet with an id on chain; nothing where none here has it. */
    public static void own(Handle tx, String token, String owner) {
        tx.createUpdate("UPDATE datanet SET owner = :owner WHERE token = :token AND owner <> :owner")
                .bind("token", token)
                .bind("owner", owner)
                .execute();
    }

    static void refuse(Handle tx, long id, String why) {
        tx.createUpdate("UPDATE datanet SET chain_state = :refused, chain_detail = :why WHERE id = :id")
                .bind("id", id)
                .bind("refused", ChainState.REFUSED)
                .bind("why", why)
                .execute();
    }
}
