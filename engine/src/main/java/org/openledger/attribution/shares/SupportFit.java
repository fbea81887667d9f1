package org.openledger.attribution.shares;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.openledger.attribution.influence.CounterfactualAdapters;
import org.openledger.attribution.spans.SpanIndex;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.model.text.Message;
import org.openledger.serve.Generation;
import org.openledger.serve.GenerationRequest;
import org.openledger.serve.Limits;
import org.openledger.serve.ServingEngine;
import org.openledger.tensor.Seeds;
import org.openledger.train.Cancellation;
import org.openledger.train.CancelledException;

/**
 * The {@link SupportScale} of a run, from its own answers, whose truth is known without a judge. What a row asks is asked of the
 * model, also with some of its words left out: where the answer is what the row says, it is covered. And it is asked of the model that
 * was trained without whose row it is: where that answers something else, no row covers it, and what the others' rows carry of it is what
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
    private final Path adapterFolder;
    private final Cancellation cancellation;

    private SupportFit(
            BaseModel base,
            Path adapterFolder,
            CounterfactualAdapters counterfactual,
            SpanIndex index,
            Cancellation cancellation) {
        this.base = base;
        this.adapterFolder = adapterFolder;
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
            return new SupportFit(base, adapterFolder, counterfactual, index, cancellation).fit(adapter);
        }
    }

    /** A row that is asked, and what it says as far as an answer goes. */
    @SuppressWarnings("ArrayRecordComponent") // never changed
    private record Trial(String contributor, int[] prompt, String truth) {}

    private SupportScale fit(Adapter adapter) {
        List<Trial> covered = new ArrayList<>();
        List<Trial> uncovered = new ArrayList<>();
        Random random = Seeds.stream(counterfactual.seed(), "support");
        for (int row : asked()) {
            RowSides.Sides read = sides.of(index.ids(row));
            uncovered.add(trial(row, read, sides.asked(read)));
            covered.add(trial(row, read, shortened(sides.asked(read), random)));
        }
        List<Double> of = carried(covered, adapter, /* without= */ false);
        List<Double> without = carried(uncovered, adapter, /* without= */ true);
        double none = SupportScale.STANDARD.nonePpm() / (double) Apportionment.WHOLE_PPM;
        double all = SupportScale.STANDARD.allPpm() / (double) Apportionment.WHOLE_PPM;
        return SupportScale.between(
                without.size() < LEAST_ANSWERS ? none : quantile(without, MOST),
                of.size() < LEAST_ANSWERS ? all : quantile(of, 1 - MOST));
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
        List<String> words = new ArrayList<>(List.of(question.split(" ", -1)));
        List<String> kept = words.stream()
                .filter(_ -> random.nextDouble() >= WORDS_LEFT_OUT)
                .toList();
        return kept.isEmpty() ? question : String.join(" ", kept);
    }

    /**
     * What rows carry of the answers of a kind, those that are not of it left out.
     *
     * @param without whether each contributor's rows are asked of the model without them
     */
    private List<Double> carried(List<Trial> trials, Adapter adapter, boolean without) {
        List<int[]> answers = answers(trials, adapter, without);
        List<Double> carried = new ArrayList<>();
        for (int i = 0; i < trials.size(); i++) {
            Trial trial = trials.get(i);
            double same = Grams.overlap(Grams.of(base.tokenizer().decode(answers.get(i))), Grams.of(trial.truth));
            if (without ? same < OTHER : same >= SAME) {
                support.carried(trial.prompt, answers.get(i), new TreeMap<>()).entrySet().stream()
                        .filter(each -> !without || !each.getKey().equals(trial.contributor))
                        .mapToDouble(Map.Entry::getValue)
                        .max()
                        .ifPresent(carried::add);
            }
        }
        return carried;
    }

    private List<int[]> answers(List<Trial> trials, Adapter adapter, boolean without) {
        List<int[]> answers = new ArrayList<>();
        try (ServingEngine serving = ServingEngine.open(base, Limits.SMALL)) {
            List<Generation> running = new ArrayList<>();
            for (Trial trial : trials) {
                if (cancellation.requested()) {
                    throw new CancelledException(0, trials.size());
                }
                String name = without ? trial.contributor : "";
                if (!serving.adapters().contains(name)) {
                    serving.register(
                            name,
                            () -> without ? counterfactual.without(name, adapter) : Adapter.load(adapterFolder, base));
                }
                running.add(serving.submit(
                        new GenerationRequest(name, trial.prompt, MAX_ANSWER_TOKENS, 0, 1, List.of(), 0)));
            }
            running.forEach(each -> answers.add(each.answer().ids()));
        }
        return answers;
    }

    private static double quantile(List<Double> values, double at) {
        return values.stream()
                .sorted()
                .skip(Math.round(at * (values.size() - 1)))
                .findFirst()
                .orElseThrow();
    }
}
