package org.openledger.quality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openledger.attribution.influence.Effects;
import org.openledger.attribution.influence.RetrainingPlan;
import org.openledger.factory.forecast.Forecast;
import org.openledger.factory.forecast.KeptSpeed;
import org.openledger.factory.forecast.Phase;
import org.openledger.model.BaseModel;
import org.openledger.quality.fact.GeneratedFacts;
import org.openledger.quality.fact.Statement;
import org.openledger.quality.statistics.Bootstrap;
import org.openledger.quality.statistics.CpuClock;
import org.openledger.quality.statistics.Measure;
import org.openledger.train.Cancellation;
import org.openledger.train.CancelledException;
import org.openledger.train.LoraConfiguration;
import org.openledger.train.RowText;
import org.openledger.train.TrainingRow;
import org.openledger.train.forecast.TrainingSpeed;

/**
 * What it costs to prepare the attribution of a run, beside the run itself, and how far the effects are from those of real removals of
 * single contributors. Some contributors are sampled for these.
 */
public final class CostTrial {
    private final BaseModel base;
    private final LoraConfiguration configuration;
    private final int factsEach;
    private final Lds.Report report;
    private final Cancellation cancellation;

    /** @param factsEach that each contributor has */
    public CostTrial(
            BaseModel base,
            LoraConfiguration configuration,
            int factsEach,
            Lds.Report report,
            Cancellation cancellation) {
        this.base = base;
        this.configuration = configuration;
        this.factsEach = factsEach;
        this.report = report;
        this.cancellation = cancellation;
    }

    /** An answer to a row of a sampled contributor: what its effects are said to be, and what removals of the sampled ones do. */
    @SuppressWarnings("ArrayRecordComponent") // read once
    private record Asked(Effects effects, int own, double[] real) {}

    /**
     * Measures.
     *
     * @param sampled contributors who are really removed; none to measure the cost alone
     * @param most runs that the preparation should cost; empty without an aim
     */
    public List<Measure> measure(int contributors, int sampled, OptionalInt most) {
        String of = contributors + " contributors";
        SortedMap<String, List<RowText>> given = new TreeMap<>();
        SortedMap<String, List<Statement>> said = new TreeMap<>();
        List<Statement> facts = GeneratedFacts.draw(contributors * factsEach, configuration.seed());
        for (int i = 0; i < facts.size(); i++) {
            String name = "c%04d".formatted(i / factsEach);
            given.computeIfAbsent(name, _ -> new ArrayList<>()).add(facts.get(i).row());
            said.computeIfAbsent(name, _ -> new ArrayList<>()).add(facts.get(i));
        }
        LoraConfiguration whole = takingAllRows(facts.size());
        try (TrialRun run = TrialRun.train(base, given, whole, of, report, cancellation)) {
            List<Measure> measures = new ArrayList<>();
            measures.add(exactly(
                    "retrainings that explain " + of, run.plan().retrainings(), run.explainCpuSeconds(), run.bytes()));
            measures.add(exactly(
                    "attribution of " + of + " takes, in runs, as told before the start",
                    toldBefore(run, whole),
                    0,
                    0));
            measures.add(new Measure(
                    "attribution of " + of + " is prepared, in runs",
                    Measure.Interval.exactly(run.explainCpuSeconds() / run.runCpuSeconds()),
                    most.stream().mapToObj(Measure.Target::atMost).findFirst(),
                    run.explainCpuSeconds(),
                    run.bytes()));
            if (sampled > 0) {
                truth(run, whole, said, sampled, of, measures);
            }
            return measures;
        }
    }

    /** The run with as many steps as it takes to see every row once. */
    private LoraConfiguration takingAllRows(int rows) {
        return configuration.withSteps(Math.max(configuration.steps(), Math.ceilDiv(rows, configuration.batchRows())));
    }

    /** What an estimate would say on this machine, whose speed is measured by a few steps. */
    private double toldBefore(TrialRun run, LoraConfiguration whole) {
        report.stage("what is told before the start");
        KeptSpeed speed = new KeptSpeed(TrainingSpeed.measure(base, run.rows(), whole, cancellation), 0);
        Forecast.Asking asksNothing = new Forecast.Asking(/* prompts= */ 0, /* answerTokens= */ 0);
        Map<Phase, Double> seconds = new EnumMap<>(Phase.class);
        Forecast.of(base, run.rows(), List.of(), run.groups().size(), whole, asksNothing, Optional.of(speed))
                .phases()
                .forEach(each -> seconds.put(each.phase(), each.seconds().orElseThrow()));
        return Objects.requireNonNull(seconds.get(Phase.ATTRIBUTING))
                / Objects.requireNonNull(seconds.get(Phase.TRAINING));
    }

    private static Measure exactly(String name, double value, double cpuSeconds, long bytes) {
        return new Measure(name, Measure.Interval.exactly(value), Optional.empty(), cpuSeconds, bytes);
    }

