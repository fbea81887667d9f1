package org.openledger.train;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Tensors;
import org.openledger.train.descent.Adam;
import org.openledger.train.descent.LeftOut;

/**
 * How a run's last θ changes with the weight of each group of rows: dθ/dw is taken along with the run from step to step, through the
 * optimiser and through the curvature of each step's loss. From then on an answer's gradient times these vectors says, to first
 * order, what the answer would lose without each group, without looking at a row again.
 */
public final class RunTangents {
    /** A checkpoint's curvature stands for the steps of its part of the run. */
    private static final int CHECKPOINTS = 3;

    private static final int ANCHOR_TEXTS = 96;

    /** Where the curvature of a step's loss comes from. */
    public sealed interface Curvature {
        /** The Hessian itself: two runs or so for each group. */
        record Exact() implements Curvature {}

        /**
         * The Gauss–Newton matrix of all rows at three points of the run, from the gradients of responses that the model itself
         * draws (see {@link RowGradients}): its cost does not depend on the number of groups.
         *
         * @param draws responses drawn for each row
         */
        record GaussNewton(int draws) implements Curvature {
            public GaussNewton {
                if (draws < 1) {
                    throw new TrainingException("a Gauss-Newton matrix needs at least one draw a row, not " + draws);
                }
            }
        }
    }

    private final LoraRun run;
    private final RowGradients gradients;
    private final Curvature curvature;
    private final int groups;

    private RunTangents(LoraRun run, RowGradients gradients, Curvature curvature, int groups) {
        this.run = run;
        this.gradients = gradients;
        this.curvature = curvature;
        this.groups = groups;
    }

    /**
     * dθ/dw of each group, at the end of the run: [groups][numbers of θ].
     *
     * @param groups how many there are; {@code row.group()} counts in them
     * @throws CancelledException when asked to stop
     */
    public static float[][] of(
            LoraRun run, int groups, Curvature curvature, Progress progress, Cancellation cancellation) {
        run.requireLikelihood("the tangents of a run");
        try (RowGradients gradients = run.rowGradients()) {
            return new RunTangents(run, gradients, curvature, groups).walk(progress, cancellation);
        }
    }

    private float[][] walk(Progress progress, Cancellation cancellation) {
        try (Scope _ = Scope.open();
                NoGradGuard _ = new NoGradGuard();
                LoraSlot slot = run.first(LeftOut.NOBODY);
                Adam.Tangent tangent = Adam.Tangent.zero(slot.theta(), groups)) {
            List<Tensor> roots = new ArrayList<>(); // of the Gauss–Newton matrix, at most one
            try {
                for (int step = 0; step < run.steps(); step++) {
                    if (cancellation.requested()) {
                        throw new CancelledException(step, run.steps());
                    }
                    if (curvature instanceof Curvature.GaussNewton sampled && startsPart(step)) {
                        roots.forEach(Tensor::close);
                        roots.clear();
                        roots.add(root(middleOfPart(slot, step), sampled.draws(), step));
                    }
                    progress.stepDone(step + 1, run.steps(), advance(slot, tangent, roots, step));
                }
                return rows(tangent.parameter());
            } finally {
                roots.forEach(Tensor::close);
            }
        }
    }

    private boolean startsPart(int step) {
        return step == 0 || step * CHECKPOINTS / run.steps() != (step - 1) * CHECKPOINTS / run.steps();
    }

    /** θ in the middle of the part of the run that begins with this step. */
    private Tensor middleOfPart(LoraSlot slot, int step) {
        try (LoraSlot ahead = slot.copy()) {
            for (int next = step; next < step + run.steps() / (2 * CHECKPOINTS); next++) {
                try (Scope _ = Scope.open()) {
                    run.advance(List.of(ahead), next);
                }
            }
            return ahead.theta().clone();
        }
    }

    /** F with FᵀF ≈ the Gauss–Newton matrix of a step's loss: [rows·draws + anchors, numbers of θ]. */
    private Tensor root(Tensor theta, int draws, int seed) {
        try (Scope _ = Scope.open()) {
            List<TrainingRow> rows = run.rows();
            List<TrainingRow> anchors = run.anchorRows(ANCHOR_TEXTS);
            TensorVector parts = new TensorVector();
            double ofRows = 1.0 / ((double) draws * ResponseTokens.count(rows));
            for (int draw = 0; draw < draws; draw++) {
                parts.push_back(gradients
                        .sampled(theta, rows, (long) seed * draws + draw)
                        .mul_(Tensors.scalar(Math.sqrt(ofRows))));
            }
            if (!anchors.isEmpty()) {
                double ofAnchors = run.anchorWeight() / ResponseTokens.count(anchors);
                parts.push_back(
                        gradients.sampled(theta, anchors, -1L - seed).mul_(Tensors.scalar(Math.sqrt(ofAnchors))));
            }
            return Scope.own(torch.cat(parts, 0));
        }
    }

    /** One step of the run and of what depends on the weights; gives the loss. */
    private double advance(LoraSlot slot, Adam.Tangent tangent, List<Tensor> roots, int step) {
        try (Scope _ = Scope.open()) {
            Tensor ofGradient = curved(slot.theta(), tangent.parameter(), roots, step);
            addOwnGradients(ofGradient, slot.theta(), step);
            LoraGradients.Gradient learnt = run.advance(List.of(slot), step).getFirst();
            run.adam()
                    .push(
                            tangent,
                            run.clip().of(learnt.sum()),
                            run.clip().derivative(learnt.sum(), ofGradient),
                            slot.moments(),
                            step,
                            run.rate(step));
            return learnt.loss();
        }
    }

    /** H·dθ/dw for all groups. */
    private Tensor curved(Tensor theta, Tensor tangents, List<Tensor> roots, int step) {
        return switch (curvature) {
            case Curvature.GaussNewton _ ->
                torch.mm(torch.mm(tangents, roots.getFirst().t()), roots.getFirst());
            case Curvature.Exact _ -> {
                List<Tensor> vectors = IntStream.range(0, groups)
                        .mapToObj(group -> tangents.select(0, group))
                        .toList();
                yield torch.stack(new TensorVector(
                        run.curvature(theta, step, vectors).products().toArray(Tensor[]::new)));
            }
        };
    }

    /** What a group's rows in the batch say themselves: (1/N) Σ ∇ℓ. */
    private void addOwnGradients(Tensor ofGradient, Tensor theta, int step) {
        List<TrainingRow> batch =
                IntStream.of(run.batch(step)).mapToObj(run.rows()::get).toList();
        Tensor each = gradients.of(theta, batch).div_(Tensors.scalar(ResponseTokens.count(batch)));
        for (int row = 0; row < batch.size(); row++) {
            ofGradient.select(0, batch.get(row).group()).add_(each.select(0, row));
        }
    }

    private float[][] rows(Tensor matrix) {
        float[][] rows = new float[groups][];
        for (int group = 0; group < groups; group++) {
            rows[group] = Tensors.toFloats(matrix.select(0, group));
        }
        return rows;
    }
}
