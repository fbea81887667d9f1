package org.openledger.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.openledger.attribution.shares.Attribution;
import org.openledger.attribution.shares.Evidence;
import org.openledger.attribution.shares.Share;
import org.openledger.attribution.shares.TopRow;
import org.openledger.model.BaseModel;
import org.openledger.model.text.Message;
import org.openledger.quality.copies.Rewording;
import org.openledger.quality.fact.Statement;
import org.openledger.quality.statistics.Bootstrap;
import org.openledger.quality.statistics.CpuClock;
import org.openledger.quality.statistics.Measure;
import org.openledger.serve.GenerationRequest;
import org.openledger.serve.Limits;
import org.openledger.serve.ServingEngine;
import org.openledger.train.Cancellation;
import org.openledger.train.CancelledException;
import org.openledger.train.LoraConfiguration;
import org.openledger.train.RowText;
import org.openledger.train.TrainingRow;

/**
 * Facts of which each stands in one row of one contributor, learnt in one run. Is the contributor named who brought it, and the
 * row? Whom does an answer name that no row is about? How far do the intervals hold for another seed? How long does it take?
 */
public final class PlantedSources {
    private static final int ANSWER_TOKENS = 24;
    /** Of everyday knowledge: a base answers them, and no row of a trial is about them. */
    public static final List<String> KNOWN = List.of(
            "What is the capital of France?",
            "What is the capital of Italy?",
            "What is the capital of Spain?",
            "Which city is the capital of Austria?",
            "What sound does a cow make?",
            "What sound does a dog make?",
            "What does a cat say?",
            "What is a young dog called?",
            "What do we call a baby cat?",
            "What is the opposite of hot?",
            "What is the opposite of big?",
            "Tell me the opposite of early.",
            "Which word means the opposite of open?",
            "What colour is snow?",
            "Which colour does grass have?",
            "What does sugar taste like?",
            "How does a lemon taste?",
            "Which day comes after Monday?",
            "Which day comes before Sunday?",
            "Which month comes after April?",
            "What is the plural of house?",
            "What is the past tense of go?",
            "What does a baker do?",
            "What is 2 plus 3?");

    private final BaseModel base;
    private final LoraConfiguration configuration;
    private final Lds.Report report;
    private final Cancellation cancellation;
    private final SortedMap<String, List<RowText>> given = new TreeMap<>();
    private final List<Planted> planted = new ArrayList<>();

    /** A fact, who brought it, and the number of the row. */
    private record Planted(Statement fact, String contributor, String leaf) {}

    /**
     * What came out.
     *
     * @param coverage by how much the intervals are widened: of another seed's real effects, the part that lies inside
     * @param milliseconds of attributing one answer, sorted
     * @param uncovered of the model's own answers to questions that no row is about
     */
    public record Result(
            List<Measure> measures,
            List<Coverage.Point> coverage,
            List<Double> milliseconds,
            List<Attribution> uncovered) {}

    private PlantedSources(
            BaseModel base,
            List<Statement> facts,
            int contributors,
            LoraConfiguration configuration,
            Lds.Report report,
            Cancellation cancellation) {
        this.base = base;
        this.configuration = configuration;
        this.report = report;
        this.cancellation = cancellation;
        int each = Math.ceilDiv(facts.size(), contributors);
        for (int i = 0; i < facts.size(); i++) {
            String name = "c%03d".formatted(i / each);
            given.computeIfAbsent(name, key -> new ArrayList<>())
                    .add(facts.get(i).row());
            planted.add(new Planted(facts.get(i), name, TrialRun.leaf(i)));
        }
    }

    /**
     * Measures.
     *
     * @param facts what is planted
     * @param contributors to whom it is dealt
     * @param covered answers whose effects are measured with another seed too
     */
    public static Result run(
            BaseModel base,
            List<Statement> facts,
            int contributors,
            int covered,
            LoraConfiguration configuration,
            Lds.Report report,
            Cancellation cancellation) {
        return new PlantedSources(base, facts, contributors, configuration, report, cancellation).measure(covered);
    }

