package org.openledger.registry;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.openledger.verify.Receipt;

/** The SQL of models' versions, and of the Datanet versions they learnt from. */
final class ModelTable {
    private ModelTable() {}

    /** A version as it stands in the table. */
    public record Row(
            String id,
            String name,
            long number,
            Origin origin,
            String owner,
            Optional<String> token,
            Optional<String> refusal,
            String baseDigest,
            String adapterDigest,
            String tokenizerDigest,
            String indexDigest,
            Optional<String> influenceDigest,
            Optional<String> licence,
            Optional<String> warning,
            Optional<Long> readyMillis,
            long createdMillis) {}

    static void insert(Handle tx, Row row, List<Source> sources) {
        tx.createUpdate("""
                        INSERT INTO model_version (id, name, number, origin, owner, token, refusal, base_digest, adapter_digest,
                            tokenizer_digest, index_digest, influence_digest, licence, warning, ready_millis, created_millis)
                        VALUES (:id, :name, :number, :origin, :owner, :token, :refusal, :baseDigest, :adapterDigest,
                            :tokenizerDigest, :indexDigest, :influenceDigest, :licence, :warning, :readyMillis,
                            :createdMillis)""").bindMethods(row).execute();
        PreparedBatch batch =
                tx.prepareBatch("INSERT INTO model_source (model, datanet, number) VALUES (:model, :datanet, :number)");
        sources.forEach(
                source -> batch.bind("model", row.id()).bindMethods(source).add());
        batch.execute();
    }

    static void delete(Handle tx, String id) {
        tx.createUpdate("DELETE FROM model_ancestor WHERE model = :id")
                .bind("id", id)
                .execute();
        tx.createUpdate("DELETE FROM model_source WHERE model = :id")
                .bind("id", id)
                .execute();
        tx.createUpdate("DELETE FROM model_version WHERE id = :id")
                .bind("id", id)
                .execute();
    }

    static void indexed(Handle tx, String id, String indexDigest) {
        tx.createUpdate("UPDATE model_version SET index_digest = :digest WHERE id = :id")
                .bind("id", id)
                .bind("digest", indexDigest)
                .execute();
    }

    static void attributable(Handle tx, String id, String influenceDigest, long nowMillis) {
        tx.createUpdate("UPDATE model_version SET influence_digest = :digest, ready_millis = :now WHERE id = :id")
                .bind("id", id)
                .bind("digest", influenceDigest)
                .bind("now", nowMillis)
                .execute();
    }

    /** Notes the token that the ModelRegistry gave, decimal. Noting it again changes nothing. */
    static void registered(Handle tx, String id, String token) {
        tx.createUpdate("UPDATE model_version SET token = :token WHERE id = :id")
                .bind("id", id)
                .bind("token", token)
                .execute();
    }

    /** Notes what the ModelRegistry fixed that a version owes. Noting it again changes nothing. */
    static void owes(Handle tx, String id, List<Receipt.Ancestor> ancestors) {
        PreparedBatch batch = tx.prepareBatch("""
                INSERT INTO model_ancestor (model, token, owner, bps) VALUES (:model, :token, :owner, :bps)
                ON CONFLICT (model, token) DO NOTHING""");
        ancestors.forEach(
                ancestor -> batch.bind("model", id).bindMethods(ancestor).add());
        batch.execute();
    }

    /** What the version with an id in the ModelRegistry owes, and to who owned the ancestors when that was fixed. */
    static List<Receipt.Ancestor> owed(Handle handle, String token) {
        return handle.createQuery("""
                        SELECT a.token, a.owner, a.bps FROM model_ancestor a JOIN model_version m ON m.id = a.model
                        WHERE m.token = :token""")
                .bind("token", token)
                .mapTo(Receipt.Ancestor.class)
                .list();
    }

    /** Notes why the ModelRegistry gave none. */
    static void refused(Handle tx, String id, String why) {
        tx.createUpdate("UPDATE model_version SET refusal = :why WHERE id = :id")
                .bind("id", id)
                .bind("why", why)
                .execute();
    }

    /** Those that wait for what the ModelRegistry answers. */
    static List<String> unregistered(Handle handle) {
        return handle.createQuery("SELECT id FROM model_version WHERE token IS NULL AND refusal IS NULL")
                .mapTo(String.class)
                .list();
    }

    /** The oldest first. */
    static List<Row> all(Handle handle) {
        return handle.createQuery("SELECT * FROM model_version ORDER BY created_millis, name, number")
                .mapTo(Row.class)
                .list();
    }

    static Optional<Row> find(Handle handle, String id) {
        return handle.createQuery("SELECT * FROM model_version WHERE id = :id")
                .bind("id", id)
                .mapTo(Row.class)
                .findOne();
    }

    /** The versions of a name, the oldest first. */
    static List<Row> named(Handle handle, String name) {
        return handle.createQuery("SELECT * FROM model_version WHERE name = :name ORDER BY number")
                .bind("name", name)
                .mapTo(Row.class)
                .list();
    }

    /** All names that are taken. */
    static List<String> names(Handle handle) {
        return handle.createQuery("SELECT DISTINCT name FROM model_version ORDER BY name")
                .mapTo(String.class)
                .list();
    }

    static Optional<Row> find(Handle handle, String name, long number) {
        return handle.createQuery("SELECT * FROM model_version WHERE name = :name AND number = :number")
                .bind("name", name)
                .bind("number", number)
                .mapTo(Row.class)
                .findOne();
    }

    /** The version that is this adapter. */
    static Optional<Row> ofAdapter(Handle handle, String adapterDigest) {
        return handle.createQuery("SELECT * FROM model_version WHERE adapter_digest = :digest")
                .bind("digest", adapterDigest)
                .mapTo(Row.class)
                .findFirst();
    }

    /** Whose a name is, once it has a version. */
    static long nextNumber(Handle handle, String name) {
        return handle.createQuery("SELECT coalesce(max(number), 0) + 1 FROM model_version WHERE name = :name")
                .bind("name", name)
                .mapTo(Long.class)
                .one();
    }

    /** The Datanet versions a model learnt from, as the chain knows them. */
    static List<Model.SourceRoot> roots(Handle handle, String id) {
        return handle.createQuery("""
                        SELECT s.datanet, d.token, s.number, v.root, d.licence, d.terms_digest FROM model_source s
                        JOIN datanet d ON d.id = s.datanet
                        JOIN version v ON v.datanet = s.datanet AND v.number = s.number
                        WHERE s.model = :id ORDER BY s.datanet, s.number""")
                .bind("id", id)
                .mapTo(Model.SourceRoot.class)
                .list();
    }
}
