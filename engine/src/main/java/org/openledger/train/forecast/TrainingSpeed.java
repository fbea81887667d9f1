package org.openledger.train.forecast;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.NoGradGuard;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.model.TokenBatch;
import org.openledger.tensor.Scope;
import org.openledger.train.Cancellation;
import org.openledger.train.CancelledException;
import org.openledger.train.LoraConfiguration;
import org.openledger.train.LoraTrainer;
import org.openledger.train.TrainingRow;

/**
 * How fast a base is trained here, measured by beginning the run twice and taking a few of its steps: once with one adapter, once with
 * {@value #ADAPTERS}, since counterfactual adapters train side by side.
 *
 * @param startSeconds until the first step, reading the rows aside: the base says the texts to which adapters are held
 * @param readSecondsAToken to read a token of a row, one row after another
 * @param stepSeconds of a step of one adapter
 * @param moreSeconds by which each further adapter prolongs a step
 * @param stepTokens of a step's rows, the mean
 * @param stepsTimed how many steps were timed
 */
public record TrainingSpeed(
        double startSeconds,
        double readSecondsAToken,
        double stepSeconds,
        double moreSeconds,
        double stepTokens,
        int stepsTimed) {
    private static final int ADAPTERS = 4;
    private static final int ROWS_READ = 8;
    /** Rows of the run that the measurement takes at most. */
    private static final int MOST_ROWS = 256;

    private static final int FEWEST_STEPS = 3;
    private static final int MOST_STEPS = 8;
    /** Enough steps were timed once they took so long together. */
    private static final long ENOUGH_NANOS = 2_000_000_000;

    /**
     * Measures a run, of which nothing is kept.
     *
     * @throws CancelledException when asked to stop
     * @throws org.openledger.train.TrainingException when the rows cannot be learned from
     */
    public static TrainingSpeed measure(
            BaseModel base, List<TrainingRow> rows, LoraConfiguration configuration, Cancellation cancellation) {
        List<TrainingRow> some = TrainingRow.spread(rows, MOST_ROWS);
        double read = readSecondsAToken(base, some);
        Timed one = Timed.of(base, some, configuration, 1, cancellation);
        Timed several = Timed.of(base, some, configuration, ADAPTERS, cancellation);
        double reading = read * tokens(some) / Runtime.getRuntime().availableProcessors();
        return new TrainingSpeed(
                Math.max(0, Math.min(one.start(), several.start()) - reading),
                read,
                one.step(),
                Math.max(0, several.step() - one.step()) / (ADAPTERS - 1),
                (double) RunWork.of(some, configuration, base.config()).trainedTokens() / configuration.steps(),
                one.steps() + several.steps());
    }

    /** Tokens of the run's rows that a step of one adapter takes in a second. */
    public double tokensASecond() {
        return stepTokens / stepSeconds;
    }

    /**
     * Seconds to train some adapters side by side.
     *
     * @param work of one of them
     * @param rowTokens of all rows, each once
     */
    public double trainingSeconds(RunWork work, long rowTokens, int adapters) {
        double step = (stepSeconds + (adapters - 1) * moreSeconds) * work.trainedTokens() / work.steps() / stepTokens;
        double reading =
                2 * readSecondsAToken * rowTokens / Runtime.getRuntime().availableProcessors();
        return startSeconds + reading + work.steps() * step;
    }

    private static long tokens(List<TrainingRow> rows) {
        return rows.stream().mapToLong(row -> row.ids().length).sum();
    }

    private static double readSecondsAToken(BaseModel base, List<TrainingRow> rows) {
        List<TrainingRow> read = TrainingRow.spread(rows, ROWS_READ);
        read(base, read.getFirst()); // the first one of a process is slow
        long start = System.nanoTime();
        read.forEach(row -> read(base, row));
        return (System.nanoTime() - start) / 1e9 / tokens(read);
    }

    private static void read(BaseModel base, TrainingRow row) {
        try (Scope _ = Scope.open();
                NoGradGuard _ = new NoGradGuard()) {
            int[][] ids = {row.ids()};
            base.decoder()
                    .logits(base.decoder().hidden(TokenBatch.padded(ids), null))
                    .sum()
                    .item_double();
        }
    }

    /**
     * A run of so many adapters that is begun.
     *
     * @param start seconds until its first step
     * @param step seconds of a step: the median of those after the first, which is slow; other work on the machine prolongs a few
     */
    private record Timed(double start, double step, int steps) {
        static Timed of(
                BaseModel base,
                List<TrainingRow> rows,
                LoraConfiguration configuration,
                int adapters,
                Cancellation cancellation) {
            List<Long> ends = new ArrayList<>();
            long begun = System.nanoTime();
            Cancellation enough = () -> cancellation.requested()
                    || ends.size() > MOST_STEPS
                    || (ends.size() > FEWEST_STEPS && ends.getLast() - ends.getFirst() > ENOUGH_NANOS);
            try {
                LoraTrainer.train(
                                base,
                                rows,
                                configuration,
                                Collections.nCopies(adapters, Set.of()),
                                Optional.empty(),
                                (step, steps, loss) -> ends.add(System.nanoTime()),
                                enough)
                        .adapters()
                        .forEach(Adapter::close);
            } catch (CancelledException stopped) {
                if (cancellation.requested()) {
                    throw stopped;
                }
            }
            double first = (ends.getFirst() - begun) / 1e9;
            double[] steps = IntStream.range(1, ends.size())
                    .mapToDouble(i -> (ends.get(i) - ends.get(i - 1)) / 1e9)
                    .sorted()
                    .toArray();
            double step = steps.length == 0 ? first : steps[steps.length / 2];
            return new Timed(Math.max(0, first - step), step, Math.max(1, steps.length));
        }
    }
}
