package org.openledger.factory;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.openledger.datanet.Licences;
import org.openledger.log.Log;
import org.openledger.registry.Model;
import org.openledger.registry.Registrar;
import org.openledger.store.Database;
import org.openledger.verify.LogEntry;

/** The public record of what runs gave: in the ModelRegistry, and in the log. */
public final class ChainModelRecord implements ModelRecord {
    private final Database database;
    private final Log log;
    private final Registrar registrar;

    public ChainModelRecord(Database database, Log log, Registrar registrar) {
        this.database = database;
        this.log = log;
        this.registrar = registrar;
    }

    /** Follows what an earlier process left under way. */
    public void resume() {
        List<String> pending = database.read(RunTable::unregistered);
        pending.forEach(this::follow);
    }

    @Override
    public void modelTrained(Handle tx, Run run, String adapterDigest, List<Model.SourceRoot> sources) {
        registrar.register(
                tx,
                new Registrar.Entry(
                        run.id(),
                        run.request().owner(),
                        adapterDigest,
                        run.baseDigest(),
                        shareAlike(sources),
                        run.request().paid(),
                        run.request().royaltyBps(),
                        sources,
                        List.of()));
        log.append(tx, List.of(LogEntry.of("model", run.id(), adapterDigest).bytes()));
        tx.afterCommit(() -> follow(run.id()));
    }

    /** The licence that the model must carry, where one of its Datanets asks for that. */
    private static Optional<String> shareAlike(List<Model.SourceRoot> sources) {
        return sources.stream()
                .map(Model.SourceRoot::licence)
                .filter(spdx -> Licences.require(spdx).shareAlike())
                .findFirst();
    }

    @Override
    public void valued(Handle tx, Run run, String digest) {
        log.append(tx, List.of(LogEntry.of("values", run.id(), digest).bytes()));
    }

    private void follow(String run) {
        registrar.follow(
                run,
                (tx, registered) -> RunTable.registered(tx, run, registered.token()),
                (tx, why) -> RunTable.refused(tx, run, why));
    }
}