    private void truth(
            TrialRun run,
            LoraConfiguration whole,
            SortedMap<String, List<Statement>> said,
            int sampled,
            String of,
            List<Measure> measures) {
        List<Integer> some = IntStream.range(0, sampled)
                .map(i -> i * run.groups().size() / sampled)
                .boxed()
                .toList();
        List<TrainingRow> rows = new ArrayList<>();
        List<TrainingRow> others = new ArrayList<>();
        List<Integer> own = new ArrayList<>();
        for (int place = 0; place < some.size(); place++) {
            for (Statement fact : Objects.requireNonNull(said.get(run.groups().get(some.get(place))))) {
                rows.add(run.asked(fact.row()));
                others.add(run.asked(fact.otherWords()));
                own.add(place);
            }
        }
        Experiment experiment = new Experiment(
                whole,
                run.groups(),
                run.rows(),
                Stream.concat(rows.stream(), others.stream()).toList(),
                List.of(),
                List.of());
        Retraining retraining = new Retraining(base, experiment, cancellation);
        double time = CpuClock.seconds();
        try (Retraining.Trained again =
                        retraining.without(List.of(Set.of()), whole.seed(), report.stage("the run again"));
                Retraining.Trained without = retraining.without(
                        some.stream().map(Set::of).toList(),
                        whole.seed(),
                        report.stage("without each of " + sampled + " contributors"))) {
            double each = (CpuClock.seconds() - time) / (sampled + 1);
            measures.add(exactly(
                    "one by one it would be, by what a removal takes, " + of,
                    each * alone(run) / run.runCpuSeconds(),
                    each,
                    0));
            double[] before = retraining.losses(again.adapters())[0];
            double[][] after = retraining.losses(without.adapters());
            List<Asked> asked = new ArrayList<>();
            for (int q = 0; q < before.length; q++) {
                TrainingRow query = experiment.queries().get(q);
                int place = q;
                double[] real = Arrays.stream(after)
                        .mapToDouble(losses -> losses[place] - before[place])
                        .toArray();
                asked.add(new Asked(run.effects(query.prompt(), query.response()), own.get(q % own.size()), real));
            }
            compare("learnt answers", of, run, some, asked.subList(0, rows.size()), measures);
            compare("answers in other words", of, run, some, asked.subList(rows.size(), asked.size()), measures);
        }
    }

    /** How many adapters would explain the run if each contributor were left out alone. */
    private int alone(TrialRun run) {
        return RetrainingPlan.oneByOne(
                        base.tokenizer(), run.rows(), run.groups().size(), configuration.seed())
                .retrainings();
    }

    private void compare(
            String answers, String of, TrialRun run, List<Integer> some, List<Asked> asked, List<Measure> measures) {
        double[] named = new double[asked.size()];
        double[] namedOfSome = new double[asked.size()];
        double[] namedByReal = new double[asked.size()];
        double[] inside = new double[asked.size()];
        double[] missed = new double[asked.size()];
        double[] squares = new double[asked.size()];
        for (int q = 0; q < named.length; q++) {
            if (cancellation.requested()) {
                throw new CancelledException(q, named.length);
            }
            Effects effects = asked.get(q).effects();
            double[] real = asked.get(q).real();
            int own = asked.get(q).own();
            int first = largest(run.groups().size(), effects::effectNats);
            named[q] = first == some.get(own) ? 1 : 0;
            namedOfSome[q] = largest(real.length, place -> effects.effectNats(some.get(place))) == own ? 1 : 0;
            namedByReal[q] = largest(real.length, place -> real[place]) == own ? 1 : 0;
            for (int place = 0; place < real.length; place++) {
                double told = effects.effectNats(some.get(place));
                Effects.Interval interval = effects.interval(some.get(place));
                inside[q] += interval.low() <= real[place] && real[place] <= interval.high() ? 1.0 / real.length : 0;
                missed[q] += (told - real[place]) * (told - real[place]);
                squares[q] += real[place] * real[place];
            }
        }
        String kind = ", " + answers + ", " + of;
        measures.add(new Measure(
                "contributor named first by effects" + kind, Bootstrap.mean(named), Optional.empty(), 0, 0));
        measures.add(new Measure(
                "named first of those removed, by effects" + kind,
                Bootstrap.mean(namedOfSome),
                Optional.empty(),
                0,
                0));
        measures.add(new Measure(
                "named first of those removed, by removing each" + kind,
                Bootstrap.mean(namedByReal),
                Optional.empty(),
                0,
                0));
        measures.add(new Measure(
                "squared error of effects, of their squares" + kind,
                Bootstrap.ratio(missed, squares),
                Optional.empty(),
                0,
                0));
        measures.add(new Measure(
                "effects of real removals inside the intervals" + kind,
                Bootstrap.mean(inside),
                Optional.empty(),
                0,
                0));
    }

    private static int largest(int count, IntToDoubleFunction value) {
        return IntStream.range(0, count)
                .reduce((best, i) -> value.applyAsDouble(i) > value.applyAsDouble(best) ? i : best)
                .orElseThrow();
    }
}
