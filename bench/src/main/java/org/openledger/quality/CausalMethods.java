package org.openledger.quality;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.openledger.attribution.influence.CounterfactualAdapters;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.quality.Method.Credit;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Tensors;
import org.openledger.train.Cancellation;
import org.openledger.train.LoraRun;
import org.openledger.train.Progress;
import org.openledger.train.RowGradients;
import org.openledger.train.RunTangents;
import org.openledger.train.RunTangents.Curvature;

/** The three modes of this project: runs without each contributor, the precomputed derivative of the run, and its exact form. */
final class CausalMethods {
    /** Responses drawn for each row. */
    private static final int DRAWS = 8;

    private final BaseModel base;
    private final Experiment experiment;
    private final RunGradients last;
    private final List<Adapter> without;
    private final double[] wholeLosses;
    private final double[][] withoutLosses;
    private final Cancellation cancellation;

    /**
     * @param last of the run's own adapter
     * @param without the adapters of the runs without each group
     * @param wholeLosses each query's loss under the run
     * @param withoutLosses the same under the run without each group: [groups][queries]
     */
    CausalMethods(
            BaseModel base,
            Experiment experiment,
            RunGradients last,
            List<Adapter> without,
            double[] wholeLosses,
            double[][] withoutLosses,
            Cancellation cancellation) {
        this.base = base;
        this.experiment = experiment;
        this.last = last;
        this.without = List.copyOf(without);
        this.wholeLosses = wholeLosses.clone();
        this.withoutLosses = withoutLosses.clone();
        this.cancellation = cancellation;
    }

    List<Method> all() {
        List<Method> methods = new ArrayList<>();
        methods.add(new Method("counterfactual", this::counterfactual));
        methods.add(shared("counterfactual, largest measured", this::largestMeasured));
        methods.add(shared("counterfactual, first order", () -> firstOrder(false)));
        methods.add(shared("counterfactual, first order, int4", () -> firstOrder(true)));
        methods.add(shared("derivative, exact", () -> derivative(new Curvature.Exact(), false)));
        methods.add(shared("derivative, Gauss-Newton, int4", () -> derivative(new Curvature.GaussNewton(DRAWS), true)));
        return methods;
    }

    private Method shared(String name, Supplier<Credit> work) {
        return new Method(
                name,
                "",
                () -> {
                    try (Scope _ = Scope.open()) {
                        return work.get();
                    }
                },
                last::cpuSeconds);
    }

    /** What each contributor's removal really did. */
    Credit counterfactual() {
        double[][] rises = new double[wholeLosses.length][withoutLosses.length];
        for (int q = 0; q < rises.length; q++) {
            for (int group = 0; group < rises[q].length; group++) {
                rises[q][group] = withoutLosses[group][q] - wholeLosses[q];
            }
        }
        return new Credit(rises, floatBytes());
    }

    /** What receipts do among many contributors: measure those that do most by the first order, and take it for the others. */
    Credit largestMeasured() {
        Credit foreseen = firstOrder();
        double[][] rises = foreseen.rises();
        double[][] measured = counterfactual().rises();
        for (int q = 0; q < rises.length; q++) {
            double[] of = rises[q];
            double[] real = measured[q];
            IntStream.range(0, of.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble((Integer group) -> Math.abs(of[group]))
                            .reversed())
                    .limit(CounterfactualAdapters.LARGEST)
                    .forEach(group -> of[group] = real[group]);
        }
        return new Credit(rises, foreseen.bytes());
    }

    private long floatBytes() {
        return (long) last.count() * experiment.groups().size() * Float.BYTES;
    }

    /** ∇L_q(θ)·(θ₋c − θ). */
    Credit firstOrder() {
        try (Scope _ = Scope.open()) {
            return firstOrder(false);
        }
    }

    private Credit firstOrder(boolean int4) {
        float[] theta = last.theta();
        List<float[]> differences = new ArrayList<>();
        try (RowGradients numbers =
                new RowGradients(base, experiment.configuration().adapter())) {
            for (Adapter adapter : without) {
                float[] difference = numbers.vector(adapter);
                for (int i = 0; i < difference.length; i++) {
                    difference[i] -= theta[i];
                }
                differences.add(difference);
            }
        }
        return along(differences, int4);
    }

    /** −∇L_q(θ)·dθ/dw. */
    private Credit derivative(Curvature curvature, boolean int4) {
        int groups = experiment.groups().size();
        try (LoraRun run = new LoraRun(base, experiment.rows(), experiment.configuration(), () -> {})) {
            float[][] tangents = RunTangents.of(run, groups, curvature, Progress.SILENT, cancellation);
            List<float[]> backwards = new ArrayList<>();
            for (float[] tangent : tangents) {
                float[] back = new float[tangent.length];
                for (int i = 0; i < back.length; i++) {
                    back[i] = -tangent[i];
                }
                backwards.add(back);
            }
            return along(backwards, int4);
        }
    }

    private Credit along(List<float[]> directions, boolean int4) {
        float[] flat = new float[directions.size() * last.count()];
        long bytes = 0;
        for (int group = 0; group < directions.size(); group++) {
            Int4 stored = Int4.of(directions.get(group));
            bytes += int4 ? stored.bytes() : (long) last.count() * Float.BYTES;
            System.arraycopy(
                    int4 ? stored.values() : directions.get(group), 0, flat, group * last.count(), last.count());
        }
        Tensor matrix = Tensors.floats(flat, directions.size(), last.count());
        return new Credit(GradientMethods.product(last.queries(), matrix), bytes);
    }
}
