package org.openledger.quality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.openledger.attribution.spans.SpanIndex;
import org.openledger.attribution.spans.file.IndexedRow;
import org.openledger.model.BaseModel;
import org.openledger.model.text.Message;
import org.openledger.quality.fact.GeneratedFacts;
import org.openledger.quality.fact.Statement;
import org.openledger.quality.statistics.CpuClock;
import org.openledger.quality.statistics.Measure;
import org.openledger.serve.Generation;
import org.openledger.serve.GenerationRequest;
import org.openledger.serve.Limits;
import org.openledger.serve.ServingEngine;
import org.openledger.tensor.Seeds;
import org.openledger.train.Cancellation;
import org.openledger.train.CancelledException;
import org.openledger.train.LoraConfiguration;
import org.openledger.train.RowText;

/**
 * How long it takes to attribute an answer where many gave much. What the rows say does not matter for that: the adapters are trained
 * for a few steps only, and beside their few rows the index has many made of drawn tokens. Half of each answer are pieces of those.
 */
public final class AnswerTimes {
    private static final int WARM_UP = 3;
    private static final int ANSWER_TOKENS = 64;
    private static final int SERVED = 32;
    private static final int SHORTEST_ROW = 12;
    private static final int LONGEST_ROW = 28;
    private static final double MOST_MILLISECONDS = 100;
    private static final double MOST_OF_SERVING = 0.1;

    private final BaseModel base;
    private final LoraConfiguration configuration;
    private final int contributors;
    private final int rows;
    private final Lds.Report report;
    private final Cancellation cancellation;
    private final Random random;

    /**
     * @param configuration of the run; a few steps do
     * @param rows in the index
     */
    public AnswerTimes(
            BaseModel base,
            LoraConfiguration configuration,
            int contributors,
            int rows,
            Lds.Report report,
            Cancellation cancellation) {
        this.base = base;
        this.configuration = configuration;
        this.contributors = contributors;
        this.rows = rows;
        this.report = report;
        this.cancellation = cancellation;
        this.random = Seeds.stream(configuration.seed(), "answer times");
    }

    /** Wall times of attributing some answers, and their processor time beside that of giving them. */
    public List<Measure> measure(int answers) {
        String among = contributors + " contributors, " + rows + " rows";
        try (TrialRun run = TrialRun.train(base, given(), configuration, among, report, cancellation)) {
            report.stage("answers among " + among);
            List<int[]> drawn = drawnRows();
            try (SpanIndex index = run.indexOf(indexed(drawn, run.groups()))) {
                int[] prompt =
                        base.tokenizer().encode(base.chat(List.of(Message.user(PlantedSources.KNOWN.getFirst()))));
                for (int i = 0; i < WARM_UP; i++) {
                    run.attribute(index, prompt, answer(drawn));
                }
                double[] milliseconds = new double[answers];
                double cpu = CpuClock.seconds();
                for (int i = 0; i < answers; i++) {
                    if (cancellation.requested()) {
                        throw new CancelledException(i, answers);
                    }
                    int[] answer = answer(drawn);
                    long start = System.nanoTime();
                    run.attribute(index, prompt, answer);
                    milliseconds[i] = (System.nanoTime() - start) / 1e6;
                }
                double each = (CpuClock.seconds() - cpu) / answers;
                double serving = servingSeconds(run, prompt);
                Arrays.sort(milliseconds);
                return List.of(
                        time("p50", milliseconds[answers / 2], Optional.empty(), among, run),
                        time(
                                "p95",
                                milliseconds[(int) Math.ceil(0.95 * answers) - 1],
                                Optional.of(Measure.Target.atMost(MOST_MILLISECONDS)),
                                among,
                                run),
                        new Measure(
                                "its processor time, in times that of giving the answer",
                                Measure.Interval.exactly(each / serving),
                                Optional.of(Measure.Target.atMost(MOST_OF_SERVING)),
                                each,
                                0));
            }
        }
    }

    private static Measure time(
            String quantile, double milliseconds, Optional<Measure.Target> target, String among, TrialRun run) {
        return new Measure(
                "attribution among " + among + ", " + quantile + " (ms)",
                Measure.Interval.exactly(milliseconds),
                target,
                milliseconds / 1e3,
                run.bytes());
    }

    private SortedMap<String, List<RowText>> given() {
        SortedMap<String, List<RowText>> given = new TreeMap<>();
        List<Statement> facts = GeneratedFacts.draw(contributors, configuration.seed());
        for (int i = 0; i < contributors; i++) {
            given.put("c%04d".formatted(i), List.of(facts.get(i).row()));
        }
        return given;
    }

    private List<int[]> drawnRows() {
        return IntStream.range(0, rows)
                .mapToObj(row -> tokens(SHORTEST_ROW + random.nextInt(LONGEST_ROW - SHORTEST_ROW)))
                .toList();
    }

    /** Tokens of which some are far more frequent than others, as in a language. */
    private int[] tokens(int count) {
        int vocabulary = base.config().vocabularySize();
        int[] tokens = new int[count];
        Arrays.setAll(tokens, i -> (int) Math.pow(vocabulary, random.nextDouble()) % vocabulary);
        return tokens;
    }

    private static List<IndexedRow> indexed(List<int[]> drawn, List<String> contributors) {
        return IntStream.range(0, drawn.size())
                .mapToObj(row ->
                        new IndexedRow(drawn.get(row), TrialRun.leaf(row), contributors.get(row % contributors.size())))
                .toList();
    }

    private int[] answer(List<int[]> drawn) {
        List<Integer> answer = new ArrayList<>();
        while (answer.size() < ANSWER_TOKENS) {
            int[] piece = random.nextBoolean() ? drawn.get(random.nextInt(drawn.size())) : tokens(SHORTEST_ROW);
            Arrays.stream(piece).forEach(answer::add);
        }
        return answer.stream().limit(ANSWER_TOKENS).mapToInt(Integer::intValue).toArray();
    }

    /** Processor seconds of giving an answer as long, many being asked for at once. */
    private double servingSeconds(TrialRun run, int[] prompt) {
        try (ServingEngine serving = ServingEngine.open(base, Limits.SMALL)) {
            serving.register("model", run::copyOfAdapter);
            double cpu = CpuClock.seconds();
            long tokens = IntStream.range(0, SERVED)
                    .mapToObj(i ->
                            serving.submit(new GenerationRequest("model", prompt, ANSWER_TOKENS, 1, 1, List.of(), i)))
                    .toList()
                    .stream()
                    .map(Generation::answer)
                    .mapToLong(answer -> answer.ids().length)
                    .sum();
            return (CpuClock.seconds() - cpu) * ANSWER_TOKENS / Math.max(1, tokens);
        }
    }
}
