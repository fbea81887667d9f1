package org.openledger.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.openledger.model.Adapter;
import org.openledger.model.AdapterConfig;
import org.openledger.model.BaseModel;
import org.openledger.tensor.Processors;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Seeds;
import org.openledger.tensor.Tensors;

/**
 * Gradients of single rows' losses with respect to an adapter's numbers, laid out as one vector θ. Each row of a batch reads its own
 * copy of θ, so that one backward pass over the batch gives every row's gradient: for each adapted matrix it is the batched product
 * of what went in and what came back, and no more (I. Goodfellow, "Efficient per-example gradient computations", 2015).
 */
public final class RowGradients implements AutoCloseable {
    private static final int ROWS_AT_ONCE = 16;
    /** A constant, for another number of batches rounds differently. */
    private static final int LEAST_BATCHES = 2;

    /** Bounds the copies of θ of one batch, and their gradients: 128 MiB each. */
    private static final long NUMBERS_AT_ONCE = 32L << 20;

    private final LowerLayers layers;
    private final LoraParameters parameters;
    private final Processors processors = new Processors();

    /** @param shape of the adapters that are asked about */
    public RowGradients(BaseModel base, AdapterConfig shape) {
        this(base, new LoraParameters(base.config(), shape));
    }

    private RowGradients(BaseModel base, LoraParameters parameters) {
        this(LowerLayers.of(base.decoder(), parameters.shape().lowestLayer()), parameters);
    }

    RowGradients(LowerLayers layers, LoraParameters parameters) {
        this.layers = layers;
        this.parameters = parameters;
    }

    /** How many numbers θ has. */
    public int count() {
        return Math.toIntExact(parameters.count());
    }

    /** How many numbers each factor has, in the order of θ. */
    public List<Integer> blocks() {
        return parameters.blocks().stream().map(LoraParameters.Block::size).toList();
    }

    /**
     * The Kronecker factors of the loss's curvature over the rows, at an adapter.
     *
     * @param seed of the responses that are drawn
     */
    public KroneckerFactors kroneckerFactors(Adapter adapter, List<TrainingRow> rows, long seed) {
        try (Scope _ = Scope.open()) {
            return KroneckerFactors.of(this, parameters.theta(adapter), rows, seed);
        }
    }

    LowerLayers layers() {
        return layers;
    }

    LoraParameters parameters() {
        return parameters;
    }

    /** θ of an adapter. */
    public float[] vector(Adapter adapter) {
        try (Scope _ = Scope.open()) {
            return Tensors.toFloats(parameters.theta(adapter));
        }
    }

    /** For each row ∂/∂θ of Σ −log p over its response tokens, in nats: [rows][numbers of θ]. */
    public float[][] of(Adapter adapter, List<TrainingRow> rows) {
        float[][] gradients = new float[rows.size()][];
        try (Scope _ = Scope.open()) {
            Tensor all = of(parameters.theta(adapter), rows);
            for (int row = 0; row < gradients.length; row++) {
                gradients[row] = Tensors.toFloats(all.select(0, row));
            }
        }
        return gradients;
    }

    /** ∂/∂θ of the mean loss of a response token over rows, in nats. */
    public float[] ofMeanLoss(Adapter adapter, List<TrainingRow> rows) {
        try (Scope _ = Scope.open()) {
            Tensor theta = parameters.theta(adapter);
            Tensor sum = Tensors.zeros(count()).to(theta.scalar_type());
            for (int[] places : batches(rows)) {
                try (Scope _ = Scope.open()) {
                    List<TrainingRow> batch =
                            IntStream.of(places).mapToObj(rows::get).toList();
                    sum.add_(of(theta, batch).sum(0));
                }
            }
            return Tensors.toFloats(sum.div_(Tensors.scalar(ResponseTokens.count(rows))));
        }
    }

    /** The same as one tensor [rows, numbers of θ] in the caller's scope. */
    public Tensor matrix(Adapter adapter, List<TrainingRow> rows) {
        try (Scope scope = Scope.open()) {
            return scope.keep(of(parameters.theta(adapter), rows));
        }
    }

    /**
     * What one row says, by the calling thread alone.
     *
     * @param lossNats Σ −log p of its response tokens
     * @param gradient ∂/∂θ of that: [numbers of θ]; in no scope, close it
     */
    public record OfRow(double lossNats, Tensor gradient) {}

    /** The gradient of one row at θ, which is a vector as {@link #vector} gives it. */
    public OfRow ofRow(Tensor theta, TrainingRow row) {
        try (Scope _ = Scope.open()) {
            Tensor leaf = LoraGradients.leaf(theta);
            Tensor loss = ResponseTokens.lossSum(layers, List.of(row), parameters.bank(leaf));
            loss.backward();
            return new OfRow(loss.item_double(), LoraGradients.gradient(leaf));
        }
    }

