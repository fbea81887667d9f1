package org.openledger.app;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.openledger.attribution.quality.Experiment;
import org.openledger.attribution.quality.GeneratedFacts;
import org.openledger.attribution.quality.Lds;
import org.openledger.attribution.quality.Measure;
import org.openledger.attribution.quality.PlantedSources;
import org.openledger.attribution.quality.Robustness;
import org.openledger.attribution.quality.Statement;
import org.openledger.model.BaseModel;
import org.openledger.train.Cancellation;
import org.openledger.train.LoraConfiguration;
import org.openledger.train.RowText;
import org.openledger.train.TrainingRow;

/** All that is measured of attribution, one after the other. */
final class AttributionBench {
    private static final List<Integer> PERCENTS = List.of(20, 50);
    /** Of a contributor's rows, the last in this many is held out and asked about. */
    private static final int HOLD_OUT = 5;

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
     * @param measures what attacks gain and what two share who know the same, then what planted facts show
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
        double cpu = cpuSeconds();
        Lds.Result lds = Lds.run(
                base,
                experiment(),
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
        return new Result(seed, size, lds, measures, planted, (System.nanoTime() - start) / 1e9, cpuSeconds() - cpu);
    }

    private static double cpuSeconds() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                        .getProcessCpuTime()
                / 1e9;
    }

    private Experiment experiment() {
        LoraConfiguration configuration = size.retraining(seed);
        List<String> groups = List.copyOf(rows.rows().keySet());
        List<TrainingRow> learnt = new ArrayList<>();
        List<TrainingRow> asked = new ArrayList<>();
        int group = 0;
        for (List<RowText> texts : rows.rows().values()) {
            for (int i = 0; i < texts.size(); i++) {
                List<TrainingRow> into = i % HOLD_OUT == HOLD_OUT - 1 ? asked : learnt;
                String leaf = "%064x".formatted(learnt.size() + asked.size());
                texts.get(i)
                        .tokens(base, configuration.maxTokens(), group, leaf)
                        .ifPresent(into::add);
            }
            group++;
        }
        if (asked.isEmpty()) {
            throw new AppException("no contributor has " + HOLD_OUT
                    + " rows, so that one could be held out and asked about: give more rows");
        }
        Experiment.Sets sets = Experiment.Sets.draw(groups.size(), size.sets(), PERCENTS, seed);
        return new Experiment(configuration, groups, learnt, spread(asked), sets.tuning(), sets.measured());
    }

    /** At most as many as are asked for, from all contributors alike. */
    private List<TrainingRow> spread(List<TrainingRow> asked) {
        List<TrainingRow> chosen = new ArrayList<>();
        int count = Math.min(size.queries(), asked.size());
        for (int i = 0; i < count; i++) {
            chosen.add(asked.get((int) ((long) i * asked.size() / count)));
        }
        return chosen;
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
