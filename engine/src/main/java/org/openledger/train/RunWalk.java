package org.openledger.train;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.openledger.model.Adapter;
import org.openledger.tensor.Scope;
import org.openledger.train.descent.Adam;
import org.openledger.train.descent.LeftOut;

/**
 * A run walked to its end, so that its steps can be walked again from the last segment to the first: every √T-th state is kept, and
 * the steps of one segment at a time are made again from it, to the same bits.
 */
final class RunWalk implements AutoCloseable {
    private final LoraRun run;
    private final int segment;
    private final List<LoraSlot> kept = new ArrayList<>();
    private final LoraSlot last;

    /** A step of the run: θ before it, what it learnt, and the moments after it. */
    record Step(Tensor theta, Tensor gradient, Adam.Moments after) implements AutoCloseable {
        @Override
        public void close() {
            theta.close();
            gradient.close();
            after.close();
        }
    }

    /** Steps that follow each other, from the step {@code from} on. */
    record Segment(int from, List<Step> steps) implements AutoCloseable {
        @Override
        public void close() {
            steps.forEach(Step::close);
        }
    }

    /** @throws CancelledException when asked to stop */
    RunWalk(LoraRun run, Progress progress, Cancellation cancellation) {
        this.run = run;
        this.segment = (int) Math.ceil(Math.sqrt(run.steps()));
        this.last = run.first(LeftOut.NOBODY);
        try {
            for (int step = 0; step < run.steps(); step++) {
                run.stopIf(cancellation, step);
                if (step % segment == 0) {
                    kept.add(last.copy());
                }
                progress.stepDone(step + 1, run.steps(), forward(last, step));
            }
        } catch (RuntimeException stopped) {
            close();
            throw stopped;
        }
    }

    private double forward(LoraSlot slot, int step) {
        try (Scope _ = Scope.open()) {
            return run.advance(List.of(slot), step).getFirst().loss();
        }
    }

    /** θ after the last step. */
    Tensor ending() {
        return last.theta();
    }

    /** The adapter that the run ends in; the caller closes it. */
    Adapter adapter() {
        return run.adapter(ending());
    }

    int segments() {
        return kept.size();
    }

    /**
     * The steps of a segment, made again; the caller closes them.
     *
     * @throws CancelledException when asked to stop
     */
    Segment again(int at, Cancellation cancellation) {
        int from = at * segment;
        List<Step> steps = new ArrayList<>();
        try (LoraSlot slot = kept.get(at).copy()) {
            for (int step = from; step < Math.min(run.steps(), from + segment); step++) {
                run.stopIf(cancellation, run.steps() - step);
                steps.add(step(slot, step));
            }
            return new Segment(from, steps);
        } catch (RuntimeException stopped) {
            steps.forEach(Step::close);
            throw stopped;
        }
    }

    private Step step(LoraSlot slot, int step) {
        try (Scope _ = Scope.open()) {
            Tensor before = Scope.own(slot.theta().clone());
            Tensor gradient =
                    Scope.own(run.advance(List.of(slot), step).getFirst().sum());
            return new Step(before, gradient, slot.moments().copy());
        }
    }

    @Override
    public void close() {
        last.close();
        kept.forEach(LoraSlot::close);
    }
}
