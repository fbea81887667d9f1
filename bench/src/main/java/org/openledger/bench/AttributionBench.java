package org.openledger.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import org.openledger.model.BaseModel;
import org.openledger.quality.AdvertTrial;
import org.openledger.quality.AnswerTimes;
import org.openledger.quality.CalibrationTrial;
import org.openledger.quality.CostTrial;
import org.openledger.quality.Experiment;
import org.openledger.quality.Lds;
import org.openledger.quality.NamingTrial;
import org.openledger.quality.PlantedSources;
import org.openledger.quality.Robustness;
import org.openledger.quality.UntaughtTrial;
import org.openledger.quality.copies.HiddenCopies;
import org.openledger.quality.fact.BaitTrial;
import org.openledger.quality.fact.DealtFacts;
import org.openledger.quality.fact.GeneratedFacts;
import org.openledger.quality.fact.ProvenanceTrial;
import org.openledger.quality.fact.Statement;
import org.openledger.quality.statistics.CpuClock;
import org.openledger.quality.statistics.Measure;
import org.openledger.store.Refusal;
import org.openledger.train.Cancellation;
import org.openledger.train.LoraConfiguration;
import org.openledger.train.RowText;

/** Measures attribution, one part at a time. */
final class AttributionBench {
    private static final List<Integer> PERCENTS = List.of(20, 50);
    private final BaseModel base;
    private final BenchRows rows;
    private final BenchSize size;
    private final long seed;
    private final Lds.Report report;
    private final Cancellation cancellation;

    AttributionBench(
            BaseModel base, BenchRows rows, BenchSize size, long seed, Lds.Report report, Cancellation cancellation) {
        this.base = base;
        this.rows = rows;
        this.size = size;
        this.seed = seed;
        this.report = report;
        this.cancellation = cancellation;
    }

    /** @throws org.openledger.train.CancelledException when asked to stop */
    BenchPart.Result measure(BenchPart part) {
        long start = System.nanoTime();
        double cpu = CpuClock.seconds();
        BenchPart.Result untimed = switch (part) {
            case RETRAINING -> {
                Lds.Result lds = retraining();
                yield of(RetrainingTargets.measures(lds), Optional.of(lds));
            }
            case ATTACKS -> of(attacks(), Optional.empty());
            case FACTS -> facts();
            case UNCOVERED -> of(uncovered(), Optional.empty());
            case SUPPORT -> of(untaught().supported(rows.byPerson()), Optional.empty());
            case CALIBRATION -> of(calibration(), Optional.empty());
            case NAMING ->
                of(
                        new NamingTrial(base, size.naming().run(seed), report, cancellation)
                                .measure(
                                        size.naming().namedFacts(),
                                        size.naming().givers()),
                        Optional.empty());
            case PROVENANCE -> of(provenance(), Optional.empty());
            case COST -> of(cost(), Optional.empty());
            case TIMES ->
                of(
                        new AnswerTimes(
                                        base,
                                        size.crowd().run(seed),
                                        size.crowd().crowd(),
                                        size.crowd().crowdRows(),
                                        report,
                                        cancellation)
                                .measure(size.crowd().timed()),
                        Optional.empty());
        };
        return new BenchPart.Result(
                untimed.measures(),
                untimed.lds(),
                untimed.coverage(),
                untimed.milliseconds(),
                (System.nanoTime() - start) / 1e9,
                CpuClock.seconds() - cpu);
    }

    private static BenchPart.Result of(List<Measure> measures, Optional<Lds.Result> lds) {
        return new BenchPart.Result(measures, lds, List.of(), List.of(), 0, 0);
    }

    private Lds.Result retraining() {
        BenchSize.Retraining retraining = size.retraining();
        LoraConfiguration run = retraining.run(seed);
        Experiment experiment = rows.given()
                ? Experiment.of(base, rows.rows(), run, retraining.queries(), retraining.sets(), PERCENTS)
                : Experiment.reworded(base, rows.rows(), run, retraining.queries(), retraining.sets(), PERCENTS);
        return Lds.run(
                base,
                experiment,
                List.of(),
                method -> size.methods().isEmpty() || size.methods().contains(method),
                report,
                cancellation);
    }

