package org.openledger.train;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.openledger.model.Adapter;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Tensors;

/**
 * By how many nats each row of a run lowered the loss on rows that were held out, while the run went on: in-run data Shapley of first
 * order (J. T. Wang, P. Mittal, D. Song, R. Jia, "Data Shapley in one training run", arXiv:2406.11011), carried from plain descent to
 * Adam with momentum. A step takes the held-out loss down by ⟨∇L, θ_t − θ_{t+1}⟩, and that difference is a sum over the rows whose
 * gradients the first moment holds:
 *
 * <pre>
 * θ_t − θ_{t+1} = η_t/(c₁D_t) ⊙ m_t,   m_t = Σ_{s≤t} (1−β₁) β₁^{t−s} g_s,   g_s = (1/N_s) Σ_i g_{i,s} + anchors
 * u_t = η_t/(c₁D_t) ⊙ ∇L_t,            U_s = Σ_{t≥s} (1−β₁) β₁^{t−s} u_t
 * value of row i = Σ_s ⟨U_s, g_{i,s}⟩ / N_s over the steps s that take it
 * </pre>
 *
 * So all values, that of the texts on which the adapter is held to the base included, sum to Σ_t ⟨∇L_t, θ_t − θ_{t+1}⟩. ∇L_t is
 * taken in the middle of the step, from the gradients at both of its ends, and not at its beginning as in the paper: then the sum is
 * the fall of the loss up to the third order of the step (the trapezoidal rule). D_t is taken as it was, whoever's gradients made it.
 *
 * <p>Costs the run twice (once to its end, once more segment by segment, see {@link RunWalk}), the gradients of its rows, and about
 * one more run for those of the held-out rows: where these are many, ∇L is computed at every k-th step only and is taken to be linear
 * between.
 */
public final class RunValues implements AutoCloseable {
    /** A run to its end, and then twice as much again and again. */
    private static final int PARTS = 4;

    private final LoraRun run;
    private final RunWalk walk;

    /**
     * What rows did.
     *
     * @param ofRows by how many nats each row of the run lowered the mean loss of a held-out token
     * @param ofAnchors the same of the texts on which the adapter is held to the base
     * @param lossBefore mean loss of a held-out response token under the base, in nats
     * @param lossAfter the same at the end of the run
     */
    @SuppressWarnings("ArrayRecordComponent") // read once
    public record Values(double[] ofRows, double ofAnchors, double lossBefore, double lossAfter) {
        /** What the values sum to: the fall of the loss, but for the curvature within steps. */
        public double sum() {
            return Arrays.stream(ofRows).sum() + ofAnchors;
        }
    }

    /** The gradient of the held-out loss at the start of a step. */
    private record Knot(int step, Tensor gradient) implements AutoCloseable {
        @Override
        public void close() {
            gradient.close();
        }
    }

    /**
     * Walks the run to its end.
     *
     * @throws CancelledException when asked to stop
     */
    public RunValues(LoraRun run, Progress progress, Cancellation cancellation) {
        run.requirePlainDescent();
        this.run = run;
        this.walk = new RunWalk(run, (step, steps, loss) -> progress.stepDone(step, PARTS * steps, loss), cancellation);
    }

    /** The adapter that the run ends in; the caller closes it. */
    public Adapter adapter() {
        return walk.adapter();
    }

    /**
     * What each row did for the loss on some rows, of which the run should have learnt none.
     *
     * @throws TrainingException when no row is given
     * @throws CancelledException when asked to stop
     */
    public Values of(List<TrainingRow> heldOut, Progress progress, Cancellation cancellation) {
        return of(heldOut, stride(heldOut), progress, cancellation);
    }

    /** So many steps apart that the held-out rows cost about what the run's own do. */
    private int stride(List<TrainingRow> heldOut) {
        double tokensOfStep =
                ResponseTokens.count(run.rows()) / (double) run.rows().size() * run.batch(0).length;
        return (int) Math.max(1, Math.ceil(ResponseTokens.count(heldOut) / tokensOfStep));
    }

