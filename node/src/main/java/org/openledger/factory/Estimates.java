package org.openledger.factory;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.openledger.datanet.Datanets;
import org.openledger.datanet.Rights;
import org.openledger.datanet.Versions;
import org.openledger.datanet.record.Datanet;
import org.openledger.factory.evaluation.Evaluator;
import org.openledger.factory.forecast.Forecast;
import org.openledger.factory.forecast.KeptSpeed;
import org.openledger.factory.forecast.Speeds;
import org.openledger.ledger.Journal;
import org.openledger.ledger.LedgerAccount;
import org.openledger.model.BaseModel;
import org.openledger.model.Bases;
import org.openledger.registry.Lineage;
import org.openledger.registry.Source;
import org.openledger.store.Database;
import org.openledger.store.Refusal;
import org.openledger.train.LoraConfiguration;
import org.openledger.train.TrainingRow;

/** What runs would take and do, before they are started: of the same rows, plans and checks that the run itself has. */
public final class Estimates {
    private final Database database;
    private final Runs runs;
    private final Lineage lineage;
    private final Datanets datanets;
    private final Versions versions;
    private final RunRows rows;
    private final Bases bases;
    private final Speeds speeds;
    private final Journal journal;

    public Estimates(
            Database database,
            Runs runs,
            Lineage lineage,
            Datanets datanets,
            Versions versions,
            RunRows rows,
            Bases bases,
            Speeds speeds,
            Journal journal) {
        this.database = database;
        this.runs = runs;
        this.lineage = lineage;
        this.datanets = datanets;
        this.versions = versions;
        this.rows = rows;
        this.bases = bases;
        this.speeds = speeds;
        this.journal = journal;
    }

    /**
     * Estimates a run. Where this machine's speed is not known for such a run, it is measured, which takes seconds or, with a large
     * base, a minute.
     *
     * @throws Refusal when a version is not there, or another estimate is being measured
     */
    public RunEstimate of(RunRequest asked, Optional<String> named) {
        List<RunEstimate.OfSource> sources =
                asked.sources().stream().map(source -> source(source, asked)).toList();
        long total = sources.stream().mapToLong(RunEstimate.OfSource::rows).sum();
        List<String> objections = runs.objections(asked, named);
        Optional<RunEstimate.Rows> learnt = Optional.empty();
        Optional<Forecast> forecast = Optional.empty();
        Optional<String> unlearnable = Optional.empty();
        try {
            Run run = runs.imagined(asked, named);
            BaseModel base = bases.of(run.baseDigest());
            TrainingData found = rows.of(run);
            LoraConfiguration configuration = RunRows.configuration(run, base);
            KeptSpeed speed = speeds.of(base, found.training(), configuration);
            learnt = Optional.of(rows(base, found, total, asked.configuration().maxTokens()));
            forecast = Optional.of(forecast(base, found, configuration, Optional.of(speed)));
        } catch (FactoryException nothing) {
            unlearnable = Optional.of(nothing.getMessage()).filter(why -> !objections.contains(why));
        }
        return new RunEstimate(
                sources,
                Stream.concat(objections.stream(), unlearnable.stream()).toList(),
                learnt,
                forecast,
                asked.rewardGwei(),
                runs.buildingGwei(asked),
                database.read(handle -> journal.available(handle, LedgerAccount.payer(asked.owner()))));
    }

    private RunEstimate.OfSource source(Source source, RunRequest asked) {
        Datanet datanet = datanets.require(source.datanet());
        Optional<String> objection = Optional.empty();
        try {
            lineage.requireRights(List.of(source), asked.paid(), asked.owner());
        } catch (Refusal refused) {
            objection = Optional.of(refused.getMessage());
        }
        return new RunEstimate.OfSource(
                source,
                datanet.name(),
                database.read(handle -> Rights.licenceOf(handle, new Rights.Used(datanet, source.number())))
                        .spdx(),
                versions.require(source.datanet(), source.number()).rows(),
                objection);
    }

    private static RunEstimate.Rows rows(BaseModel base, TrainingData data, long total, int maxTokens) {
        int there = data.training().size() + data.heldOut().size();
        return new RunEstimate.Rows(
                data.training().size(),
                data.heldOut().size(),
                data.erased(),
                Math.toIntExact(total - data.erased() - there),
                Math.toIntExact(Stream.concat(data.training().stream(), data.heldOut().stream())
                        .filter(row -> isCut(base, row, maxTokens))
                        .count()),
                data.groups().size());
    }

    /** Whether a row is as long as it may be and does not end as rows end. */
    private static boolean isCut(BaseModel base, TrainingRow row, int maxTokens) {
        int last = row.ids()[row.ids().length - 1];
        boolean ends = base.config().endTokens().contains(last)
                || (base.turnEnd().isPresent() && base.turnEnd().getAsInt() == last);
        return row.ids().length == Math.min(maxTokens, base.config().maximumPositions()) && !ends;
    }

    /** What a run of these rows will take. */
    static Forecast forecast(
            BaseModel base, TrainingData data, LoraConfiguration configuration, Optional<KeptSpeed> speed) {
        List<TrainingRow> asked = data.heldOut().isEmpty() ? data.training() : data.heldOut();
        return Forecast.of(
                base,
                data.training(),
                data.heldOut(),
                data.groups().size(),
                configuration,
                new Forecast.Asking(Math.min(asked.size(), Evaluator.MOST_ASKED), Evaluator.ANSWER_TOKENS),
                speed);
    }
}
