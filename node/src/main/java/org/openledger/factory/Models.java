package org.openledger.factory;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.openledger.store.Database;

/** The models of this node. */
public final class Models {
    private final Database database;
    private final Folders folders;

    /** @param dataFolder the node's data folder */
    public Models(Database database, Path dataFolder) {
        this.database = database;
        this.folders = new Folders(dataFolder);
    }

    /** The oldest first. */
    public List<Model> list() {
        return database.read(handle ->
                ModelTable.all(handle).stream().map(row -> toModel(handle, row)).toList());
    }

    public Optional<Model> find(String name) {
        return database.read(handle -> ModelTable.named(handle, name).map(row -> toModel(handle, row)));
    }

    Optional<Model> ofRun(Handle handle, String run) {
        return ModelTable.ofRun(handle, run).map(row -> toModel(handle, row));
    }

    void insert(
            Handle tx, String name, String run, String token, String tokenizerDigest, String indexDigest, long now) {
        ModelTable.insert(tx, new ModelTable.New(name, run, token, tokenizerDigest, indexDigest, now));
    }

    /** Frees the name for another run. */
    void delete(Handle tx, String run) {
        ModelTable.delete(tx, run);
    }

    void indexed(Handle tx, String run, String indexDigest) {
        ModelTable.indexed(tx, run, indexDigest);
    }

    void attributable(Handle tx, String run, String influenceDigest, long now) {
        ModelTable.attributable(tx, run, influenceDigest, now);
    }

    private Model toModel(Handle handle, ModelTable.Row row) {
        return new Model(
                row.name(),
                row.run(),
                row.owner(),
                row.token(),
                row.baseDigest(),
                row.adapterDigest(),
                row.tokenizerDigest(),
                RunTable.roots(handle, row.run()),
                folders.adapter(row.name(), row.run()),
                folders.spanIndex(row.name(), row.run()),
                row.indexDigest(),
                row.influenceDigest().map(digest -> folders.counterfactuals(row.name(), row.run())),
                row.influenceDigest(),
                row.readyMillis(),
                row.createdMillis());
    }
}
