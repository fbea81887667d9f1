package org.openledger.factory;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.openledger.datanet.Datanets;
import org.openledger.datanet.Rights;
import org.openledger.log.Log;
import org.openledger.registry.Lineage;
import org.openledger.registry.Model;
import org.openledger.registry.Registrar;
import org.openledger.store.Database;
import org.openledger.verify.LogEntry;

/** The public record of what runs gave: in the ModelRegistry, and in the log. */
public final class ChainModelRecord implements ModelRecord {
    private final Database database;
    private final Log log;
    private final Registrar registrar;
    private final InstantSource clock;

    public ChainModelRecord(Database database, Log log, Registrar registrar, InstantSource clock) {
        this.database = database;
        this.log = log;
        this.registrar = registrar;
        this.clock = clock;
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
                        shareAlike(tx, run, sources),
                        run.request().paid(),
                        run.request().royaltyBps(),
                        sources,
                        List.of()));
        log.append(tx, List.of(LogEntry.of("model", run.id(), adapterDigest).bytes()));
        tx.afterCommit(() -> follow(run.id()));
    }

    /** The licence that the model must carry, where one of its Datanets asks for that. */
    private Optional<String> shareAlike(Handle tx, Run run, List<Model.SourceRoot> sources) {
        List<Rights.Used> used = sources.stream()
                .map(source -> new Rights.Used(Datanets.require(tx, source.datanet()), source.number()))
                .toList();
        Rights.Purpose purpose = new Rights.Purpose(
                Rights.Use.MODEL,
                run.request().paid(),
                Optional.of(run.request().owner()));
        return Lineage.shareAlike(Rights.held(tx, used, purpose, clock.instant().getEpochSecond()));
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
