package org.openledger.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleSupplier;
import org.bytedeco.pytorch.NoGradGuard;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.tensor.Scope;
import org.openledger.train.descent.EarlyStop;
import org.openledger.train.descent.LeftOut;

/**
 * Fine-tunes K adapters at once on the same batches. Slot k learns from all rows but those of the groups it leaves out: these
 * have weight 0 in
 *
 * <pre>L_t(θ, w) = (1/N) Σ over the batch's N response tokens i of w(group of i) · −log p_i(θ)</pre>
 *
 * plus the divergence from the base over texts of its own ({@link BaseAnchors}), and N stays, so that slots differ by nothing else. With no group left out slot 0 is the run itself; the others are its
 * counterfactuals (leave one contributor out).
 *
 * <p>Deterministic: the same rows, configuration and machine give the same bits, whether or not the run was interrupted, however
 * many adapters train together. Nothing is random after the first weights and the order of the rows: there is no dropout.
 */
public final class LoraTrainer implements AutoCloseable {
    private static final int CHECKPOINT_STEPS = 20;

    private final BaseModel base;
    private final LoraConfiguration configuration;
    private final Cancellation cancellation;
    private final LoraRun run;
    private final List<LoraSlot> slots = new ArrayList<>();
    private final List<LossPoint> curve = new ArrayList<>();
    private final Optional<EarlyStop> stop;
    private final List<TrainingRow> heldOut;
    /** What rows held out cost at each look. */
    private final List<Double> looks = new ArrayList<>();

    private double lossBefore;

    /**
     * What came of a run.
     *
     * @param adapters one a slot; the caller owns them
     * @param lossBefore mean loss of a response token over all rows under the base, in nats
     * @param lossAfter the same under the first slot's adapter
     * @param curve the first slot's loss by step, as many as the adapters took
     * @param seconds wall time of this call
     */
    public record Outcome(
            List<Adapter> adapters, double lossBefore, double lossAfter, List<LossPoint> curve, double seconds) {}

    private LoraTrainer(
            BaseModel base,
            LoraRun run,
            List<LeftOut> leftOut,
            Optional<EarlyStop> stop,
            List<TrainingRow> heldOut,
            Cancellation cancellation) {
        if (leftOut.isEmpty()) {
            throw new TrainingException("there is nothing to train: a run needs at least one slot");
        }
        if (stop.isPresent() && heldOut.isEmpty()) {
            throw new TrainingException("a run stops early by rows held out: hold out at least one");
        }
        this.stop = stop;
        this.heldOut = heldOut;
        this.base = base;
        this.configuration = run.configuration();
        this.cancellation = cancellation;
        this.run = run;
        leftOut.forEach(groups -> slots.add(run.first(groups)));
        if (stop.isPresent()) {
            slots.add(run.first(LeftOut.NOBODY)); // the first slot as it was at its best
        }
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
        return train(
                base,
                rows,
                configuration,
                leftOut.stream().map(LeftOut::wholly).toList(),
                Optional.empty(),
                List.of(),
                checkpoint,
                progress,
                cancellation);
    }

    /**
     * The same of a run that is prepared already, where rows may weigh a little, without looking at the loss of all rows. Several calls
     * take the steps of one run, which the caller closes.
     *
     * @return the adapters, one a slot; the caller owns them
     */
    public static List<Adapter> train(
            BaseModel base,
            LoraRun run,
            List<LeftOut> leftOut,
            Optional<Path> checkpoint,
            Progress progress,
            Cancellation cancellation) {
        try (LoraTrainer trainer = new LoraTrainer(base, run, leftOut, Optional.empty(), List.of(), cancellation)) {
            trainer.run(checkpoint, progress, () -> 0);
            return trainer.adapters(leftOut.size());
        }
    }

    /**
     * Runs a single adapter of all rows, to where it is best on rows held out if that is asked for.
     *
     * @throws CancelledException when asked to stop; the checkpoint then holds the last step
     */
    public static Outcome train(
            BaseModel base,
            List<TrainingRow> rows,
            LoraConfiguration configuration,
            Optional<EarlyStop> stop,
            List<TrainingRow> heldOut,
            Optional<Path> checkpoint,
            Progress progress,
            Cancellation cancellation) {
        return train(
                base, rows, configuration, List.of(LeftOut.NOBODY), stop, heldOut, checkpoint, progress, cancellation);
    }

    private static Outcome train(
            BaseModel base,
            List<TrainingRow> rows,
            LoraConfiguration configuration,
            List<LeftOut> leftOut,
            Optional<EarlyStop> stop,
            List<TrainingRow> heldOut,
            Optional<Path> checkpoint,
            Progress progress,
            Cancellation cancellation) {
        long start = System.nanoTime();
        Runnable check = () -> {
            if (cancellation.requested()) {
                throw new CancelledException(0, configuration.stepsTaken());
            }
        };
        try (LoraRun run = new LoraRun(base, rows, configuration, check);
                LoraTrainer trainer = new LoraTrainer(base, run, leftOut, stop, heldOut, cancellation)) {
            trainer.run(checkpoint, progress, trainer::meanLossOfBase);
            return new Outcome(
                    trainer.adapters(leftOut.size()),
                    trainer.lossBefore,
                    trainer.meanLoss(),
                    List.copyOf(trainer.curve),
                    (System.nanoTime() - start) / 1e9);
        }
    }

