package org.openledger.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;
import org.openledger.model.LoraBank;
import org.openledger.tensor.Processors;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Tensors;
import org.openledger.train.descent.Derivative;
import org.openledger.train.descent.LeftOut;
import org.openledger.train.descent.StepBank;
import org.openledger.train.descent.WaysBack;

/**
 * The gradients of several adapters on one batch. The work is cut into pieces, an adapter's rows in {@value #PARTS} parts of like
 * length (which saves padding); each piece is computed by one thread, and the pieces are summed in a fixed order. So the result
 * depends neither on the number of processors nor on how many adapters there are, to the last bit.
 */
final class LoraGradients implements AutoCloseable {
    /** A constant, for another number of parts rounds differently. */
    private static final int PARTS = 2;

    private static final Piece NOTHING = new Piece(null, 0);

    private final LowerLayers layers;
    private final RowLoss loss;
    private final LoraParameters parameters;
    private final LoraOptions options;
    private final Derivative derivative;
    private final WaysBack waysBack = new WaysBack();
    private final Processors processors = new Processors();

    LoraGradients(RowLoss loss, LoraParameters parameters, LoraOptions options, Derivative derivative) {
        this.derivative = derivative;
        this.loss = loss;
        this.layers = loss.layers();
        this.options = options;
        this.parameters = parameters;
    }

    /**
     * What one adapter learns from a batch.
     *
     * @param sum the gradient of the loss, in the caller's scope
     * @param loss the mean loss of the batch's response tokens, or rows, that weigh in it, in nats
     */
    record Gradient(Tensor sum, double loss) {}

    /**
     * How the loss of a batch curves at one θ.
     *
     * @param products ∇²L·u for each vector u, in the caller's scope
     * @param slopes by vector and row of the batch, ⟨∇ℓ, u⟩ of the row's part of the loss: [vectors][rows]
     */
    @SuppressWarnings("ArrayRecordComponent") // numbers in a tight loop, read once
    record Curvature(List<Tensor> products, double[][] slopes) {}

    private record Piece(@Nullable Tensor gradient, double loss) {}

    /**
     * Each slot's gradient of the mean loss of a unit of the whole batch, of which its own rows weigh, plus the divergence from
     * the base over {@code anchors}.
     */
    List<Gradient> of(List<LoraSlot> slots, List<TrainingRow> batch, List<BaseAnchors.Text> anchors) {
        double units = loss.unitsOf(batch);
        Tensor said = anchors.isEmpty() ? null : BaseAnchors.baseLogProbabilities(layers, anchors);
        List<Callable<Piece>> work = new ArrayList<>();
        for (LoraSlot slot : slots) {
            for (List<TrainingRow> part : parts(slot.weighing(batch))) {
                work.add(() -> rowPiece(slot, part, units));
            }
            work.add(() -> said == null ? NOTHING : anchorPiece(slot.theta(), anchors, said));
        }
        List<Piece> pieces = processors.compute(work);
        List<Gradient> gradients = new ArrayList<>();
        for (int slot = 0; slot < slots.size(); slot++) {
            gradients.add(total(slots.get(slot).theta(), pieces.subList(slot * (PARTS + 1), (slot + 1) * (PARTS + 1))));
        }
        return gradients;
    }

    private Gradient total(Tensor theta, List<Piece> pieces) {
        Tensor sum = Tensors.zeros(parameters.count()).to(theta.scalar_type());
        double loss = 0;
        for (Piece piece : pieces) {
            loss += piece.loss();
            if (piece.gradient() != null) {
                sum.add_(piece.gradient());
                piece.gradient().close();
            }
        }
        return new Gradient(sum, loss);
    }

    private static List<List<TrainingRow>> parts(List<TrainingRow> rows) {
        return placesOfParts(rows).stream()
                .map(places -> IntStream.of(places).mapToObj(rows::get).toList())
                .toList();
    }

    /** The places of the rows of each part, of like length. */
    private static List<int[]> placesOfParts(List<TrainingRow> rows) {
        int[] sorted = IntStream.range(0, rows.size())
                .boxed()
                .sorted(Comparator.comparingInt(row -> rows.get(row).ids().length))
                .mapToInt(row -> row)
                .toArray();
        return IntStream.range(0, PARTS)
                .mapToObj(part ->
                        Arrays.copyOfRange(sorted, sorted.length * part / PARTS, sorted.length * (part + 1) / PARTS))
                .toList();
    }

