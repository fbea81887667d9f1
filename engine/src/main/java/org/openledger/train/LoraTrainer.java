package org.openledger.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.model.TokenBatch;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Seeds;

/**
 * Fine-tunes K adapters at once on the same batches. Slot k learns from all rows but those of the groups it leaves out: they
 * stay in the batch with weight 0, and the denominator stays, so that slots differ by nothing else. With no group left out slot 0
 * is the run itself; the others are its counterfactuals (ATTRIBUTION: leave-one-contributor-out).
 *
 * <p>Deterministic: the same rows, configuration and machine give the same bits, whether or not the run was interrupted.
 */
public final class LoraTrainer implements AutoCloseable {
    private static final Adam ADAM = new Adam(0.9, 0.999, 1e-4, 0);
    private static final int CHECKPOINT_STEPS = 20;

    private final BaseModel base;
    private final List<TrainingRow> rows;
    private final LoraConfiguration configuration;
    private final List<Set<Integer>> leftOut;
    private final TrainableBank bank;
    private final int[] order;
    private final List<LossPoint> curve = new ArrayList<>();
    private double lossBefore;
    private int step;

    /**
     * What came of a run.
     *
     * @param adapters one a slot; the caller owns them
     * @param lossBefore mean loss of a response token over all rows under the base, in nats
     * @param lossAfter the same under the first slot's adapter
     * @param curve the first slot's loss by step
     * @param seconds wall time of this call
     */
    public record Outcome(
            List<Adapter> adapters, double lossBefore, double lossAfter, List<LossPoint> curve, double seconds) {}

    private LoraTrainer(
            BaseModel base, List<TrainingRow> rows, LoraConfiguration configuration, List<Set<Integer>> leftOut) {
        this.base = base;
        this.rows =
                rows.stream().map(row -> cut(row, configuration.maxTokens())).toList();
        this.configuration = configuration;
        this.leftOut = leftOut;
        this.bank = new TrainableBank(base.config(), configuration, leftOut.size());
        this.order = Seeds.permutation(rows.size(), Seeds.stream(configuration.seed(), "order of the rows"));
    }

    /**
     * Runs to the end, from the checkpoint if there is one.
     *
     * @param leftOut for each slot the groups it does not learn from
     * @param checkpoint a file to keep the state in and to resume from; it is deleted by nobody but the caller
     * @throws CancelledException when asked to stop; the checkpoint then holds the last step
     * @throws TrainingException when the rows cannot be learned from or the checkpoint is of another run
     */
    public static Outcome train(
            BaseModel base,
            List<TrainingRow> rows,
            LoraConfiguration configuration,
            List<Set<Integer>> leftOut,
            Optional<Path> checkpoint,
            Progress progress,
            Cancellation cancellation) {
        if (rows.isEmpty() || leftOut.isEmpty()) {
            throw new TrainingException("there is nothing to train: a run needs at least one row and one slot");
        }
        if (configuration.maxTokens() > base.config().maximumPositions()) {
            throw new TrainingException("rows of " + configuration.maxTokens() + " tokens do not fit the model's "
                    + base.config().maximumPositions());
        }
        long start = System.nanoTime();
        try (LoraTrainer trainer = new LoraTrainer(base, rows, configuration, leftOut)) {
            trainer.run(checkpoint, progress, cancellation);
            return new Outcome(
                    trainer.bank.adapters(),
                    trainer.lossBefore,
                    trainer.meanLoss(),
                    List.copyOf(trainer.curve),
                    (System.nanoTime() - start) / 1e9);
        }
    }

    private void run(Optional<Path> file, Progress progress, Cancellation cancellation) {
        Optional<LoraCheckpoint> checkpoint = file.map(path -> new LoraCheckpoint(path, identity()));
        if (!checkpoint.map(this::resume).orElse(false)) {
            lossBefore = meanLoss();
        }
        LearningRate rate =
                new LearningRate(configuration.peakLearningRate(), configuration.warmupSteps(), configuration.steps());
        while (step < configuration.steps()) {
            if (cancellation.requested()) {
                checkpoint.ifPresent(this::save);
                throw new CancelledException(step, configuration.steps());
            }
            double loss = learn(batch(step), rate.at(step));
            step++;
            curve.add(new LossPoint(step, loss));
            if (step % CHECKPOINT_STEPS == 0 || step == configuration.steps()) {
                checkpoint.ifPresent(this::save);
            }
            progress.stepDone(step, configuration.steps(), loss);
        }
    }

