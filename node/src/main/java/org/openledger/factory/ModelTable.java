package org.openledger.factory;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The SQL of models. Those of cancelled runs are none. */
final class ModelTable {
    private ModelTable() {}

    /** A model with what its run says of it. */
    public record Row(
            String name,
            String run,
            String owner,
            String token,
            String baseDigest,
            String adapterDigest,
            String tokenizerDigest,
            String indexDigest,
            Optional<String> influenceDigest,
            Optional<Long> readyMillis,
            long createdMillis) {}

    /** A model as it comes out of its run. */
    public record New(
            String name, String run, String token, String tokenizerDigest, String indexDigest, long createdMillis) {}

    static void insert(Handle tx, New model) {
        tx.createUpdate("""
                        INSERT INTO model (name, run, token, tokenizer_digest, index_digest, created_millis)
                        VALUES (:name, :run, :token, :tokenizerDigest, :indexDigest, :createdMillis)""").bindMethods(model).execute();
    }

    static void delete(Handle tx, String run) {
        tx.createUpdate("DELETE FROM model WHERE run = :run").bind("run", run).execute();
    }

    static void indexed(Handle tx, String run, String indexDigest) {
        tx.createUpdate("UPDATE model SET index_digest = :digest WHERE run = :run")
                .bind("run", run)
                .bind("digest", indexDigest)
                .execute();
    }

    static void attributable(Handle tx, String run, String influenceDigest, long nowMillis) {
        tx.createUpdate("UPDATE model SET influence_digest = :digest, ready_millis = :now WHERE run = :run")
                .bind("run", run)
                .bind("digest", influenceDigest)
                .bind("now", nowMillis)
                .execute();
    }

    /** The oldest first. */
    static List<Row> all(Handle handle) {
        return handle.createQuery("""
                        SELECT m.*, r.owner, r.base_digest, r.adapter_digest FROM model m JOIN run r ON r.id = m.run
                        WHERE r.state <> :cancelled ORDER BY m.created_millis, m.name""")
                .bind("cancelled", RunState.CANCELLED)
                .mapTo(Row.class)
                .list();
    }

    static Optional<Row> named(Handle handle, String name) {
        return handle.createQuery("""
                        SELECT m.*, r.owner, r.base_digest, r.adapter_digest FROM model m JOIN run r ON r.id = m.run
                        WHERE r.state <> :cancelled AND m.name = :name""")
                .bind("cancelled", RunState.CANCELLED)
                .bind("name", name)
                .mapTo(Row.class)
                .findOne();
    }

    static Optional<Row> ofRun(Handle handle, String run) {
        return handle.createQuery("""
                        SELECT m.*, r.owner, r.base_digest, r.adapter_digest FROM model m JOIN run r ON r.id = m.run
                        WHERE r.state <> :cancelled AND m.run = :run""")
                .bind("cancelled", RunState.CANCELLED)
                .bind("run", run)
                .mapTo(Row.class)
                .findOne();
    }
}