    private Piece rowPiece(LoraSlot slot, List<TrainingRow> rows, double units) {
        LeftOut leftOut = slot.leftOut();
        return leftOut.weight() == 0
                ? rowPiece(slot.theta(), rows, units, loss::sum)
                : rowPiece(slot.theta(), rows, units, (some, bank) -> {
                    double[] weights = some.stream()
                            .mapToDouble(row -> leftOut.weightOf(row.group()))
                            .toArray();
                    return loss.sum(
                            some,
                            Tensors.doubles(weights, weights.length)
                                    .to(slot.theta().scalar_type()),
                            bank);
                });
    }

    /** The loss of some rows, summed. */
    private interface RowSum {
        Tensor of(List<TrainingRow> rows, LoraBank bank);
    }

    private Piece rowPiece(Tensor theta, List<TrainingRow> rows, double units, RowSum sumOf) {
        if (rows.isEmpty()) {
            return NOTHING;
        }
        try (Scope _ = Scope.open()) {
            Tensor gradient = torch.zeros_like(theta);
            double sum = 0;
            for (int from = 0; from < rows.size(); from += atOnce(rows.size())) {
                List<TrainingRow> some = rows.subList(from, Math.min(rows.size(), from + atOnce(rows.size())));
                sum += differentiated(
                        theta, gradient, bank -> sumOf.of(some, bank).mul(Tensors.scalar(1 / units)));
            }
            return new Piece(Scope.own(gradient), sum);
        }
    }

    /** Adds the gradient of a loss at θ to another, and gives the loss. */
    private double differentiated(Tensor theta, Tensor gradient, Function<LoraBank, Tensor> of) {
        return switch (derivative) {
            case WRITTEN_OUT -> {
                try (Scope _ = Scope.open();
                        StepBank bank = parameters.stepBank(theta, gradient, waysBack)) {
                    Tensor value = of.apply(bank);
                    value.backward();
                    bank.backward();
                    yield value.item_double();
                }
            }
            case LIBTORCH -> {
                try (Scope _ = Scope.open()) {
                    Tensor leaf = leaf(theta);
                    Tensor value = of.apply(parameters.bank(leaf));
                    value.backward();
                    gradient.add_(leaf.grad());
                    yield value.item_double();
                }
            }
        };
    }

    /** How many of a piece's rows are computed at once. */
    private int atOnce(int rows) {
        return Math.ceilDiv(rows, options.accumulation());
    }

    private Piece anchorPiece(Tensor theta, List<BaseAnchors.Text> anchors, Tensor said) {
        try (Scope _ = Scope.open()) {
            Tensor gradient = torch.zeros_like(theta);
            differentiated(
                    theta,
                    gradient,
                    bank -> BaseAnchors.divergence(layers, anchors, said, bank)
                            .mul(Tensors.scalar(options.anchorWeight())));
            return new Piece(Scope.own(gradient), 0);
        }
    }

    /**
     * The products of the Hessian at θ with some vectors, by a backward pass through the backward pass (B. Pearlmutter, "Fast exact
     * multiplication by the Hessian", 1994), and how each row's part of the loss changes along each vector.
     */
    Curvature curvature(Tensor theta, List<TrainingRow> batch, List<BaseAnchors.Text> anchors, List<Tensor> vectors) {
        double units = loss.unitsOf(batch);
        Tensor said = anchors.isEmpty() ? null : BaseAnchors.baseLogProbabilities(layers, anchors);
        double[][] slopes = new double[vectors.size()][batch.size()];
        List<Callable<List<Tensor>>> work = new ArrayList<>();
        for (int[] places : placesOfParts(batch)) {
            for (int from = 0; from < places.length; from += atOnce(places.length)) {
                int[] some = Arrays.copyOfRange(places, from, Math.min(places.length, from + atOnce(places.length)));
                work.add(() -> rowProducts(theta, batch, some, units, vectors, slopes));
            }
        }
        work.add(() -> said == null ? List.of() : anchorProducts(theta, anchors, said, vectors));
        List<List<Tensor>> pieces = processors.compute(work);
        List<Tensor> products = new ArrayList<>();
        for (int v = 0; v < vectors.size(); v++) {
            Tensor sum = Tensors.zeros(parameters.count()).to(theta.scalar_type());
            for (List<Tensor> piece : pieces) {
                if (!piece.isEmpty()) {
                    sum.add_(piece.get(v));
                    piece.get(v).close();
                }
            }
            products.add(sum);
        }
        return new Curvature(products, slopes);
    }