    /** The same at any θ. */
    Tensor of(Tensor theta, List<TrainingRow> rows) {
        return each(theta, rows, (batch, _) -> ResponseTokens.targets(batch));
    }

    /**
     * The gradients for responses that the adapter itself says: each token is drawn from what it foresees in that place. Their second
     * moments are those of the loss's Gauss–Newton matrix (J. Martens, "New insights and perspectives on the natural gradient
     * method", 2020): [rows, numbers of θ] in the caller's scope.
     */
    Tensor sampled(Tensor theta, List<TrainingRow> rows, long seed) {
        return each(theta, rows, (batch, place) -> drawn(theta, batch, Seeds.stream(seed, "labels " + place)));
    }

    /** Tokens that the adapter itself says in the places of the response tokens. */
    int[] drawn(Tensor theta, List<TrainingRow> batch, RandomGenerator random) {
        try (Scope _ = Scope.open();
                NoGradGuard _ = new NoGradGuard()) {
            Tensor said = ResponseTokens.logProbabilities(layers, batch, parameters.bank(theta));
            return drawn(Tensors.toFloats(said.exp()), ResponseTokens.count(batch), random);
        }
    }

    private static int[] drawn(float[] probabilities, int tokens, RandomGenerator random) {
        int vocabulary = probabilities.length / tokens;
        int[] drawn = new int[tokens];
        for (int token = 0; token < tokens; token++) {
            double left = random.nextDouble();
            int at = 0;
            while (at + 1 < vocabulary && (left -= probabilities[token * vocabulary + at]) >= 0) {
                at++;
            }
            drawn[token] = at;
        }
        return drawn;
    }

    /** Which tokens stand for a batch's responses. */
    private interface Responses {
        /** @param place of the batch's first row in the order of all rows */
        int[] of(List<TrainingRow> batch, int place);
    }

    private Tensor each(Tensor theta, List<TrainingRow> rows, Responses responses) {
        try (Scope scope = Scope.open()) {
            Tensor gradients = Tensors.zeros(rows.size(), count()).to(theta.scalar_type());
            List<Callable<Void>> work = new ArrayList<>();
            for (int[] places : batches(rows)) {
                work.add(() -> {
                    fill(gradients, theta, rows, places, responses);
                    return null;
                });
            }
            processors.compute(work);
            return scope.keep(gradients);
        }
    }

    /** Places of rows of like length, which saves padding. */
    private List<int[]> batches(List<TrainingRow> rows) {
        int[] order = IntStream.range(0, rows.size())
                .boxed()
                .sorted(Comparator.comparingInt(row -> rows.get(row).ids().length))
                .mapToInt(row -> row)
                .toArray();
        int each = Math.clamp(
                Math.min(NUMBERS_AT_ONCE / count(), Math.ceilDiv(order.length, LEAST_BATCHES)), 1, ROWS_AT_ONCE);
        return IntStream.range(0, Math.ceilDiv(order.length, each))
                .mapToObj(batch -> Arrays.copyOfRange(order, batch * each, Math.min(order.length, (batch + 1) * each)))
                .toList();
    }

    private void fill(Tensor gradients, Tensor theta, List<TrainingRow> rows, int[] places, Responses responses) {
        try (Scope _ = Scope.open()) {
            Tensor ofPlaces = ofPlaces(theta, rows, places, responses);
            for (int i = 0; i < places.length; i++) {
                gradients.select(0, places[i]).copy_(ofPlaces.select(0, i));
            }
        }
    }

    /** The gradients of the rows in some places: [places, numbers of θ] in the caller's scope. */
    private Tensor ofPlaces(Tensor theta, List<TrainingRow> rows, int[] places, Responses responses) {
        Tensor leaf = LoraGradients.leaf(theta.unsqueeze(0).expand(places.length, count()));
        List<TrainingRow> batch = IntStream.of(places).mapToObj(rows::get).toList();
        ResponseTokens.losses(layers, batch, responses.of(batch, places[0]), parameters.bankOfRows(leaf))
                .sum()
                .backward();
        return leaf.grad();
    }

    /** ⟨gradient, direction⟩ of each row, without keeping the gradients: how its loss changes that way, in nats. */
    double[] along(Tensor theta, List<TrainingRow> rows, Tensor direction) {
        double[] products = new double[rows.size()];
        List<Callable<Void>> work = new ArrayList<>();
        for (int[] places : batches(rows)) {
            work.add(() -> {
                try (Scope _ = Scope.open()) {
                    Tensor ofPlaces = ofPlaces(theta, rows, places, (batch, _) -> ResponseTokens.targets(batch));
                    double[] ofEach = Tensors.toDoubles(ofPlaces.mv(direction));
                    for (int i = 0; i < places.length; i++) {
                        products[places[i]] = ofEach[i];
                    }
                }
                return null;
            });
        }
        processors.compute(work);
        return products;
    }

    @Override
    public void close() {
        processors.close();
    }
}