    private List<Adapter> adapters(int count) {
        return slots.subList(0, count).stream()
                .map(slot -> run.adapter(slot.theta()))
                .toList();
    }

    /** @param before the loss of all rows, asked where the run begins */
    private void run(Optional<Path> file, Progress progress, DoubleSupplier before) {
        Optional<LoraCheckpoint> checkpoint = file.map(path -> new LoraCheckpoint(path, identity()));
        if (!checkpoint.map(this::resume).orElse(false)) {
            lossBefore = before.getAsDouble();
        }
        for (int step = curve.size(); step < configuration.stepsTaken() && !hasEnded(); step++) {
            if (cancellation.requested()) {
                checkpoint.ifPresent(this::save);
            }
            check();
            double loss = learn(step);
            curve.add(new LossPoint(step + 1, loss));
            stop.ifPresent(this::look);
            if ((step + 1) % CHECKPOINT_STEPS == 0 || step + 1 == configuration.stepsTaken()) {
                checkpoint.ifPresent(this::save);
            }
            progress.stepDone(step + 1, configuration.stepsTaken(), loss);
            progress.adapterSoFar(
                    step + 1,
                    configuration.stepsTaken(),
                    () -> run.adapter(slots.getFirst().theta()));
        }
        stop.ifPresent(this::takeBest);
    }

    private boolean hasEnded() {
        return stop.filter(each -> each.reached(looks)).isPresent();
    }

    /** Looks at the rows held out, where it is time to, and keeps the adapter that is best on them. */
    private void look(EarlyStop by) {
        int done = curve.size();
        if (done % by.every(configuration.steps()) == 0 || done == configuration.stepsTaken()) {
            looks.add(run.meanLoss(slots.getFirst().theta(), heldOut, this::check));
            if (EarlyStop.best(looks) == looks.size() - 1) {
                keepBest(slots.getLast(), slots.getFirst());
            }
        }
    }

    private static void keepBest(LoraSlot best, LoraSlot now) {
        try (NoGradGuard _ = new NoGradGuard()) {
            best.theta().copy_(now.theta());
        }
    }

    /** Takes the first slot back to where it was best. */
    private void takeBest(EarlyStop by) {
        keepBest(slots.getFirst(), slots.getLast());
        int steps = Math.min(configuration.stepsTaken(), (EarlyStop.best(looks) + 1) * by.every(configuration.steps()));
        curve.subList(steps, curve.size()).clear();
    }

    /** Asked between any two computations, for those before and after the steps can take as long as many of them. */
    private void check() {
        if (cancellation.requested()) {
            throw new CancelledException(curve.size(), configuration.stepsTaken());
        }
    }

    private boolean resume(LoraCheckpoint checkpoint) {
        Optional<LoraCheckpoint.State> state = checkpoint.load(slots);
        state.ifPresent(found -> {
            lossBefore = found.lossBefore();
            curve.addAll(found.curve());
            looks.addAll(found.looks());
        });
        return state.isPresent();
    }

    private void save(LoraCheckpoint checkpoint) {
        checkpoint.save(slots, new LoraCheckpoint.State(lossBefore, curve, looks));
    }

    /** What a checkpoint belongs to: another base, other rows or settings must not be resumed. */
    private String identity() {
        StringBuilder text = new StringBuilder(base.digest()).append(configuration.settings());
        slots.forEach(slot -> text.append(slot.leftOut()));
        for (TrainingRow row : run.rows()) {
            text.append(row.leaf())
                    .append('/')
                    .append(row.group())
                    .append('/')
                    .append(row.promptLength())
                    .append(Arrays.toString(row.ids()));
            if (row.earlier().length > 0) {
                text.append("turns").append(Arrays.toString(row.earlier()));
            }
            if (row.rejected().length > 0) {
                text.append(Arrays.toString(row.rejected()));
            }
        }
        stop.ifPresent(each -> text.append(each.patience())
                .append(heldOut.stream().map(TrainingRow::leaf).toList()));
        return LoraCheckpoint.digest(text.toString());
    }

    /** One step of every slot; gives the first slot's loss. */
    private double learn(int step) {
        try (Scope _ = Scope.open()) {
            List<LoraSlot> learning = stop.isPresent() ? slots.subList(0, slots.size() - 1) : slots;
            return run.advance(learning, step).getFirst().loss();
        }
    }

    private double meanLossOfBase() {
        return run.meanLossOfBase(this::check);
    }

    private double meanLoss() {
        return run.meanLoss(slots.getFirst().theta(), this::check);
    }

    @Override
    public void close() {
        slots.forEach(LoraSlot::close);
    }
}