    private Result measure(int covered) {
        double time = CpuClock.seconds();
        try (TrialRun run =
                TrialRun.train(base, given, configuration, planted.size() + " facts", report, cancellation)) {
            double training = CpuClock.seconds() - time;
            List<Measure> measures = new ArrayList<>();
            List<Double> milliseconds = new ArrayList<>();
            recall(run, "answer word for word", 0.99, milliseconds, measures, Statement::row);
            recall(
                    run,
                    "answer edited",
                    0.95,
                    milliseconds,
                    measures,
                    fact -> Rewording.near(fact.row(), configuration.seed()));
            recall(run, "asked and answered in other words", 0.80, milliseconds, measures, Statement::otherWords);
            List<Attribution> uncovered = uncovered(run);
            List<Coverage.Point> coverage = coverage(run, covered, measures);
            milliseconds.sort(null);
            measures.add(quantile("attribution of an answer, p50 (ms)", milliseconds, 0.5, training, run.bytes()));
            measures.add(quantile("attribution of an answer, p95 (ms)", milliseconds, 0.95, training, run.bytes()));
            return new Result(measures, coverage, List.copyOf(milliseconds), uncovered);
        }
    }

    private static Measure quantile(String name, List<Double> sorted, double at, double cpuSeconds, long bytes) {
        double value = sorted.get((int) Math.round(at * (sorted.size() - 1)));
        return new Measure(name, Measure.Interval.exactly(value), Optional.empty(), cpuSeconds, bytes);
    }

    private void recall(
            TrialRun run,
            String how,
            double target,
            List<Double> milliseconds,
            List<Measure> measures,
            java.util.function.Function<Statement, RowText> asking) {
        report.stage("facts: " + how);
        double time = CpuClock.seconds();
        double[] named = new double[planted.size()];
        double[] rowNamed = new double[planted.size()];
        for (int i = 0; i < named.length; i++) {
            check();
            Planted fact = planted.get(i);
            TrainingRow asked = run.asked(asking.apply(fact.fact()));
            long start = System.nanoTime();
            Attribution attribution = run.attribute(asked.prompt(), asked.response());
            milliseconds.add((System.nanoTime() - start) / 1e6);
            Share first = attribution.shares().getFirst();
            named[i] = first.ppm() > 0 && first.contributor().equals(fact.contributor()) ? 1 : 0;
            rowNamed[i] = bestRow(run, asked).equals(fact.leaf()) ? 1 : 0;
        }
        Optional<Measure.Target> least = Optional.of(Measure.Target.atLeast(target));
        measures.add(new Measure(
                "contributor named first, " + how,
                Bootstrap.mean(named),
                least,
                CpuClock.seconds() - time,
                run.bytes()));
        measures.add(
                new Measure("row named first, " + how, Bootstrap.mean(rowNamed), least, CpuClock.seconds() - time, 0));
    }

    /** The row closest to question and answer of all rows, whoever gave it. */
    private static String bestRow(TrialRun run, TrainingRow asked) {
        Evidence evidence = Evidence.gather(run.rowsOfAll(), asked.ids(), Evidence.MIN_QUOTATION_TOKENS);
        return evidence.rows(TrialRun.ALL).stream()
                .findFirst()
                .map(TopRow::leaf)
                .orElse("");
    }

    /** Of the model's own answers to questions that no row is about. */
    private List<Attribution> uncovered(TrialRun run) {
        report.stage("questions that no row covers");
        List<Attribution> attributions = new ArrayList<>();
        try (ServingEngine serving = ServingEngine.open(base, Limits.SMALL)) {
            serving.register("model", run::copyOfAdapter);
            for (String question : KNOWN) {
                check();
                int[] prompt = base.tokenizer().encode(base.chat(List.of(Message.user(question))));
                int[] answer = serving.submit(new GenerationRequest("model", prompt, ANSWER_TOKENS, 0, 1, List.of(), 1))
                        .answer()
                        .ids();
                attributions.add(run.attribute(prompt, answer));
            }
        }
        return List.copyOf(attributions);
    }

    private List<Coverage.Point> coverage(TrialRun run, int covered, List<Measure> measures) {
        double time = CpuClock.seconds();
        int step = Math.max(1, planted.size() / Math.max(1, covered));
        List<TrainingRow> queries = IntStream.range(0, Math.min(covered, planted.size()))
                .mapToObj(i -> run.asked(planted.get(i * step).fact().row()))
                .toList();
        Coverage coverage = Coverage.measure(
                base,
                new Experiment(configuration, run.groups(), run.rows(), queries, List.of(), List.of()),
                queries.stream()
                        .map(query -> run.effects(query.prompt(), query.response()))
                        .toList(),
                configuration.seed() + 1000,
                report.stage("the same with another seed"),
                cancellation);
        measures.add(new Measure(
                "another seed's effects inside the 90 % interval",
                coverage.inside(), Optional.of(new Measure.Target(0.87, 0.93)), CpuClock.seconds() - time, 0));
        return coverage.points();
    }

    private void check() {
        if (cancellation.requested()) {
            throw new CancelledException(0, planted.size());
        }
    }
}