    private List<Tensor> rowProducts(
            Tensor theta,
            List<TrainingRow> batch,
            int[] places,
            double units,
            List<Tensor> vectors,
            double[][] slopes) {
        try (Scope _ = Scope.open()) {
            List<TrainingRow> rows = IntStream.of(places).mapToObj(batch::get).toList();
            Tensor leaf = leaf(theta);
            Tensor weights = leaf(torch.ones_like(Tensors.zeros(places.length).to(theta.scalar_type())));
            Tensor sum = loss.sum(rows, weights, parameters.bank(leaf).forSecondDerivatives())
                    .mul(Tensors.scalar(1 / units));
            Tensor gradient = differentiable(sum, leaf);
            List<Tensor> products = new ArrayList<>();
            for (int v = 0; v < vectors.size(); v++) {
                TensorVector both = again(gradient, vectors.get(v), leaf, weights);
                products.add(Scope.own(both.get(0).detach()));
                double[] ofRows = Tensors.toDoubles(both.get(1));
                for (int i = 0; i < places.length; i++) {
                    slopes[v][places[i]] = ofRows[i];
                }
            }
            return products;
        }
    }

    private List<Tensor> anchorProducts(
            Tensor theta, List<BaseAnchors.Text> anchors, Tensor said, List<Tensor> vectors) {
        try (Scope _ = Scope.open()) {
            Tensor leaf = leaf(theta);
            Tensor loss = BaseAnchors.divergence(
                            layers, anchors, said, parameters.bank(leaf).forSecondDerivatives())
                    .mul(Tensors.scalar(options.anchorWeight()));
            Tensor gradient = differentiable(loss, leaf);
            return vectors.stream()
                    .map(vector ->
                            Scope.own(again(gradient, vector, leaf).get(0).detach()))
                    .toList();
        }
    }

    /** A gradient that can itself be differentiated. */
    private static Tensor differentiable(Tensor loss, Tensor leaf) {
        return torch.grad(
                        new TensorVector(loss),
                        new TensorVector(leaf),
                        new TensorVector(),
                        new BoolOptional(true),
                        true,
                        false)
                .get(0);
    }

    /** The derivatives of ⟨gradient, vector⟩; the graph stays for the next vector. */
    private static TensorVector again(Tensor gradient, Tensor vector, Tensor... leaves) {
        return torch.grad(
                new TensorVector(gradient),
                new TensorVector(leaves),
                new TensorVector(vector),
                new BoolOptional(true),
                false,
                false);
    }

    /** θ as a tensor that gradients end in. */
    static Tensor leaf(Tensor theta) {
        Tensor leaf = theta.detach();
        leaf.set_requires_grad(true);
        return leaf;
    }

    /** grad() only points into the leaf, which is freed with its scope; detach() makes a tensor of its own. */
    static Tensor gradient(Tensor leaf) {
        return Scope.own(leaf.grad().detach());
    }

    /** The gradient of the mean loss of a response token over all rows under one adapter, in the caller's scope. */
    Gradient ofMeanLoss(Tensor theta, List<TrainingRow> rows, int rowsAtOnce) {
        double units = loss.unitsOf(rows);
        List<Callable<Piece>> work = new ArrayList<>();
        pieces(rows, rowsAtOnce).forEach(piece -> work.add(() -> rowPiece(theta, piece, units, loss::sum)));
        return total(theta, processors.compute(work));
    }

    /** Rows of like length together. */
    private static List<List<TrainingRow>> pieces(List<TrainingRow> rows, int rowsAtOnce) {
        List<TrainingRow> sorted = rows.stream()
                .sorted(Comparator.comparingInt(row -> row.ids().length))
                .toList();
        return IntStream.range(0, Math.ceilDiv(sorted.size(), rowsAtOnce))
                .mapToObj(
                        piece -> sorted.subList(piece * rowsAtOnce, Math.min(sorted.size(), (piece + 1) * rowsAtOnce)))
                .toList();
    }

    /**
     * The mean loss of a response token over all rows, in nats.
     *
     * @param theta of the adapter; null for the base alone
     */
    double meanLoss(@Nullable Tensor theta, List<TrainingRow> rows, int rowsAtOnce, Runnable check) {
        List<Callable<Double>> work = new ArrayList<>();
        for (List<TrainingRow> piece : pieces(rows, rowsAtOnce)) {
            work.add(() -> {
                check.run();
                try (Scope _ = Scope.open();
                        NoGradGuard _ = new NoGradGuard()) {
                    LoraBank bank = theta == null ? null : parameters.bankOfNumbers(theta);
                    return loss.sum(piece, bank).item_double();
                }
            });
        }
        return processors.compute(work).stream()
                        .mapToDouble(Double::doubleValue)
                        .sum()
                / loss.unitsOf(rows);
    }

    double units(List<TrainingRow> rows) {
        return loss.unitsOf(rows);
    }

    @Override
    public void close() {
        processors.close();
        waysBack.close();
    }
}
