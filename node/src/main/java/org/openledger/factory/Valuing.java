package org.openledger.factory;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.openledger.attribution.influence.CounterfactualAdapters;
import org.openledger.attribution.influence.InfluenceException;
import org.openledger.attribution.influence.RowValues;
import org.openledger.factory.RunOptions.Recipe;
import org.openledger.factory.RunValue.Measured;
import org.openledger.factory.RunValue.OfContributor;
import org.openledger.factory.RunValue.OfRow;
import org.openledger.factory.forecast.Phase;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.model.Bases;
import org.openledger.registry.Model;
import org.openledger.registry.ModelFolders;
import org.openledger.store.Database;
import org.openledger.train.Cancellation;
import org.openledger.verify.Receipt.Payment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last part of a run: what its rows did for those it held out. The values, their entry in the log, the payment of a promised
 * reward and the end of the run are one transaction, so that a crash leaves all of them or none, and the measuring is done again.
 */
final class Valuing {
    private static final Logger LOG = LoggerFactory.getLogger(Valuing.class);
    private static final String TAKEN_BACK =
            "its builder asked the deposit back or lowered the spending limit before the values were there";

    private final Database database;
    private final RunRows rows;
    private final Rewards rewards;
    private final ModelRecord record;
    private final Bases bases;
    private final ModelFolders folders;
    private final Consumer<String> changed;
    private final InstantSource clock;

    /** @param changed told of every run that went on */
    Valuing(
            Database database,
            RunRows rows,
            Rewards rewards,
            ModelRecord record,
            Bases bases,
            ModelFolders folders,
            Consumer<String> changed,
            InstantSource clock) {
        this.database = database;
        this.rows = rows;
        this.rewards = rewards;
        this.record = record;
        this.bases = bases;
        this.folders = folders;
        this.changed = changed;
        this.clock = clock;
    }

    /**
     * Measures and ends a run. A run whose rows cannot be valued is no worse a model: it ends with the reason.
     *
     * @throws org.openledger.train.CancelledException when asked to stop
     */
    void advance(Run run, Cancellation cancellation) {
        if (database.read(handle -> RunValueTable.find(handle, run.id())).isPresent()) {
            database.write(tx -> end(tx, run)); // its counterfactual adapters were made again
            return;
        }
        TrainingData data = rows.of(run);
        if (run.request().configuration().options().recipe() == Recipe.DPO) {
            refuse(
                    run,
                    data.heldOut().size(),
                    "the run learns preferences (DPO), which the value of a row is not measured by");
        } else if (data.heldOut().isEmpty()) {
            refuse(run, 0, "too few rows to hold some out");
        } else if (data.erased() > 0) {
            refuse(run, data.heldOut().size(), data.erased() + " rows were erased since: the run cannot be repeated");
        } else {
            measure(run, data, cancellation);
        }
    }

    private void measure(Run run, TrainingData data, Cancellation cancellation) {
        String name = run.request().name();
        BaseModel base = bases.of(run.baseDigest());
        RowValues.Values values;
        try (RunProgress progress = new RunProgress(database, run.id(), Phase.VALUING, () -> changed.accept(run.id()));
                CounterfactualAdapters counterfactuals =
                        CounterfactualAdapters.load(folders.counterfactuals(name, run.id()));
                Adapter trained = Adapter.load(folders.adapter(name, run.id()), base)) {
            values = RowValues.of(
                    base,
                    data.training(),
                    data.heldOut(),
                    RunRows.configuration(run, base),
                    trained,
                    counterfactuals,
                    progress,
                    cancellation);
        } catch (InfluenceException | OutOfMemoryError notMeasured) {
            LOG.warn("the rows of run {} were not valued", run.id(), notMeasured);
            refuse(run, data.heldOut().size(), String.valueOf(notMeasured.getMessage()));
            return;
        }
        database.write(tx -> {
            if (end(tx, run)) {
                keep(tx, run, data, values);
            }
        });
    }

    private void keep(Handle tx, Run run, TrainingData data, RowValues.Values values) {
        List<OfContributor> contributors = RunValue.contributors(data, values);
        List<OfRow> ofRows = RunValue.rows(data, values);
        List<Payment> payments = pay(tx, run, contributors, values);
        byte[] document = RunValue.document(run, data, values, contributors, ofRows, payments);
        String digest = RunValue.digest(document);
        boolean unpaid = run.request().rewardGwei() > 0 && payments.isEmpty();
        RunValue value = new RunValue(
                run.id(),
                data.heldOut().size(),
                Optional.of(new Measured(values.lossBefore(), values.lossAfter(), digest)),
                "",
                unpaid ? TAKEN_BACK : "");
        RunValueTable.keep(tx, value, contributors, ofRows, document, clock.millis());
        record.valued(tx, run, digest);
    }

    /** What was paid: nothing where nothing was promised, or not any more. */
    private List<Payment> pay(Handle tx, Run run, List<OfContributor> contributors, RowValues.Values values) {
        if (run.request().rewardGwei() == 0) {
            return List.of();
        }
        List<String> datanets = RunTable.roots(tx, run.id()).stream()
                .map(Model.SourceRoot::token)
                .toList();
        List<Payment> payments = Rewards.divide(
                run.request().rewardGwei(), contributors, values.lossBefore() - values.lossAfter(), datanets);
        return rewards.pay(tx, run, clock.millis(), payments) ? payments : List.of();
    }

    private void refuse(Run run, int heldOut, String why) {
        database.write(tx -> {
            if (end(tx, run)) {
                boolean promised = run.request().rewardGwei() > 0;
                rewards.giveUp(tx, run.id());
                RunValueTable.refuse(
                        tx,
                        new RunValue(run.id(), heldOut, Optional.empty(), why, promised ? why : ""),
                        clock.millis());
            }
        });
    }

    /** Whether the run is ready now; not when it was cancelled meanwhile. */
    private boolean end(Handle tx, Run run) {
        int steps = RunTable.require(tx, run.id()).stepsTotal();
        if (!RunTable.move(tx, run.id(), RunState.VALUING, RunState.READY, steps)) {
            return false;
        }
        RunTable.progress(tx, run.id(), steps, steps);
        RunTable.end(tx, run.id(), RunState.READY, "", clock.millis());
        return true;
    }
}
