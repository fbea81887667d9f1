package org.openledger.app;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.openledger.attribution.quality.AnswerTimes;
import org.openledger.attribution.quality.CpuClock;
import org.openledger.attribution.quality.Experiment;
import org.openledger.attribution.quality.GeneratedFacts;
import org.openledger.attribution.quality.Lds;
import org.openledger.attribution.quality.Measure;
import org.openledger.attribution.quality.PlantedSources;
import org.openledger.attribution.quality.Robustness;
import org.openledger.attribution.quality.Statement;
import org.openledger.model.BaseModel;
import org.openledger.train.Cancellation;
import org.openledger.train.RowText;

/** All that is measured of attribution, one after the other. */
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

    /**
     * What came out.
     *
     * @param measures what attacks gain and what two share who know the same, what planted facts show, and how long it takes among many
     * @param planted coverage and times
     */
    record Result(
            long seed,
            BenchSize size,
            Lds.Result lds,
            List<Measure> measures,
            PlantedSources.Result planted,
            double seconds,
            double cpuSeconds) {}

    Result run() {
        long start = System.nanoTime();
        double cpu = CpuClock.seconds();
        Lds.Result lds = Lds.run(
                base,
                Experiment.of(base, rows.rows(), size.retraining(seed), size.queries(), size.sets(), PERCENTS),
                List.of(),
                method -> size.methods().isEmpty() || size.methods().contains(method),
                report,
                cancellation);
        List<Measure> measures = new ArrayList<>(Robustness.run(
                base, said(), size.attacked(seed), size.attackSeeds(), BenchRows::repeats, report, cancellation));
        PlantedSources.Result planted = PlantedSources.run(
                base,
                GeneratedFacts.draw(size.facts(), seed),
                size.sources(),
                size.covered(),
                size.planted(seed),
                report,
                cancellation);
        measures.addAll(planted.measures());
        measures.addAll(new AnswerTimes(base, size.crowded(seed), size.crowd(), size.crowdRows(), report, cancellation)
                .measure(size.timed()));
        return new Result(
                seed, size, lds, measures, planted, (System.nanoTime() - start) / 1e9, CpuClock.seconds() - cpu);
    }

    /** What the people of an attacked town say: rows that were given, each contributor's first ones, or facts. */
    private List<Statement> said() {
        if (!rows.given()) {
            return GeneratedFacts.draw(size.said(), seed);
        }
        List<Statement> said = new ArrayList<>();
        SortedMap<String, List<RowText>> given = rows.rows();
        int each = Math.max(1, size.said() / Robustness.PEOPLE);
        for (List<RowText> texts : given.values()) {
            if (texts.size() >= each && said.size() < each * Robustness.PEOPLE) {
                texts.subList(0, each).forEach(text -> said.add(Statement.of(text, seed)));
            }
        }
        if (said.size() < each * Robustness.PEOPLE) {
            throw new AppException("attacks need " + Robustness.PEOPLE + " contributors with " + each
                    + " rows each: give more rows, or leave --rows out to use generated facts");
        }
        return said;
    }
}
