package org.openledger.attribution.shares;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openledger.attribution.influence.CounterfactualAdapters;
import org.openledger.attribution.influence.SupportScale;
import org.openledger.attribution.spans.SpanIndex;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.model.text.Message;
import org.openledger.serve.GreedyAnswers;
import org.openledger.tensor.Seeds;
import org.openledger.train.Cancellation;
import org.openledger.train.CancelledException;

/**
 * The {@link SupportScale} of a run, from its own answers, whose truth is known without a judge. What a row asks is asked of the
 * model, also with some of its words left out: where the answer is what the row says, it is covered. And it is asked of the model that
 * was trained without the row's contributor: where that answers something else, no row covers it, and what the others' rows carry of it is what
 * resemblance carries.
 */
final class SupportFit {
    private static final int MAX_ROWS = 24;
    private static final int MAX_ANSWER_TOKENS = 48;
    /** With fewer answers of a kind than this, the standard scale's end stands. */
    private static final int LEAST_ANSWERS = 8;

    private static final double WORDS_LEFT_OUT = 0.2;
    private static final double SAME = 0.8;
    private static final double OTHER = 0.5;
    private static final double MOST = 0.9;

    private final BaseModel base;
    private final SpanIndex index;
    private final CounterfactualAdapters counterfactual;
    private final RowSides sides;
    private final Support support;
    private final Cancellation cancellation;

    private SupportFit(
            BaseModel base, CounterfactualAdapters counterfactual, SpanIndex index, Cancellation cancellation) {
        this.base = base;
        this.index = index;
        this.counterfactual = counterfactual;
        this.sides = new RowSides(base);
        this.support = new Support(index, base, SupportScale.STANDARD);
        this.cancellation = cancellation;
    }

    /**
     * Fits. The same files give the same scale.
     *
     * @param adapterFolder the PEFT folder that the run gave
     * @throws CancelledException when asked to stop
     */
    static SupportScale of(
            BaseModel base,
            Path adapterFolder,
            CounterfactualAdapters counterfactual,
            SpanIndex index,
            Cancellation cancellation) {
        try (Adapter adapter = Adapter.load(adapterFolder, base)) {
            return new SupportFit(base, counterfactual, index, cancellation).fit(adapter);
        }
    }

    /** A row that is asked, and what it says as far as an answer goes. */
    @SuppressWarnings("ArrayRecordComponent") // never changed
    private record Trial(String contributor, int[] prompt, String truth) {}

    private SupportScale fit(Adapter adapter) {
        List<Trial> whole = new ArrayList<>();
        List<Trial> shortened = new ArrayList<>();
        Random random = Seeds.stream(counterfactual.seed(), "support");
        for (int row : asked()) {
            RowSides.Sides read = sides.of(index.ids(row));
            whole.add(trial(row, read, sides.asked(read)));
            shortened.add(trial(row, read, shortened(sides.asked(read), random)));
        }
        List<Double> uncovered = uncovered(whole, adapter);
        List<Double> covered = covered(shortened, adapter);
        return SupportScale.between(
                uncovered.size() < LEAST_ANSWERS ? part(SupportScale.STANDARD.nonePpm()) : quantile(uncovered, MOST),
                covered.size() < LEAST_ANSWERS ? part(SupportScale.STANDARD.allPpm()) : quantile(covered, 1 - MOST));
    }

    private static double part(int ppm) {
        return ppm / (double) Apportionment.WHOLE_PPM;
    }