    /** @param stride steps from one gradient of the held-out loss to the next, never past the end of a segment */
    Values of(List<TrainingRow> heldOut, int stride, Progress progress, Cancellation cancellation) {
        if (heldOut.isEmpty()) {
            throw new TrainingException("what rows do for a loss is measured on rows held out: hold out at least one");
        }
        try (Scope _ = Scope.open();
                NoGradGuard _ = new NoGradGuard();
                Way way = new Way(run.fitting(heldOut), stride)) {
            return way.back(progress, cancellation);
        }
    }

    @Override
    public void close() {
        walk.close();
    }

    /** The way back through the run, and what was found on it. */
    private final class Way implements AutoCloseable {
        private final List<TrainingRow> heldOut;
        private final int stride;
        private final RowGradients gradients = run.rowGradients();
        private final Tensor owed = torch.zeros_like(walk.ending()); // Σ β₁^{t−s} (1−β₁) u_t of the steps behind
        private final double[] ofRows = new double[run.rows().size()];
        private final double lossAfter;
        private double ofAnchors;
        private double lossBefore;
        private Knot later;

        Way(List<TrainingRow> heldOut, int stride) {
            this.heldOut = heldOut;
            this.stride = stride;
            LoraGradients.Gradient atEnd = run.lossGradient(walk.ending(), heldOut);
            this.lossAfter = atEnd.loss();
            this.later = new Knot(run.steps(), Scope.own(atEnd.sum()));
        }

        Values back(Progress progress, Cancellation cancellation) {
            for (int at = walk.segments() - 1; at >= 0; at--) {
                try (RunWalk.Segment segment = walk.again(at, cancellation)) {
                    int end = segment.steps().size();
                    while (end > 0) {
                        int from = (end - 1) / stride * stride;
                        back(segment, from, end, progress, cancellation);
                        end = from;
                    }
                }
            }
            return new Values(ofRows, ofAnchors, lossBefore, lossAfter);
        }

        /** Over the steps of a segment between two gradients of the held-out loss. */
        private void back(RunWalk.Segment segment, int from, int end, Progress progress, Cancellation cancellation) {
            Knot earlier = knot(segment.steps().get(from).theta(), segment.from() + from);
            for (int i = end - 1; i >= from; i--) {
                int step = segment.from() + i;
                run.stopIf(cancellation, run.steps() - step);
                back(segment.steps().get(i), step, earlier);
                progress.stepDone(PARTS * run.steps() - (PARTS - 1) * step, PARTS * run.steps(), 0);
            }
            later.close();
            later = earlier;
        }

        private Knot knot(Tensor theta, int step) {
            try (Scope _ = Scope.open()) {
                LoraGradients.Gradient gradient = run.lossGradient(theta, heldOut);
                lossBefore = gradient.loss(); // the last one that is asked for is that before the first step
                return new Knot(step, Scope.own(gradient.sum()));
            }
        }

        private void back(RunWalk.Step done, int step, Knot earlier) {
            try (Scope _ = Scope.open()) {
                double part = (step + 0.5 - earlier.step()) / (later.step() - earlier.step());
                Tensor ofLoss = earlier.gradient().lerp(later.gradient(), Tensors.scalar(part));
                Tensor ofGradient = run.adam().pullToFirst(owed, ofLoss, done.after(), step, run.rate(step));
                int[] batch = run.batch(step);
                List<TrainingRow> rows =
                        Arrays.stream(batch).mapToObj(run.rows()::get).toList();
                double[] along = gradients.along(done.theta(), rows, ofGradient);
                double tokens = ResponseTokens.count(rows);
                double ofAll = done.gradient().dot(ofGradient).item_double();
                for (int i = 0; i < batch.length; i++) {
                    ofRows[batch[i]] += along[i] / tokens;
                    ofAll -= along[i] / tokens;
                }
                ofAnchors += ofAll;
            }
        }

        @Override
        public void close() {
            later.close();
            gradients.close();
        }
    }
}
