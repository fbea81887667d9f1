package org.openledger.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.model.text.Message;
import org.openledger.quality.PlantedSources;
import org.openledger.quality.statistics.CpuClock;
import org.openledger.serve.Generation;
import org.openledger.serve.GenerationRequest;
import org.openledger.serve.Limits;
import org.openledger.serve.ServingEngine;
import org.openledger.train.Cancellation;
import org.openledger.train.HeldOutLoss;
import org.openledger.train.LoraConfiguration;
import org.openledger.train.LoraOptions;
import org.openledger.train.LoraTrainer;
import org.openledger.train.Progress;
import org.openledger.train.RowText;
import org.openledger.train.TrainingRow;
import org.openledger.train.descent.Anchoring;

/**
 * What the texts are worth on which a run holds its adapter to the base, and what they cost: one run by each {@link Anchoring}, and one that
 * is held to nothing. Each learns four fifths of the rows. Measured is what it says to them and of the others, and how far it went from what
 * the base says to questions that no row asks.
 */
final class AnchorBench {
    /** Of five rows the last is held out. */
    private static final int HOLD_OUT = 5;

    /** More than any of the rows has. */
    private static final int ANSWER_TOKENS = 96;
    /** Answers of the base to each question, drawn at temperature 1. */
    private static final int DRAWN = 8;

    private static final int DRAWN_TOKENS = 48;

    private static final Limits ALL_WAIT = new Limits(
            Limits.SMALL.batchRows(),
            1_000,
            Limits.SMALL.contextTokens(),
            Limits.SMALL.prefillTokens(),
            Limits.SMALL.adapterBytes());

    private static final String MODEL = "model";

    private final BaseModel base;
    private final LoraConfiguration configuration;
    private final Cancellation cancellation;
    private final List<TrainingRow> learnt = new ArrayList<>();
    private final List<String> responses = new ArrayList<>();
    private final List<TrainingRow> heldOut = new ArrayList<>();
    private final List<int[]> questions;

    /**
     * One run.
     *
     * @param anchoring by which texts it was held; empty for by none
     * @param cpuSeconds from its asking to its adapter
     * @param wordForWord how many of the learnt rows' questions it answers as the row does, to the last token
     * @param lossOfLearnt of a token of a learnt row, in nats
     * @param lossOfHeldOut of a token of another row
     * @param divergence KL(base ‖ adapter) of a token of what the base says to the questions, in nats, by answers that it drew
     * @param sameAnswers how many of these questions it answers as the base does, to the last token
     */
    record Found(
            Optional<Anchoring> anchoring,
            long seed,
            double cpuSeconds,
            int wordForWord,
            int learnt,
            double lossOfLearnt,
            double lossOfHeldOut,
            double divergence,
            int sameAnswers,
            int questions) {}

    AnchorBench(BaseModel base, LoraConfiguration configuration, BenchRows rows, Cancellation cancellation) {
        this.base = base;
        this.configuration = configuration;
        this.cancellation = cancellation;
        int number = 0;
        for (List<RowText> texts : new TreeMap<>(rows.byPerson()).values()) {
            for (int i = 0; i < texts.size(); i++) {
                Optional<TrainingRow> row =
                        texts.get(i).tokens(base, configuration.maxTokens(), 0, "%064x".formatted(number++));
                if (row.isPresent() && texts.get(i) instanceof RowText.Instruction(String _, String response)) {
                    if (i % HOLD_OUT == HOLD_OUT - 1) {
                        heldOut.add(row.get());
                    } else {
                        learnt.add(row.get());
                        responses.add(response);
                    }
                }
            }
        }
        this.questions = PlantedSources.KNOWN.stream().map(this::prompt).toList();
    }

    private int[] prompt(String question) {
        return base.tokenizer().encode(base.chat(List.of(Message.user(question))));
    }

    /** All ways to hold a run, and none. */
    static List<Optional<Anchoring>> ways() {
        return Stream.concat(
                        Arrays.stream(Anchoring.values()).map(Optional::of), Stream.of(Optional.<Anchoring>empty()))
                .toList();
    }

    Found measure(Optional<Anchoring> anchoring, long seed, Progress progress) {
        LoraOptions options = configuration.options();
        LoraConfiguration asked = configuration
                .withSeed(seed)
                .with(anchoring.map(options::withAnchoring).orElse(options.withAnchorWeight(0)));
        double start = CpuClock.seconds();
        LoraTrainer.Outcome outcome =
                LoraTrainer.train(base, learnt, asked, List.of(Set.of()), Optional.empty(), progress, cancellation);
        double spent = CpuClock.seconds() - start;
        Adapter adapter = outcome.adapters().getFirst();
        try (ServingEngine serving = ServingEngine.open(base, ALL_WAIT)) {
            serving.register(MODEL, () -> adapter); // whose it is from then on
            List<int[]> prompts = learnt.stream().map(TrainingRow::prompt).toList();
            List<String> answers = texts(answers(serving, MODEL, prompts, ANSWER_TOKENS, 0));
            int wordForWord = Math.toIntExact(IntStream.range(0, responses.size())
                    .filter(row -> answers.get(row).equals(responses.get(row).strip()))
                    .count());
            List<String> ofBase = texts(answers(serving, null, questions, DRAWN_TOKENS, 0));
            List<String> ofAdapter = texts(answers(serving, MODEL, questions, DRAWN_TOKENS, 0));
            int same = Math.toIntExact(IntStream.range(0, questions.size())
                    .filter(each -> ofBase.get(each).equals(ofAdapter.get(each)))
                    .count());
            return new Found(
                    anchoring,
                    seed,
                    spent,
                    wordForWord,
                    learnt.size(),
                    outcome.lossAfter(),
                    HeldOutLoss.of(base, adapter, heldOut, cancellation).adapter(),
                    0
                            - HeldOutLoss.of(base, adapter, drawn(serving), cancellation)
                                    .gain(),
                    same,
                    questions.size());
        }
    }

    private static List<int[]> answers(
            ServingEngine serving, @Nullable String model, List<int[]> prompts, int tokens, double temperature) {
        List<Generation> running = IntStream.range(0, prompts.size())
                .mapToObj(each -> serving.submit(
                        new GenerationRequest(model, prompts.get(each), tokens, temperature, 1, List.of(), each)))
                .toList();
        return running.stream().map(each -> each.answer().ids()).toList();
    }

    private List<String> texts(List<int[]> answers) {
        return answers.stream().map(ids -> base.tokenizer().decode(ids).strip()).toList();
    }

    /** What the base says to the questions, as rows of which its words are learnt. */
    private List<TrainingRow> drawn(ServingEngine serving) {
        List<int[]> prompts = new ArrayList<>();
        for (int i = 0; i < DRAWN; i++) {
            prompts.addAll(questions);
        }
        List<int[]> answers = answers(serving, null, prompts, DRAWN_TOKENS, 1);
        List<TrainingRow> rows = new ArrayList<>();
        for (int i = 0; i < prompts.size(); i++) {
            int[] prompt = prompts.get(i);
            int[] ids = Arrays.copyOf(prompt, prompt.length + answers.get(i).length);
            System.arraycopy(answers.get(i), 0, ids, prompt.length, answers.get(i).length);
            if (ids.length > prompt.length) {
                rows.add(new TrainingRow(ids, prompt.length, 0, "said"));
            }
        }
        return rows;
    }
}