    private List<Measure> attacks() {
        List<RowText> all = rows.rows().values().stream().flatMap(List::stream).toList();
        List<Measure> measures =
                new ArrayList<>(HiddenCopies.measure(all, size.attack().said(), BenchRows::repeats));
        measures.addAll(BaitTrial.measure(base, rows.byPerson(), cancellation));
        AdvertTrial.Result sourced = AdvertTrial.run(base, said(), size.attack().run(seed), report, cancellation);
        measures.addAll(sourced.measures());
        measures.addAll(GriefedPay.measure(sourced.answers()));
        measures.addAll(Robustness.run(
                base,
                said(),
                size.attack().run(seed),
                size.attack().attackSeeds(),
                BenchRows::repeats,
                report,
                cancellation));
        return measures;
    }

    private List<Measure> uncovered() {
        UntaughtTrial.Result trial = untaught().run(rows.byPerson());
        List<Measure> measures = new ArrayList<>(trial.measures());
        measures.addAll(UncoveredPay.measure("in-domain questions that nobody taught", trial.untaught(), 0.10));
        return measures;
    }

    private UntaughtTrial untaught() {
        return new UntaughtTrial(
                base, size.untaught().run(base.config(), seed), size.untaught().asked(), report, cancellation);
    }

    private List<Measure> calibration() {
        CalibrationTrial.Result trial = new CalibrationTrial(
                        base,
                        size.calibration().run(base.config(), seed),
                        size.calibration().compared(),
                        report,
                        cancellation)
                .run(rows.byPerson());
        List<Measure> measures = new ArrayList<>(trial.measures());
        measures.addAll(RepeatedPay.measure(trial.answers()));
        return measures;
    }

    private List<Measure> provenance() {
        ProvenanceTrial trial = new ProvenanceTrial(base, seed, cancellation);
        List<Measure> measures = new ArrayList<>(trial.measure(
                DealtFacts.sharingNames(
                        size.naming().namedFacts(), size.naming().givers(), seed),
                List.of()));
        measures.addAll(trial.measure(DealtFacts.of(rows.byPerson(), seed), rows.reworded()));
        return measures;
    }

    private List<Measure> cost() {
        BenchSize.Cost cost = size.cost();
        CostTrial trial = new CostTrial(base, cost.run(seed), cost.factsEach(), report, cancellation);
        List<Measure> measures = new ArrayList<>(trial.measure(cost.few(), 0, OptionalInt.empty()));
        measures.addAll(trial.measure(cost.hundred(), cost.sampled(), OptionalInt.of(10)));
        measures.addAll(trial.measure(cost.many(), cost.sampled(), OptionalInt.of(20)));
        return measures;
    }

    private BenchPart.Result facts() {
        PlantedSources.Result planted = PlantedSources.run(
                base,
                GeneratedFacts.draw(size.planting().facts(), seed),
                size.planting().sources(),
                size.planting().covered(),
                size.planting().run(seed),
                report,
                cancellation);
        List<Measure> measures = new ArrayList<>(planted.measures());
        measures.addAll(UncoveredPay.measure("what no row covers", planted.uncovered(), 0.01));
        return new BenchPart.Result(measures, Optional.empty(), planted.coverage(), planted.milliseconds(), 0, 0);
    }

    /** What the people of an attacked town say: rows that were given, each contributor's first ones, or facts. */
    private List<Statement> said() {
        if (!rows.given()) {
            return GeneratedFacts.draw(size.attack().said(), seed);
        }
        List<Statement> said = new ArrayList<>();
        SortedMap<String, List<RowText>> given = rows.rows();
        int each = Math.max(1, size.attack().said() / Robustness.PEOPLE);
        for (List<RowText> texts : given.values()) {
            if (texts.size() >= each && said.size() < each * Robustness.PEOPLE) {
                texts.subList(0, each).forEach(text -> said.add(Statement.of(text, seed)));
            }
        }
        if (said.size() < each * Robustness.PEOPLE) {
            throw new Refusal(
                    Refusal.Kind.INVALID,
                    "attacks need " + Robustness.PEOPLE + " contributors with " + each
                            + " rows each: give more rows, or leave --rows out to use generated facts");
        }
        return said;
    }
}