    /** Rows of all contributors alike, that ask something. */
    private List<Integer> asked() {
        int step = Math.max(1, index.rows() / (4 * MAX_ROWS));
        TreeMap<String, List<Integer>> byContributor = new TreeMap<>();
        for (int row = 0; row < index.rows(); row += step) {
            if (sides.of(index.ids(row)).asks()) {
                byContributor
                        .computeIfAbsent(index.contributor(row), name -> new ArrayList<>())
                        .add(row);
            }
        }
        List<Integer> chosen = new ArrayList<>();
        for (int turn = 0; chosen.size() < MAX_ROWS; turn++) {
            int at = turn;
            List<Integer> next = byContributor.values().stream()
                    .filter(rows -> rows.size() > at)
                    .map(rows -> rows.get(at))
                    .toList();
            if (next.isEmpty()) {
                break;
            }
            chosen.addAll(next.subList(0, Math.min(next.size(), MAX_ROWS - chosen.size())));
        }
        return chosen;
    }

    private Trial trial(int row, RowSides.Sides read, String question) {
        int[] prompt = base.tokenizer().encode(base.chat(List.of(Message.user(question))));
        int to = Math.min(read.ids().length, read.answerFrom() + MAX_ANSWER_TOKENS);
        String truth = base.tokenizer().decode(Arrays.copyOfRange(read.ids(), read.answerFrom(), to));
        return new Trial(index.contributor(row), prompt, truth);
    }

    private static String shortened(String question, Random random) {
        List<String> kept = Stream.of(question.split(" ", -1))
                .filter(_ -> random.nextDouble() >= WORDS_LEFT_OUT)
                .toList();
        return kept.isEmpty() ? question : String.join(" ", kept);
    }

    /** What rows carry of the model's answers, of those that are what the row says. */
    private List<Double> covered(List<Trial> trials, Adapter adapter) {
        List<Double> carried = new ArrayList<>();
        List<int[]> answers = answers(trials, adapter);
        for (int i = 0; i < answers.size(); i++) {
            Trial trial = trials.get(i);
            if (likeness(trial, answers.get(i)) >= SAME) {
                most(trial, answers.get(i), name -> true).ifPresent(carried::add);
            }
        }
        return carried;
    }

    /** What others' rows carry of answers without whose row is asked, of those that are not what the row says. */
    private List<Double> uncovered(List<Trial> trials, Adapter adapter) {
        List<Double> carried = new ArrayList<>();
        trials.stream()
                .collect(Collectors.groupingBy(Trial::contributor, TreeMap::new, Collectors.toList()))
                .forEach((contributor, own) -> {
                    try (Adapter without = counterfactual.without(contributor, adapter)) {
                        List<int[]> answers = answers(own, without);
                        for (int i = 0; i < answers.size(); i++) {
                            if (likeness(own.get(i), answers.get(i)) < OTHER) {
                                most(own.get(i), answers.get(i), name -> !name.equals(contributor))
                                        .ifPresent(carried::add);
                            }
                        }
                    }
                });
        return carried;
    }

    private double likeness(Trial trial, int[] answerIds) {
        return Grams.overlap(Grams.of(base.tokenizer().decode(answerIds)), Grams.of(trial.truth));
    }

    /** The most that one of these contributors' rows carry of an answer; empty where there is nothing to carry. */
    private OptionalDouble most(Trial trial, int[] answerIds, Predicate<String> of) {
        Evidence evidence = Evidence.gather(index, answerIds, Evidence.MIN_QUOTATION_TOKENS);
        return support.carried(trial.prompt, answerIds, evidence, GivenSources.NONE).entrySet().stream()
                .filter(each -> of.test(each.getKey()))
                .mapToDouble(Map.Entry::getValue)
                .max();
    }

    private List<int[]> answers(List<Trial> trials, Adapter adapter) {
        return GreedyAnswers.of(
                base, adapter, trials.stream().map(Trial::prompt).toList(), MAX_ANSWER_TOKENS, () -> {
                    if (cancellation.requested()) {
                        throw new CancelledException(0, trials.size());
                    }
                });
    }

    private static double quantile(List<Double> values, double at) {
        return values.stream()
                .sorted()
                .skip(Math.round(at * (values.size() - 1)))
                .findFirst()
                .orElseThrow();
    }
}