    private boolean resume(LoraCheckpoint checkpoint) {
        Optional<LoraCheckpoint.State> state = checkpoint.load(bank);
        state.ifPresent(found -> {
            step = found.step();
            lossBefore = found.lossBefore();
            curve.addAll(found.curve());
        });
        return state.isPresent();
    }

    private void save(LoraCheckpoint checkpoint) {
        checkpoint.save(bank, new LoraCheckpoint.State(step, lossBefore, curve));
    }

    /** What a checkpoint belongs to: another base, other rows or settings must not be resumed. */
    private String identity() {
        StringBuilder text = new StringBuilder(base.digest())
                .append(configuration.settings())
                .append(leftOut);
        for (TrainingRow row : rows) {
            text.append(row.leaf()).append(row.group()).append(Arrays.hashCode(row.ids()));
        }
        return LoraCheckpoint.digest(text.toString());
    }

    /** The rows of a step: one pass over all rows after the other, each in the same order. */
    private List<TrainingRow> batch(int atStep) {
        List<TrainingRow> batch = new ArrayList<>(configuration.batchRows());
        long first = (long) atStep * configuration.batchRows();
        for (int i = 0; i < configuration.batchRows(); i++) {
            batch.add(rows.get(order[(int) ((first + i) % order.length)]));
        }
        return batch;
    }

    /** One step of every slot; gives the first slot's loss. */
    private double learn(List<TrainingRow> batch, double rate) {
        try (Scope _ = Scope.open()) {
            ResponseTokens targets = ResponseTokens.of(batch);
            Tensor hidden = base.decoder().hidden(repeated(batch), bank.bank());
            List<Tensor> losses = new ArrayList<>();
            for (int slot = 0; slot < leftOut.size(); slot++) {
                Tensor own = hidden.narrow(0, (long) slot * batch.size(), batch.size());
                losses.add(targets.loss(base.decoder(), own, weights(batch, leftOut.get(slot))));
            }
            Tensor total = losses.getFirst();
            for (Tensor loss : losses.subList(1, losses.size())) {
                total = total.add(loss);
            }
            total.backward();
            bank.update(ADAM, step, rate);
            return losses.getFirst().item_double();
        }
    }

    private TokenBatch repeated(List<TrainingRow> batch) {
        int[][] ids = new int[leftOut.size() * batch.size()][];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = batch.get(i % batch.size()).ids();
        }
        return TokenBatch.padded(ids);
    }

    private static float[] weights(List<TrainingRow> batch, Set<Integer> without) {
        float[] weights = new float[batch.size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = without.contains(batch.get(i).group()) ? 0 : 1;
        }
        return weights;
    }

    /** The mean over all rows' response tokens under the first slot's present adapter. */
    private double meanLoss() {
        double sum = 0;
        long tokens = 0;
        try (Adapter adapter = bank.adapter(0);
                NoGradGuard _ = new NoGradGuard()) {
            for (int from = 0; from < rows.size(); from += configuration.batchRows()) {
                List<TrainingRow> batch = rows.subList(from, Math.min(rows.size(), from + configuration.batchRows()));
                ResponseTokens targets = ResponseTokens.of(batch);
                sum += targets.meanLoss(base, adapter, batch) * targets.count();
                tokens += targets.count();
            }
        }
        return sum / tokens;
    }

    private static TrainingRow cut(TrainingRow row, int maxTokens) {
        if (row.ids().length <= maxTokens) {
            return row;
        }
        if (row.promptLength() >= maxTokens) {
            throw new TrainingException("row " + row.leaf() + " has a prompt of " + row.promptLength()
                    + " tokens, which leaves no room for its response in " + maxTokens
                    + ": shorten the row or raise maxTokens");
        }
        return new TrainingRow(Arrays.copyOf(row.ids(), maxTokens), row.promptLength(), row.group(), row.leaf());
    }

    @Override
    public void close() {
        bank.close();
    }
}
