package org.openledger.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.quality.Method.Credit;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Seeds;
import org.openledger.tensor.Tensors;
import org.openledger.train.KroneckerFactors;
import org.openledger.train.LoraRun;

/** Methods that compare gradients of rows with those of an answer. */
final class GradientMethods {
    private static final List<Double> DAMPINGS = List.of(0.01, 0.1, 1.0);
    private static final List<Integer> TRACIN_QUARTERS = List.of(1, 2, 3);
    private static final int TRAK_DIMENSIONS = 1024;
    private static final int TRAK_NUMBERS_AT_ONCE = 4096;
    private static final long SEED = 5;

    private final BaseModel base;
    private final Experiment experiment;
    private final RunGradients last;
    private final List<Adapter> otherSeeds;

    /**
     * @param last of the run's own adapter
     * @param otherSeeds adapters of the same run with other seeds, for TRAK
     */
    GradientMethods(BaseModel base, Experiment experiment, RunGradients last, List<Adapter> otherSeeds) {
        this.base = base;
        this.experiment = experiment;
        this.last = last;
        this.otherSeeds = List.copyOf(otherSeeds);
    }

    List<Method> all() {
        List<Method> methods = new ArrayList<>();
        methods.add(shared("grad-dot", "", this::dot));
        methods.add(shared("grad-cos", "", this::cosine));
        methods.add(shared("TracIn", "", this::tracIn));
        for (double damping : DAMPINGS) {
            methods.add(shared("DataInf", "damping " + damping, () -> dataInf(damping)));
            methods.add(shared("TRAK", "damping " + damping, () -> trak(damping)));
            methods.add(shared("EK-FAC influence", "damping " + damping, () -> kroneckerInfluence(damping)));
        }
        return methods;
    }

    private Method shared(String name, String setting, Supplier<Credit> work) {
        return new Method(
                name,
                setting,
                () -> {
                    try (Scope _ = Scope.open()) {
                        return work.get();
                    }
                },
                last::cpuSeconds);
    }

    private long rowBytes() {
        return (long) last.count() * experiment.rows().size() * Float.BYTES;
    }

    private long groupBytes() {
        return (long) last.count() * experiment.groups().size() * Float.BYTES;
    }

    /** ∇L_q · Σ ∇ℓ_i over a group's rows. */
    private Credit dot() {
        return new Credit(product(last.queries(), last.byGroup(last.rows())), groupBytes());
    }

    private Credit cosine() {
        Tensor lengths = last.rows().square().sum(1).sqrt().unsqueeze(1);
        Tensor directions = last.rows().div(lengths.add(Tensors.scalar(Float.MIN_NORMAL)));
        return new Credit(product(last.queries(), last.byGroup(directions)), groupBytes());
    }

    /** Grad-dot summed over checkpoints of the run by their rates (G. Pruthi et al., 2020). */
    private Credit tracIn() {
        int steps = experiment.configuration().steps();
        double[][] sum = product(last.queries(), last.byGroup(last.rows()));
        int checkpoints = 1;
        try (LoraRun run = new LoraRun(base, experiment.rows(), experiment.configuration(), () -> {})) {
            List<Integer> at = TRACIN_QUARTERS.stream()
                    .map(quarter -> steps * quarter / 4)
                    .filter(step -> step > 0)
                    .toList();
            List<Adapter> adapters = run.adaptersAfter(at);
            for (int i = 0; i < at.size(); i++) {
                try (Scope _ = Scope.open();
                        Adapter adapter = adapters.get(i);
                        RunGradients gradients = new RunGradients(base, adapter, experiment)) {
                    double weight = run.rate(at.get(i) - 1) / run.rate(steps - 1);
                    add(sum, product(gradients.queries(), gradients.byGroup(gradients.rows())), weight);
                    checkpoints++;
                }
            }
        }
        return new Credit(sum, checkpoints * groupBytes());
    }

