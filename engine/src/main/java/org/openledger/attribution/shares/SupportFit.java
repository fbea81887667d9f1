package org.openledger.attribution.shares;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.openledger.attribution.influence.CounterfactualAdapters;
import org.openledger.attribution.influence.SupportScale;
import org.openledger.attribution.shares.Trials.Trial;
import org.openledger.attribution.spans.SpanIndex;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.serve.GreedyAnswers;
import org.openledger.tensor.Seeds;
import org.openledger.train.Cancellation;
import org.openledger.train.CancelledException;

/**
 * The {@link SupportScale} of a run, from its own answers, whose truth is known without a judge. What a row asks is asked of the
 * model, also with some of its words left out: where the answer is what the row says, it is covered. And it is asked of the model that
 * was trained without the row's contributor, and perhaps without others: where that answers something else, no row covers it, and what the others' rows carry of it is what
 * resemblance carries.
 */
final class SupportFit {
    /** With fewer answers of a kind than this, the standard scale's end stands. */
    private static final int LEAST_ANSWERS = 8;

    private static final SupportScale STANDARD = SupportScale.By.QUESTIONS.standard();
    private static final double SAME = 0.8;
    private static final double OTHER = 0.5;
    private static final double MOST = 0.9;

    private final BaseModel base;
    private final SpanIndex index;
    private final CounterfactualAdapters counterfactual;
    private final Support support;
    private final Cancellation cancellation;

    private SupportFit(
            BaseModel base, CounterfactualAdapters counterfactual, SpanIndex index, Cancellation cancellation) {
        this.base = base;
        this.index = index;
        this.counterfactual = counterfactual;
        this.support = new Support(index, base, STANDARD);
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

    private SupportScale fit(Adapter adapter) {
        Trials trials = new Trials(base, index);
        List<Trial> whole = trials.whole();
        List<Trial> shortened = trials.shortened(Seeds.stream(counterfactual.seed(), "support"));
        List<Double> uncovered = uncovered(whole, adapter);
        List<Double> covered = covered(shortened, adapter);
        return STANDARD.by()
                .between(
                        uncovered.size() < LEAST_ANSWERS ? part(STANDARD.nonePpm()) : quantile(uncovered, MOST),
                        covered.size() < LEAST_ANSWERS ? part(STANDARD.allPpm()) : quantile(covered, 1 - MOST));
    }

    private static double part(int ppm) {
        return ppm / (double) Apportionment.WHOLE_PPM;
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
                    try (CounterfactualAdapters.Without without = counterfactual.without(contributor, adapter)) {
                        List<int[]> answers = answers(own, without.adapter());
                        for (int i = 0; i < answers.size(); i++) {
                            if (likeness(own.get(i), answers.get(i)) < OTHER) {
                                most(
                                                own.get(i),
                                                answers.get(i),
                                                name -> !without.groups().contains(name))
                                        .ifPresent(carried::add);
                            }
                        }
                    }
                });
        return carried;
    }

    private double likeness(Trial trial, int[] answerIds) {
        return Grams.overlap(Grams.of(base.tokenizer().decode(answerIds)), Grams.of(trial.truth()));
    }

    /** The most that one of these contributors' rows carry of an answer; empty where there is nothing to carry. */
    private OptionalDouble most(Trial trial, int[] answerIds, Predicate<String> of) {
        Evidence evidence = Evidence.gather(index, answerIds, Evidence.MIN_QUOTATION_TOKENS);
        return support.carried(trial.prompt(), answerIds, evidence, GivenSources.NONE).entrySet().stream()
                .filter(each -> of.test(each.getKey()))
                .mapToDouble(Map.Entry::getValue)
                .max();
    }

    private List<int[]> answers(List<Trial> trials, Adapter adapter) {
        return GreedyAnswers.of(
                base, adapter, trials.stream().map(Trial::prompt).toList(), Trials.MAX_ANSWER_TOKENS, () -> {
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
