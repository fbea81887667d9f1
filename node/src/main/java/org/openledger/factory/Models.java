package org.openledger.factory;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.openledger.store.Database;

/** The models of this node. */
public final class Models {
    private static final String SELECT = """
            SELECT m.*, r.owner, r.base_digest, r.adapter_digest FROM model m JOIN run r ON r.id = m.run
            WHERE r.state <> 'CANCELLED'""";

    private final Database database;
    private final Folders folders;

    /** @param dataFolder the node's data folder */
    public Models(Database database, Path dataFolder) {
        this.database = database;
        this.folders = new Folders(dataFolder);
    }

    /** The oldest first. */
    public List<Model> list() {
        return database.read(handle -> handle.createQuery(SELECT + " ORDER BY m.created_millis, m.name")
                .map((row, context) -> toModel(handle, row))
                .list());
    }

    public Optional<Model> find(String name) {
        return database.read(handle -> find(handle, "m.name", name));
    }

    Optional<Model> ofRun(Handle handle, String run) {
        return find(handle, "m.run", run);
    }

    void insert(
            Handle tx, String name, String run, String token, String tokenizerDigest, String indexDigest, long now) {
        tx.execute("""
                INSERT INTO model (name, run, token, tokenizer_digest, index_digest, created_millis)
                VALUES (?, ?, ?, ?, ?, ?)""", name, run, token, tokenizerDigest, indexDigest, now);
    }

    /** Frees the name for another run. */
    void delete(Handle tx, String run) {
        tx.execute("DELETE FROM model WHERE run = ?", run);
    }

    void indexed(Handle tx, String run, String indexDigest) {
        tx.execute("UPDATE model SET index_digest = ? WHERE run = ?", indexDigest, run);
    }

    void attributable(Handle tx, String run, String influenceDigest, long now) {
        tx.execute("UPDATE model SET influence_digest = ?, ready_millis = ? WHERE run = ?", influenceDigest, now, run);
    }

    private Optional<Model> find(Handle handle, String column, String value) {
        return handle.createQuery(SELECT + " AND " + column + " = :value")
                .bind("value", value)
                .map((row, context) -> toModel(handle, row))
                .findOne();
    }

    private Model toModel(Handle handle, ResultSet row) throws SQLException {
        String name = row.getString("name");
        String run = row.getString("run");
        Optional<String> influence = Optional.ofNullable(row.getString("influence_digest"));
        long ready = row.getLong("ready_millis");
        Optional<Long> readyMillis = row.wasNull() ? Optional.empty() : Optional.of(ready);
        return new Model(
                name,
                run,
                row.getString("owner"),
                row.getString("token"),
                row.getString("base_digest"),
                row.getString("adapter_digest"),
                row.getString("tokenizer_digest"),
                sources(handle, run),
                folders.adapter(name, run),
                folders.spanIndex(name, run),
                row.getString("index_digest"),
                influence.map(digest -> folders.counterfactuals(name, run)),
                influence,
                readyMillis,
                row.getLong("created_millis"));
    }

    static List<Model.SourceRoot> sources(Handle handle, String run) {
        return handle.createQuery("""
                        SELECT s.datanet, d.token, s.number, v.root FROM run_source s
                        JOIN datanet d ON d.id = s.datanet
                        JOIN version v ON v.datanet = s.datanet AND v.number = s.number
                        WHERE s.run = :run ORDER BY s.datanet, s.number""")
                .bind("run", run)
                .map((row, context) ->
                        new Model.SourceRoot(row.getLong(1), row.getString(2), row.getLong(3), row.getString(4)))
                .list();
    }
}