    /** The closed form for low-rank adapters, layer by layer (Y. Kwon et al., "DataInf", 2024). */
    private Credit dataInf(double damping) {
        double[][] sum =
                new double[experiment.queries().size()][experiment.groups().size()];
        int from = 0;
        double rows = experiment.rows().size();
        for (int size : last.blocks()) {
            try (Scope _ = Scope.open()) {
                Tensor ofRows = last.rows().narrow(1, from, size);
                Tensor ofGroups = last.byGroup(ofRows);
                Tensor squares = ofRows.square().sum(1);
                double lambda = Math.max(damping * squares.mean().item_double() / size, 1e-12);
                Tensor scaled = ofRows.div(squares.add(Tensors.scalar(lambda)).unsqueeze(1));
                Tensor known = torch.mm(torch.mm(ofGroups, ofRows.t()), scaled).div(Tensors.scalar(rows));
                Tensor solved = ofGroups.sub(known).div(Tensors.scalar(lambda));
                add(sum, product(last.queries().narrow(1, from, size), solved), 1);
            }
            from += size;
        }
        return new Credit(sum, rowBytes());
    }

    private Credit kroneckerInfluence(double damping) {
        try (KroneckerFactors factors = last.kroneckerFactors(SEED)) {
            Tensor solved = factors.solve(last.byGroup(last.rows()), damping);
            return new Credit(product(last.queries(), solved), groupBytes());
        }
    }

    /** Projected gradients of several runs, whitened by their second moments (S. M. Park et al., 2023). */
    private Credit trak(double damping) {
        double[][] sum = projected(last, damping);
        for (Adapter adapter : otherSeeds) {
            try (Scope _ = Scope.open();
                    RunGradients gradients = new RunGradients(base, adapter, experiment)) {
                add(sum, projected(gradients, damping), 1);
            }
        }
        long bytes = (long) TRAK_DIMENSIONS * experiment.rows().size() * Float.BYTES * (otherSeeds.size() + 1);
        return new Credit(sum, bytes);
    }

    private double[][] projected(RunGradients gradients, double damping) {
        try (Scope _ = Scope.open()) {
            Tensor rows = projected(gradients.rows());
            Tensor queries = projected(gradients.queries());
            Tensor moments = torch.mm(rows.t(), rows);
            double lambda = damping * moments.diagonal().mean().item_double();
            Tensor damped = moments.add(Tensors.identity(TRAK_DIMENSIONS).mul(Tensors.scalar(lambda)));
            return product(
                    queries,
                    gradients.byGroup(torch.linalg_solve(damped, rows.t()).t().contiguous()));
        }
    }

    /** A random projection that keeps products in the mean: [n, dimensions], in the caller's scope. */
    private static Tensor projected(Tensor vectors) {
        try (Scope scope = Scope.open()) {
            Tensor sum = Tensors.zeros(vectors.size(0), TRAK_DIMENSIONS);
            Random random = Seeds.stream(SEED, "projection");
            int length = Math.toIntExact(vectors.size(1));
            for (int from = 0; from < length; from += TRAK_NUMBERS_AT_ONCE) {
                try (Scope _ = Scope.open()) {
                    int count = Math.min(TRAK_NUMBERS_AT_ONCE, length - from);
                    float[] signs = new float[count * TRAK_DIMENSIONS];
                    long bits = 0;
                    for (int i = 0; i < signs.length; i++) {
                        bits = i % Long.SIZE == 0 ? random.nextLong() : bits >>> 1;
                        signs[i] = (bits & 1) == 0 ? -1 : 1;
                    }
                    sum.add_(torch.mm(vectors.narrow(1, from, count), Tensors.floats(signs, count, TRAK_DIMENSIONS)));
                }
            }
            return scope.keep(sum.div_(Tensors.scalar(Math.sqrt(TRAK_DIMENSIONS))));
        }
    }

    /** Queries times groups: [queries][groups]. */
    static double[][] product(Tensor queries, Tensor groups) {
        try (Scope _ = Scope.open()) {
            Tensor products = torch.mm(queries, groups.t());
            double[] flat = Tensors.toDoubles(products);
            int width = Math.toIntExact(products.size(1));
            double[][] rows = new double[Math.toIntExact(products.size(0))][width];
            for (int row = 0; row < rows.length; row++) {
                System.arraycopy(flat, row * width, rows[row], 0, width);
            }
            return rows;
        }
    }

    private static void add(double[][] sum, double[][] other, double weight) {
        for (int row = 0; row < sum.length; row++) {
            for (int i = 0; i < sum[row].length; i++) {
                sum[row][i] += weight * other[row][i];
            }
        }
    }
}
