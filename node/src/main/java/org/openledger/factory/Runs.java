package org.openledger.factory;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.openledger.chain.governance.BuildingFees;
import org.openledger.datanet.Rights;
import org.openledger.datanet.Versions;
import org.openledger.datanet.record.Datanet;
import org.openledger.datanet.row.Schema;
import org.openledger.factory.building.BuildingCharges;
import org.openledger.factory.building.BuildingCost;
import org.openledger.factory.forecast.PhaseTable;
import org.openledger.identity.GivenName;
import org.openledger.model.BaseModel;
import org.openledger.model.Bases;
import org.openledger.model.ModelConfig;
import org.openledger.registry.Lineage;
import org.openledger.registry.Models;
import org.openledger.registry.Source;
import org.openledger.store.Database;
import org.openledger.store.Refusal;
import org.openledger.store.Refusal.Kind;
import org.openledger.train.LoraConfiguration;
import org.openledger.train.LossPoint;

/** The runs of this node: asked for here, worked on by {@link RunWorker} one after another. */
public final class Runs {
    /** Runs that may wait, unless an operator says otherwise. */
    public static final int STANDARD_MAX_UNFINISHED = 100;

    private static final int MAX_LISTED = 1000;
    private static final int ID_BYTES = 8;

    private final Database database;
    private final Lineage lineage;
    private final Versions versions;
    private final Models models;
    private final Bases bases;
    private final Rewards rewards;
    private final BuildingCharges building;
    private final InstantSource clock;
    private final int maxUnfinished;
    private final SecureRandom random = new SecureRandom();
    private Runnable wake = () -> {};
    private volatile Consumer<String> progress = _ -> {};

    /**
     * @param bases that runs start from; no model may take their names
     * @param maxUnfinished runs that may wait; more are refused
     */
    public Runs(
            Database database,
            Lineage lineage,
            Versions versions,
            Models models,
            Bases bases,
            Rewards rewards,
            BuildingCharges building,
            InstantSource clock,
            int maxUnfinished) {
        this.database = database;
        this.lineage = lineage;
        this.versions = versions;
        this.models = models;
        this.bases = bases;
        this.rewards = rewards;
        this.building = building;
        this.clock = clock;
        this.maxUnfinished = maxUnfinished;
    }

    /**
     * Queues a run after checking name, versions and rights. Every version must be confirmed on chain, since the model's
     * entry there names them. A reward that is promised with it is set aside.
     */
    public Run request(RunRequest asked) {
        return request(asked, Optional.empty(), Optional.empty());
    }

    /**
     * As above.
     *
     * @param base the name of the base that the run starts from; empty for the first
     * @param once hexadecimal digits by which the request is known when it comes again: there is one run of it
     */
    public Run request(RunRequest asked, Optional<String> base, Optional<String> once) {
        String id = once.map(digits -> digits.substring(0, 2 * ID_BYTES)).orElseGet(this::newId);
        Optional<Run> known = database.read(handle -> RunTable.find(handle, id));
        return known.orElseGet(() -> request(id, asked, named(base)));
    }

    /** Queues a run as another was asked for, on the newest versions of its Datanets: without rows that were taken back since, and without a reward. */
    public Run retrain(String id) {
        Run before = require(id);
        List<Source> newest = before.request().sources().stream()
                .map(source -> new Source(
                        source.datanet(),
                        versions.latestPublished(source.datanet()).orElseThrow().number()))
                .distinct()
                .toList();
        String base = bases.nameOf(before.baseDigest());
        return request(before.request().on(newest), Optional.of(base), Optional.empty());
    }

    private BaseModel named(Optional<String> base) {
        String name = base.orElse(bases.firstName());
        return bases.named(name)
                .orElseThrow(() -> new FactoryException(
                        Kind.INVALID,
                        "there is no base '" + name + "' on this node: name one of "
                                + String.join(", ", bases.byName().keySet())));
    }

    /** Refuses what the rights, the rows or the base do not allow. */
    private void requireLearnable(RunRequest asked, BaseModel base) {
        requireRows(lineage.requireRights(asked.sources(), asked.paid(), asked.owner()), asked);
        LoraConfiguration _ = asked.configuration().on(base.config());
    }

