package org.openledger.factory;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.openledger.attribution.influence.CounterfactualAdapters;
import org.openledger.attribution.influence.InfluenceException;
import org.openledger.attribution.shares.AnswerAttribution;
import org.openledger.attribution.spans.SpanIndex;
import org.openledger.attribution.spans.file.SpanIndexException;
import org.openledger.datanet.row.RowTable;
import org.openledger.factory.building.BuildingCharges;
import org.openledger.factory.evaluation.EvaluationTable;
import org.openledger.factory.forecast.Forecast;
import org.openledger.factory.forecast.Phase;
import org.openledger.factory.forecast.PhaseTable;
import org.openledger.factory.forecast.Speeds;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.model.Bases;
import org.openledger.registry.Model;
import org.openledger.registry.ModelFolders;
import org.openledger.registry.ModelListener;
import org.openledger.registry.Models;
import org.openledger.registry.Offer;
import org.openledger.registry.Origin;
import org.openledger.registry.Registry;
import org.openledger.store.Database;
import org.openledger.store.DatabaseUnreachableException;
import org.openledger.store.Loop;
import org.openledger.store.Refusal;
import org.openledger.train.Cancellation;
import org.openledger.train.CancelledException;
import org.openledger.train.HeldOutLoss;
import org.openledger.train.LoraConfiguration;
import org.openledger.train.LoraTrainer;
import org.openledger.train.TrainingRow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works on the oldest run that has not ended, on one thread. Every state is entered in a transaction after its work is on
 * the disk, and every piece of work can be done again to the same result, so that a run goes on after a kill from the state
 * it was in; training goes on from its last checkpoint.
 */
