package org.openledger.train;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.openledger.model.Adapter;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Tensors;
import org.openledger.train.descent.Adam;

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
    private final RunWalk walk;

    /**
     * Walks the run to its end.
     *
     * @throws CancelledException when asked to stop
     */
    public RunAdjoint(LoraRun run, Progress progress, Cancellation cancellation) {
        this.run = run;
        this.walk = new RunWalk(run, (step, steps, loss) -> progress.stepDone(step, 3 * steps, loss), cancellation);
    }

    /** The adapter that the run ends in; the caller closes it. */
    public Adapter adapter() {
        return walk.adapter();
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
                        .to(walk.ending().scalar_type())));
            }
            for (int at = walk.segments() - 1; at >= 0; at--) {
                pullBack(at, cotangents, owed, progress, cancellation);
            }
        } finally {
            cotangents.forEach(Adam.Cotangent::close);
        }
        return owed;
    }

    private void pullBack(
            int at, List<Adam.Cotangent> cotangents, double[][] owed, Progress progress, Cancellation cancellation) {
        try (RunWalk.Segment segment = walk.again(at, cancellation)) {
            for (int i = segment.steps().size() - 1; i >= 0; i--) {
                int step = segment.from() + i;
                run.stopIf(cancellation, run.steps() - step);
                pullBack(segment.steps().get(i), step, cotangents, owed);
                progress.stepDone(3 * run.steps() - 2 * step, 3 * run.steps(), 0);
            }
        }
    }

    private void pullBack(RunWalk.Step done, int step, List<Adam.Cotangent> cotangents, double[][] owed) {
        try (Scope _ = Scope.open()) {
            Tensor taken = run.clip().of(done.gradient());
            List<Tensor> ofGradient = cotangents.stream()
                    .map(each -> run.adam().pull(each, taken, done.after(), step, run.rate(step)))
                    .map(each -> run.clip().derivative(done.gradient(), each))
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
        walk.close();
    }
}
