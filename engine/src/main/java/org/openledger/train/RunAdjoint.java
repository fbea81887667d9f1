package org.openledger.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.openledger.model.Adapter;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Tensors;

/**
 * How a number that depends on a run's last θ changes with the weight of every row of the run, exactly to first order: the run is
 * taken back step by step, through the optimiser and through the curvature of each step's loss (D. Maclaurin et al.,
 * "Gradient-based hyperparameter optimization through reversible learning", 2015; A. Ilyas, L. Engstrom, "MAGIC", 2025). The states of
 * the run are not kept: it is walked once more from every √T-th state.
 *
 * <p>Costs about four runs for one number, and a little less than two more for each further one.
 */
public final class RunAdjoint implements AutoCloseable {
    private final LoraRun run;
    private final int segment;
    private final List<LoraSlot> kept = new ArrayList<>();
    private final LoraSlot last;

    /** A step of the run: θ before it, what it learnt, and the moments after it. */
    private record Step(Tensor theta, Tensor gradient, Adam.Moments after) implements AutoCloseable {
        @Override
        public void close() {
            theta.close();
            gradient.close();
            after.close();
        }
    }

    /**
     * Walks the run to its end.
     *
     * @throws CancelledException when asked to stop
     */
    public RunAdjoint(LoraRun run, Progress progress, Cancellation cancellation) {
        this.run = run;
        this.segment = (int) Math.ceil(Math.sqrt(run.steps()));
        this.last = run.first(Set.of());
        try {
            for (int step = 0; step < run.steps(); step++) {
                stopIf(cancellation, step);
                if (step % segment == 0) {
                    kept.add(last.copy());
                }
                double loss = forward(last, step);
                progress.stepDone(step + 1, 3 * run.steps(), loss);
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

    private void stopIf(Cancellation cancellation, int step) {
        if (cancellation.requested()) {
            throw new CancelledException(step, run.steps());
        }
    }

    /** The adapter that the run ends in; the caller closes it. */
    public Adapter adapter() {
        return run.adapter(last.theta());
    }

    /**
     * ∂/∂w of each number, for the weight w of each row: [numbers][rows of the run].
     *
     * @param gradients of the numbers with respect to the last θ
     * @throws CancelledException when asked to stop
     */
    public double[][] pullBack(List<float[]> gradients, Progress progress, Cancellation cancellation) {
        double[][] owed = new double[gradients.size()][run.rows().size()];
        List<Adam.Cotangent> cotangents = new ArrayList<>();
        try (Scope _ = Scope.open();
                NoGradGuard _ = new NoGradGuard()) {
            for (float[] gradient : gradients) {
                cotangents.add(Adam.Cotangent.of(Tensors.floats(gradient, gradient.length)
                        .to(last.theta().scalar_type())));
            }
            for (int at = kept.size() - 1; at >= 0; at--) {
                pullBack(at, cotangents, owed, progress, cancellation);
            }
        } finally {
            cotangents.forEach(Adam.Cotangent::close);
        }
        return owed;
    }

    private void pullBack(
            int at, List<Adam.Cotangent> cotangents, double[][] owed, Progress progress, Cancellation cancellation) {
        int from = at * segment;
        List<Step> steps = new ArrayList<>();
        try (LoraSlot slot = kept.get(at).copy()) {
            for (int step = from; step < Math.min(run.steps(), from + segment); step++) {
                stopIf(cancellation, run.steps() - step);
                steps.add(step(slot, step));
            }
            for (int i = steps.size() - 1; i >= 0; i--) {
                stopIf(cancellation, run.steps() - from - i);
                pullBack(steps.get(i), from + i, cotangents, owed);
                progress.stepDone(3 * run.steps() - 2 * (from + i), 3 * run.steps(), 0);
            }
        } finally {
            steps.forEach(Step::close);
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

    private void pullBack(Step done, int step, List<Adam.Cotangent> cotangents, double[][] owed) {
        try (Scope _ = Scope.open()) {
            List<Tensor> ofGradient = cotangents.stream()
                    .map(each -> LoraRun.ADAM.pull(each, done.gradient(), done.after(), step, run.rate(step)))
                    .toList();
            LoraGradients.Curvature curvature = run.curvature(done.theta(), step, ofGradient);
            int[] batch = run.batch(step);
            for (int number = 0; number < owed.length; number++) {
                cotangents.get(number).parameter().add_(curvature.products().get(number));
                for (int i = 0; i < batch.length; i++) {
                    owed[number][batch[i]] += curvature.slopes()[number][i];
                }
            }
        }
    }

    @Override
    public void close() {
        last.close();
        kept.forEach(LoraSlot::close);
    }
}