public final class RunWorker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunWorker.class);
    private static final String CHECKPOINT = "checkpoint.safetensors";
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Duration REGISTRATION_POLL = Duration.ofMillis(50);
    /** A step of a large model takes long, and computes with the base, which is freed next. */
    private static final Duration DRAIN = Duration.ofMinutes(5);

    private final Database database;
    private final RunRows rows;
    private final Models models;
    private final ModelRecord record;
    private final Bases bases;
    private final Path work;
    private final ModelFolders folders;
    private final Registry registry;
    private final ModelListener listener;
    private final Rewards rewards;
    private final BuildingCharges building;
    private final Valuing valuing;
    private final Runs runs;
    private final Evaluating evaluating;
    private final Speeds speeds;
    private final InstantSource clock;
    private final Loop loop = new Loop("runs", this::work, Loop.Retry.every(IDLE), DRAIN);

    /** @param dataFolder where runs and models are kept */
    public RunWorker(
            Database database,
            RunRows rows,
            Runs runs,
            Models models,
            ModelRecord record,
            Bases bases,
            Path dataFolder,
            Registry registry,
            ModelListener listener,
            Rewards rewards,
            BuildingCharges building,
            Evaluating evaluating,
            Speeds speeds,
            InstantSource clock) {
        this.database = database;
        this.rows = rows;
        this.models = models;
        this.record = record;
        this.bases = bases;
        this.work = dataFolder.resolve("runs");
        this.folders = new ModelFolders(dataFolder);
        this.registry = registry;
        this.listener = listener;
        this.rewards = rewards;
        this.building = building;
        this.valuing = new Valuing(database, rows, rewards, record, bases, folders, runs::changed, clock);
        this.runs = runs;
        this.evaluating = evaluating;
        this.speeds = speeds;
        this.clock = clock;
        runs.onChange(loop::wake);
    }

    /** Tells the listener of all models of runs whose answers can be attributed, then starts to work. */
    public void start() {
        for (Model model : models.list()) {
            if (model.origin() == Origin.TRAINED && model.readyMillis().isPresent()) {
                attributable(model);
            }
        }
        loop.start();
    }

    /**
     * A span index or counterfactual adapters that are damaged, or not those that were registered, are made again: they say nothing
     * that the rows and the run do not.
     */
    private void attributable(Model model) {
        try {
            listener.attributable(model);
        } catch (SpanIndexException unreadable) {
            LOG.warn("the span index of {} is made again: {}", model.name(), unreadable.getMessage());
            Run run = database.read(handle -> RunTable.require(handle, model.id()));
            String digest = rows.index(run, model.spanIndex());
            database.write(tx -> models.indexed(tx, run.id(), digest));
            listener.attributable(model(run));
        } catch (InfluenceException unreadable) {
            LOG.warn("the counterfactual adapters of {} are trained again: {}", model.name(), unreadable.getMessage());
            Run run = database.read(handle -> RunTable.require(handle, model.id()));
            folders.clearCounterfactuals(model.name(), run.id());
            int steps = run.request().configuration().steps();
            database.write(tx -> RunTable.move(tx, run.id(), RunState.READY, RunState.ATTRIBUTING, steps));
        }
    }

    private Duration work() {
        Optional<EvaluationTable.Line> asked = evaluating.next();
        if (asked.isPresent()) {
            ask(asked.get());
        }
        Optional<Run> next = database.read(RunTable::next);
        if (next.isEmpty()) {
            return IDLE;
        }
        Duration rest = advance(next.get());
        runs.changed(next.get().id());
        return rest;
    }

    private void ask(EvaluationTable.Line line) {
        Run run = database.read(handle -> RunTable.require(handle, line.run()));
        try {
            evaluating.ask(run, line, loop::stopping);
            runs.changed(run.id());
        } catch (CancelledException stopped) {
            LOG.info("the node stops: {} is asked again", line.name());
        }
    }

    /** One state further, or to an end; gives how long to rest then. */
    private Duration advance(Run run) {
        try {
            if (run.cancelling()) {
                cancel(run);
                return Duration.ZERO;
            }
            switch (run.state()) {
                case QUEUED -> begin(run);
                case TRAINING -> train(run);
                case EVALUATING -> evaluate(run);
                case REGISTERING -> {
                    return register(run);
                }
                case ATTRIBUTING -> attribute(run);
                case VALUING -> valuing.advance(run, cancellation(run.id()));
                case READY, FAILED, CANCELLED -> throw new IllegalStateException("run " + run.id() + " has ended");
            }
        } catch (CancelledException stopped) {
            LOG.info(
                    "run {}: {}",
                    run.id(),
                    stopped.getMessage()); // the next round sees why: cancelled, paused, or the node stops
        } catch (DatabaseUnreachableException passing) {
            throw passing;
        } catch (RuntimeException | OutOfMemoryError failure) {
            fail(run, failure);
        }
        return Duration.ZERO;
    }

    /** Notes what the run will be, so that whoever asks is told how long it lasts. */
    private void begin(Run run) {
        TrainingData data = rows.of(run);
        BaseModel base = bases.of(run.baseDigest());
        LoraConfiguration configuration = RunRows.configuration(run, base);
        Forecast forecast = Estimates.forecast(base, data, configuration, speeds.kept(base, configuration));
        database.write(tx -> {
            int steps = run.request().configuration().steps();
            if (RunTable.move(tx, run.id(), RunState.QUEUED, RunState.TRAINING, steps)) {
                RunTable.willTake(tx, run.id(), forecast.work().trainedTokens());
                PhaseTable.insert(tx, run.id(), forecast.phases());
            }
        });
    }

    /** What held-out rows cost the model so far, and what it answers. */
    private Looks looks(Run run, TrainingData data) {
        return new Looks(
                bases.of(run.baseDigest()),
                data.heldOut(),
                run.request().configuration().options().objective(),
                cancellation(run.id()),
                look -> database.write(tx -> RunTable.look(tx, run.id(), look)));
    }

    private void evaluate(Run run) {
        EvaluationTable.Line found = evaluating.own(run, cancellation(run.id()));
        database.write(tx -> {
            if (RunTable.move(tx, run.id(), RunState.EVALUATING, RunState.REGISTERING, 0)) {
                EvaluationTable.insert(tx, found);
                record.modelTrained(tx, run, run.adapterDigest().orElseThrow(), RunTable.roots(tx, run.id()));
            }
        });
    }

    private void train(Run run) {
        RunRequest request = run.request();
        Path adapterFolder = folders.adapter(request.name(), run.id());
        Path work = workOf(run);
        ModelFolders.create(work);
        BaseModel base = bases.of(run.baseDigest());
        TrainingData data = rows.of(run);
        LoraTrainer.Outcome outcome;
        Looks looks = looks(run, data);
        try (RunProgress progress =
                new RunProgress(database, run.id(), Phase.TRAINING, () -> runs.changed(run.id()), looks::after)) {
            outcome = LoraTrainer.train(
                    base,
                    data.training(),
                    RunRows.configuration(run, base),
                    request.configuration().options().stop(),
                    data.heldOut(),
                    Optional.of(work.resolve(CHECKPOINT)),
                    progress,
                    cancellation(run.id()));
        }
        String digest;
        Optional<HeldOutLoss> heldOut;
        try (Adapter adapter = outcome.adapters().getFirst()) {
            ModelFolders.create(adapterFolder);
            adapter.save(adapterFolder);
            digest = adapter.digest();
            heldOut = data.heldOut().isEmpty()
                    ? Optional.empty()
                    : Optional.of(HeldOutLoss.of(
                            base,
                            adapter,
                            data.heldOut(),
                            run.request().configuration().options().objective(),
                            cancellation(run.id())));
        }
        database.write(tx -> {
            Optional<String> twin = RunTable.nameOfAdapter(tx, digest, run.id());
            if (twin.isPresent()) {
                throw new FactoryException(
                        Refusal.Kind.CONFLICT,
                        "the run gives exactly the model " + twin.get() + ": use that one, or another seed");
            }
            if (RunTable.move(tx, run.id(), RunState.TRAINING, RunState.EVALUATING, 0)) {
                RunTable.trained(
                        tx,
                        run.id(),
                        digest,
                        outcome.lossBefore(),
                        outcome.lossAfter(),
                        outcome.seconds(),
                        outcome.curve().size());
                RunTable.losses(tx, run.id(), outcome.curve());
                heldOut.ifPresent(loss -> RunTable.heldOut(tx, run.id(), loss));
            }
        });
    }

    /**
     * Waits for the chain a little; then, with a token, indexes the rows and keeps the model. It answers once somebody says so, or at
     * once where it passed the gate that its builder set.
     */
    private Duration register(Run run) {
        Registration registration = database.read(handle -> RunTable.registration(handle, run.id()));
        if (registration.refusal().isPresent()) {
            throw new FactoryException(
                    Refusal.Kind.CONFLICT,
                    "the ModelRegistry refused: " + registration.refusal().get());
        }
        if (registration.token().isEmpty()) {
            return REGISTRATION_POLL;
        }
        RunRequest request = run.request();
        long withdrawn = database.read(RowTable::lastWithdrawal);
        String indexDigest = rows.index(run, folders.spanIndex(request.name(), run.id()));
        boolean moved = database.transact(tx -> {
            int steps = request.configuration().steps();
            if (RowTable.lastWithdrawal(tx) != withdrawn) {
                return false; // what was indexed may have been taken back: it is indexed again
            }
            if (!RunTable.move(tx, run.id(), RunState.REGISTERING, RunState.ATTRIBUTING, steps)) {
                return false;
            }
            Model model = models.insert(
                    tx,
                    new Models.New(
                            run.id(),
                            request.name(),
                            Origin.TRAINED,
                            request.owner(),
                            registration.token(),
                            run.baseDigest(),
                            run.adapterDigest().orElseThrow(),
                            bases.of(run.baseDigest()).tokenizer().digest(),
                            indexDigest,
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            request.sources(),
                            clock.millis()));
            if (passesItsGate(run)) {
                registry.decide(tx, Offer.Act.GATE, model);
            }
            return true;
        });
        if (moved) {
            ModelFolders.delete(workOf(run));
            registry.refresh(request.name());
        }
        return Duration.ZERO;
    }

    private static boolean passesItsGate(Run run) {
        return run.request().gateNanonats().isPresent()
                && run.heldOut().orElseThrow().gain() * 1e9
                        >= run.request().gateNanonats().get();
    }

    private Path workOf(Run run) {
        return work.resolve(run.id());
    }

    private void attribute(Run run) {
        String name = run.request().name();
        BaseModel base = bases.of(run.baseDigest());
        TrainingData data = rows.of(run);
        Path out = folders.counterfactuals(name, run.id());
        ModelFolders.create(out);
        String digest;
        try (RunProgress progress =
                        new RunProgress(database, run.id(), Phase.ATTRIBUTING, () -> runs.changed(run.id()));
                SpanIndex index = SpanIndex.open(folders.spanIndex(name, run.id()));
                CounterfactualAdapters trained = AnswerAttribution.fitted(
                        base,
                        folders.adapter(name, run.id()),
                        CounterfactualAdapters.train(
                                base,
                                data.training(),
                                RunRows.configuration(run, base),
                                data.groups(),
                                data.heldOut(),
                                folders.adapter(name, run.id()),
                                out,
                                progress,
                                cancellation(run.id())),
                        out,
                        index,
                        data.heldOut().stream().map(TrainingRow::prompt).toList(),
                        cancellation(run.id()))) {
            digest = trained.digest();
        }
        boolean moved = database.transact(tx -> {
            if (!RunTable.move(tx, run.id(), RunState.ATTRIBUTING, RunState.VALUING, 0)) {
                return false;
            }
            models.attributable(tx, run.id(), digest, clock.millis());
            return true;
        });
        if (moved) {
            listener.attributable(model(run));
        }
    }

    private void cancel(Run run) {
        end(run, RunState.CANCELLED, "");
        LOG.info("run {} is cancelled", run.id());
    }

    private void fail(Run run, Throwable failure) {
        LOG.warn("run {} failed", run.id(), failure);
        String why = failure.getMessage();
        end(run, RunState.FAILED, why == null ? failure.toString() : why);
    }

    private void end(Run run, RunState state, String why) {
        Optional<Model> made = models.find(run.id());
        database.write(tx -> {
            made.ifPresent(model -> registry.remove(tx, model));
            rewards.giveUp(tx, run.id());
            building.ended(tx, run.id());
            RunTable.end(tx, run.id(), state, why, clock.millis());
        });
        ModelFolders.delete(workOf(run));
        made.ifPresent(model -> {
            registry.refresh(model.name());
            listener.gone(model);
        });
    }

    private Model model(Run run) {
        return models.find(run.id()).orElseThrow();
    }

    private Cancellation cancellation(String run) {
        return () -> loop.stopping() || database.read(handle -> RunTable.stopping(handle, run));
    }

    /**
     * Stops after the present step; the run goes on at the next start. Waits for the step, for it computes with the base, which
     * whoever closes this will free next.
     */
    @Override
    public void close() {
        loop.close();
    }
}
