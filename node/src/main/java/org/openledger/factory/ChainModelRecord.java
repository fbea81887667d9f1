package org.openledger.factory;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.openledger.datanet.Datanets;
import org.openledger.datanet.Rights;
import org.openledger.factory.building.BuildingCharges;
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
    private final BuildingCharges building;
    private final InstantSource clock;

    public ChainModelRecord(
            Database database, Log log, Registrar registrar, BuildingCharges building, InstantSource clock) {
        this.database = database;
        this.log = log;
        this.registrar = registrar;
        this.building = building;
        this.clock = clock;
    }

    /** Follows what an earlier process left under way, also of runs that were cancelled since they sent it. */
    public void resume() {
        Set<String> pending = database.read(handle -> {
            Set<String> found = new TreeSet<>(RunTable.unregistered(handle));
            BuildingCharges.sent(handle).stream()
                    .filter(run -> RunTable.registration(handle, run).isOpen())
                    .forEach(found::add);
            return found;
        });
        pending.forEach(this::follow);
    }

    @Override
    public void modelTrained(Handle tx, Run run, String adapterDigest, List<Model.SourceRoot> sources) {
        building.send(tx, run.id());
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
                (tx, registered) -> {
                    RunTable.registered(tx, run, registered.token());
                    building.paid(tx, run, registered.feeGwei(), clock.millis());
                },
                (tx, why) -> {
                    RunTable.refused(tx, run, why);
                    building.refused(tx, run);
                });
    }
}