    private static void requireRows(List<Rights.Held> learnt, RunRequest asked) {
        for (Rights.Held each : learnt) {
            Datanet datanet = each.used().datanet();
            switch (asked.configuration().options().recipe()) {
                case DPO -> require(datanet, Schema.PREFERENCE, "the recipe dpo learns from pairs of responses");
                case CHAT -> require(datanet, Schema.CHAT, "the recipe chat learns from chats");
                case ROWS, TEXT -> {}
            }
        }
    }

    private static void require(Datanet datanet, Schema schema, String why) {
        if (datanet.schema() != schema) {
            throw new FactoryException(
                    Kind.INVALID,
                    why + ", and the rows of " + datanet.name() + " are of " + datanet.schema()
                            + ": choose Datanets of " + schema + ", or another recipe");
        }
    }

    private long rows(List<Source> sources) {
        return sources.stream()
                .mapToLong(source ->
                        versions.require(source.datanet(), source.number()).rows())
                .sum();
    }

    /** How many rows of versions a run learns, where it holds out some. */
    public long rowsToLearn(List<Source> sources, Optional<Integer> heldOutPpm) {
        long rows = rows(sources);
        return rows - HeldOut.count(rows, RunRequest.heldOutPpm(heldOutPpm, rows));
    }

    private String newId() {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }

    private Run request(String id, RunRequest asked, BaseModel base) {
        requireLearnable(asked, base);
        Run run = queued(id, asked.over(rows(asked.sources())), base.digest());
        database.write(tx -> {
            requireName(tx, run.request());
            requireRoom(tx);
            RunTable.insert(tx, run);
            rewards.promise(tx, run);
            building.hold(
                    tx, run.id(), run.request().owner(), run.request().sources().size(), run.createdMillis());
        });
        wake.run();
        return run;
    }

