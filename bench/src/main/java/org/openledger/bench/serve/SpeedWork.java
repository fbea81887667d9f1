package org.openledger.bench.serve;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.quality.statistics.CpuClock;
import org.openledger.serve.Ending;
import org.openledger.serve.Generation;
import org.openledger.serve.GenerationRequest;
import org.openledger.serve.Limits;
import org.openledger.serve.SamplingParameters;
import org.openledger.serve.ServingEngine;
import org.openledger.train.LoraConfiguration;
import org.openledger.train.LoraOptions;
import org.openledger.train.LoraTrainer;
import org.openledger.train.TrainingRow;

/** Answers and training steps whose processor time is measured. */
public final class SpeedWork implements AutoCloseable {
    private static final int RANK = 16;
    private static final double ALPHA = 32;
    private static final double RATE = 1e-3;
    private static final int WAITING = 1_000;
    /** Steps before the clock starts. */
    private static final int WARM_STEPS = 2;

    private final BaseModel base;
    private final ServingEngine engine;

    /**
     * What was done.
     *
     * @param tokens that were made, or learnt from
     * @param seconds of processor time, of all threads
     * @param answers the tokens of each answer
     */
    public record Done(long tokens, double seconds, List<int[]> answers) {}

    /** @param adapters PEFT folders, which are asked for by their names */
    public SpeedWork(BaseModel base, List<Path> adapters) {
        this.base = base;
        Limits small = Limits.SMALL;
        this.engine = ServingEngine.open(
                base,
                new Limits(
                        small.batchRows(),
                        WAITING,
                        small.contextTokens(),
                        small.prefillTokens(),
                        small.adapterBytes()));
        adapters.forEach(folder -> engine.register(folder.getFileName().toString(), () -> Adapter.load(folder, base)));
    }

    /** Answers all prompts, each with an adapter, or the base where its name is empty; so many tokens each. */
    public Done generate(int[][] prompts, int[] tokens, List<String> adapters) {
        adapters.stream().filter(name -> !name.isEmpty()).distinct().forEach(engine::prefetch);
        double start = CpuClock.seconds();
        List<Generation> running = new ArrayList<>();
        for (int i = 0; i < prompts.length; i++) {
            String adapter = adapters.get(i);
            running.add(engine.submit(new GenerationRequest(
                    adapter.isEmpty() ? null : adapter,
                    /* tenant= */ null,
                    prompts[i],
                    tokens[i],
                    SamplingParameters.of(0, 1, 0),
                    new Ending(List.of(), Set.of(), true, 0),
                    GenerationRequest.Scores.NONE,
                    Optional.empty())));
        }
        List<int[]> answers = running.stream().map(each -> each.answer().ids()).toList();
        double seconds = CpuClock.seconds() - start;
        return new Done(answers.stream().mapToLong(each -> each.length).sum(), seconds, answers);
    }

    /**
     * What is trained, and what of it is counted.
     *
     * @param steps that count
     * @param batchRows of a step
     * @param anchored whether each step also holds the adapter to the base, as a run does that asks for nothing else
     * @param whole whether all counts from the asking to the adapter; else two steps go before that do not count
     */
    public record Training(int steps, int batchRows, boolean anchored, boolean whole) {
        private int uncounted() {
            return whole ? 0 : WARM_STEPS;
        }

        private int taken() {
            return uncounted() + steps;
        }
    }

    /** Trains an adapter on rows of which all but the first token is learnt. */
    public Done train(int[][] rows, Training training) {
        double asked = CpuClock.seconds();
        List<TrainingRow> taught = IntStream.range(0, rows.length)
                .mapToObj(i -> new TrainingRow(rows[i], 1, i, "row-" + i))
                .toList();
        LoraConfiguration configuration = new LoraConfiguration(
                        RANK,
                        ALPHA,
                        base.config().projections(),
                        training.taken(),
                        training.batchRows(),
                        RATE,
                        1,
                        rows[0].length,
                        1)
                .with(training.anchored() ? LoraOptions.STANDARD : LoraOptions.STANDARD.withAnchorWeight(0));
        Map<Integer, Double> clock = new TreeMap<>();
        LoraTrainer.train(
                        base,
                        taught,
                        configuration,
                        List.of(Set.of()),
                        Optional.empty(),
                        (step, of, loss) -> clock.put(step, CpuClock.seconds()),
                        () -> false)
                .adapters()
                .forEach(Adapter::close);
        double seconds = training.whole()
                ? CpuClock.seconds() - asked
                : clock.getOrDefault(training.taken(), 0.0) - clock.getOrDefault(training.uncounted(), 0.0);
        return new Done((long) training.steps() * training.batchRows() * rows[0].length, seconds, List.of());
    }

    @Override
    public void close() {
        engine.close();
    }
}