    private Run queued(String id, RunRequest request, String baseDigest) {
        return new Run(
                id,
                request,
                baseDigest,
                RunState.QUEUED,
                false,
                false,
                0,
                request.configuration().steps(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "",
                clock.millis(),
                Optional.empty());
    }

    private void requireName(Handle handle, RunRequest request) {
        models.requireFree(handle, request.name(), request.owner());
        String look = GivenName.look(request.name());
        boolean taken = RunTable.namesOfOthers(handle, request.owner()).stream()
                .anyMatch(other -> GivenName.look(other).equals(look));
        boolean base = bases.byName().keySet().stream()
                .anyMatch(other -> GivenName.look(other).equals(look));
        if (taken || base) {
            throw new FactoryException(
                    Kind.CONFLICT,
                    "the name " + request.name()
                            + " belongs to another model or run already, or looks like its name: choose another name");
        }
    }

    private void requireRoom(Handle handle) {
        if (RunTable.unfinished(handle) >= maxUnfinished) {
            throw new FactoryException(
                    Kind.CONFLICT, maxUnfinished + " runs wait already: try again when some have ended");
        }
    }

    /**
     * What stands in the way of a run, each in a sentence: all that {@link #request} would refuse it for, though that names the first
     * alone. Nothing is queued or set aside.
     */
    List<String> objections(RunRequest asked, Optional<String> base) {
        List<String> found = new ArrayList<>();
        for (Source source : asked.sources()) {
            objection(() -> lineage.requireRights(List.of(source), asked.paid(), asked.owner()))
                    .ifPresent(found::add);
        }
        if (found.isEmpty()) { // each alone may be learnt: then whether all together may be
            objection(() -> requireLearnable(asked, named(base))).ifPresent(found::add);
            objection(() -> {
                        RunRequest _ = asked.over(rows(asked.sources()));
                    })
                    .ifPresent(found::add);
        }
        for (Consumer<Handle> check : List.<Consumer<Handle>>of(
                handle -> requireName(handle, asked),
                this::requireRoom,
                handle -> rewards.requireCovered(handle, asked),
                handle -> building.requireCovered(
                        handle, asked.owner(), asked.sources().size(), asked.rewardGwei()))) {
            objection(() -> database.read(handle -> {
                        check.accept(handle);
                        return true;
                    }))
                    .ifPresent(found::add);
        }
        return List.copyOf(found);
    }

    private static Optional<String> objection(Runnable check) {
        try {
            check.run();
            return Optional.empty();
        } catch (Refusal refused) {
            return Optional.of(refused.getMessage());
        }
    }

    /** The run that a request would be, where its rows can be counted; what is promised with it changes none of its work. The base is named as in {@link #request}. */
    Run imagined(RunRequest asked, Optional<String> base) {
        return queued(
                newId(), asked.bare().over(rows(asked.sources())), named(base).digest());
    }

    /**
     * The shape of a base that runs start from.
     *
     * @param base its name; empty for the first
     */
    public ModelConfig shape(Optional<String> base) {
        return named(base).config();
    }

    /** The run with this id; {@link FactoryException} when there is none. */
    public Run require(String id) {
        return database.read(handle -> RunTable.require(handle, id));
    }

    /** The latest first, at most 1000. */
    public List<Run> list() {
        return database.read(handle -> RunTable.latest(handle, MAX_LISTED));
    }

    /** The losses so far, by step. */
    public List<LossPoint> lossCurve(String id) {
        return database.read(handle -> RunTable.losses(handle, id));
    }

    /**
     * Cancels a run in any state that is not an end. A queued run ends at once, another one at its next step; a model that
     * was live is withdrawn.
     */
    public Run cancel(String id) {
        Run run = database.transact(tx -> {
            Run found = RunTable.require(tx, id);
            if (found.state().isEnded()) {
                throw new FactoryException(Kind.CONFLICT, "run " + id + " has ended: it is " + found.state());
            }
            RunTable.cancel(tx, id);
            if (found.state() == RunState.QUEUED) {
                rewards.giveUp(tx, id);
                building.ended(tx, id);
                RunTable.end(tx, id, RunState.CANCELLED, "", clock.millis());
            }
            return RunTable.require(tx, id);
        });
        wake.run();
        return run;
    }

    /**
     * Lets a run rest from its next step on, or go on from where it was, to the same model to the bit. One that rests lets others go
     * before it, also after a restart; the reward that is promised with it stays set aside.
     */
    public Run pause(String id, boolean paused) {
        Run run = database.transact(tx -> {
            Run found = RunTable.require(tx, id);
            if (found.state().isEnded() || found.cancelling()) {
                throw new FactoryException(
                        Kind.CONFLICT,
                        "run " + id + " has ended: it is "
                                + (found.state().isEnded() ? found.state() : RunState.CANCELLED));
            }
            if (found.paused() == paused) {
                throw new FactoryException(
                        Kind.CONFLICT, "run " + id + (paused ? " is paused already" : " is not paused"));
            }
            RunTable.pause(tx, id, paused);
            return RunTable.require(tx, id);
        });
        wake.run();
        changed(id);
        return run;
    }

    /** What the registration of a model of these versions costs now, in gwei. */
    long buildingGwei(RunRequest asked) {
        return database.read(handle -> building.costGwei(handle, asked.sources().size()));
    }

    /** What the registration of a run's model costs; empty where it costs nothing. */
    public Optional<BuildingCost> building(String id) {
        return database.read(handle -> BuildingCharges.of(handle, id));
    }

    /** What the registration of a run's model paid to the treasuries of its versions, as far as the chain was read. */
    public List<BuildingFees.Paid> buildingPaid(String id) {
        return database.read(handle -> RunTable.registration(handle, id)
                .token()
                .map(token -> BuildingFees.paidFor(handle, token))
                .orElse(List.of()));
    }

    /** The phases of a run, with what is known of their time. */
    public List<PhaseTable.Line> phases(String id) {
        return database.read(handle -> PhaseTable.of(handle, id));
    }

    /** What was seen of a model while it was trained, by step. */
    public List<Look> looks(String id) {
        return database.read(handle -> RunTable.looks(handle, id));
    }

    /** Has the worker told of every change. */
    void onChange(Runnable action) {
        wake = action;
    }

    /** Has somebody told of runs that went on, by their ids. */
    public void onProgress(Consumer<String> action) {
        progress = action;
    }

    void changed(String id) {
        progress.accept(id);
    }
}
