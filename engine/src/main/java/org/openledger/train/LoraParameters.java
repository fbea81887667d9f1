package org.openledger.train;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.openledger.model.Adapter;
import org.openledger.model.AdapterConfig;
import org.openledger.model.LoraBank;
import org.openledger.model.LoraBank.Factors;
import org.openledger.model.ModelConfig;
import org.openledger.model.Projection;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Seeds;
import org.openledger.tensor.Tensors;
import org.openledger.train.descent.StepBank;
import org.openledger.train.descent.WaysBack;

/** All of an adapter's numbers as one vector θ: layer by layer, matrix by matrix, first A then B. */
final class LoraParameters {
    private final ModelConfig model;
    private final AdapterConfig adapter;
    private final List<Place> places;
    private final long[] sizes;

    LoraParameters(ModelConfig model, AdapterConfig adapter) {
        this.model = model;
        this.adapter = adapter.of(model);
        this.places = IntStream.range(0, model.layers())
                .boxed()
                .flatMap(layer ->
                        this.adapter.targets(layer).stream().sorted().map(projection -> new Place(layer, projection)))
                .toList();
        this.sizes = new long[places.size() * 2];
        for (int i = 0; i < sizes.length; i++) {
            Projection projection = places.get(i / 2).projection();
            sizes[i] = (long) this.adapter.rank() * (i % 2 == 0 ? projection.inputs(model) : projection.outputs(model));
        }
    }

    /** An adapted matrix. */
    private record Place(int layer, Projection projection) {}

    /** The adapter's shape on this model. */
    AdapterConfig shape() {
        return adapter;
    }

    /** The length of θ. */
    long count() {
        long count = 0;
        for (long size : sizes) {
            count += size;
        }
        return count;
    }

    /** One factor of θ: A, or B where {@code second}, of shape [outputs, inputs], which begins at {@code from}. */
    record Block(int layer, Projection projection, boolean second, int from, int outputs, int inputs) {
        int size() {
            return outputs * inputs;
        }

        /** This factor of a vector as long as θ, in its memory: [outputs, inputs]. */
        Tensor of(Tensor vector) {
            return vector.narrow(0, from, size()).view(outputs, inputs);
        }
    }

    /** All factors in the order of θ. */
    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        int from = 0;
        for (Place place : places) {
            int layer = place.layer();
            Projection projection = place.projection();
            Block a = new Block(layer, projection, false, from, adapter.rank(), projection.inputs(model));
            Block b = new Block(layer, projection, true, from + a.size(), projection.outputs(model), adapter.rank());
            blocks.add(a);
            blocks.add(b);
            from += a.size() + b.size();
        }
        return blocks;
    }

    /** θ before the first step: A uniform in ±1/√inputs as in PEFT, B zero, so that the adapter first changes nothing. */
    float[] first(long seed) {
        float[] theta = new float[Math.toIntExact(count())];
        Random random = Seeds.stream(seed, "lora");
        int next = 0;
        for (int i = 0; i < sizes.length; i++) {
            double bound = 1 / Math.sqrt(places.get(i / 2).projection().inputs(model));
            for (int j = 0; j < sizes[i]; j++) {
                theta[next++] = i % 2 == 0 ? (float) ((2 * random.nextDouble() - 1) * bound) : 0;
            }
        }
        return theta;
    }

    /** θ as a bank of one adapter, whose factors are views: gradients flow back into θ. */
    LoraBank bank(Tensor theta) {
        return bankOfEach(theta.unsqueeze(0), true);
    }

    /** The same for what is not differentiated, by the products that answers have. */
    LoraBank bankOfNumbers(Tensor theta) {
        return new LoraBank(scale(theta, 1), factors(theta.unsqueeze(0)), true) {
            @Override
            protected boolean onNumbers() {
                return true;
            }
        };
    }

    /** θ as a bank of one adapter for a step, which adds to its gradient, both vectors of this length. */
    StepBank stepBank(Tensor theta, Tensor gradient, WaysBack waysBack) {
        List<Map<Projection, StepBank.Factors>> layers = new ArrayList<>();
        for (int layer = 0; layer < model.layers(); layer++) {
            layers.add(new EnumMap<>(Projection.class));
        }
        List<Block> blocks = blocks();
        for (int i = 0; i < blocks.size(); i += 2) {
            Block a = blocks.get(i);
            Block b = blocks.get(i + 1);
            layers.get(a.layer())
                    .put(
                            a.projection(),
                            new StepBank.Factors(a.of(theta), b.of(theta), a.of(gradient), b.of(gradient)));
        }
        return new StepBank(adapter.scale(), layers, waysBack);
    }

    /** One adapter for each row of a batch, from thetas [rows, numbers of θ]; their factors are views, as above. */
    LoraBank bankOfRows(Tensor thetas) {
        return bankOfEach(thetas, false);
    }

    private LoraBank bankOfEach(Tensor thetas, boolean exactSlots) {
        return new LoraBank(scale(thetas, thetas.size(0)), factors(thetas), exactSlots);
    }

    private Tensor scale(Tensor like, long slots) {
        return Tensors.floats(new float[] {(float) adapter.scale()}, 1, 1, 1)
                .expand(slots, 1, 1)
                .to(like.scalar_type());
    }

    private List<Map<Projection, Factors>> factors(Tensor thetas) {
        long slots = thetas.size(0);
        TensorVector parts = thetas.split_with_sizes(sizes, 1);
        List<Map<Projection, Factors>> layers = noFactors();
        int next = 0;
        for (Place place : places) {
            Projection projection = place.projection();
            Tensor a = parts.get(next++).view(slots, adapter.rank(), projection.inputs(model));
            Tensor b = parts.get(next++).view(slots, projection.outputs(model), adapter.rank());
            layers.get(place.layer()).put(projection, new Factors(a, b));
        }
        return layers;
    }

    private List<Map<Projection, Factors>> noFactors() {
        List<Map<Projection, Factors>> layers = new ArrayList<>();
        for (int layer = 0; layer < model.layers(); layer++) {
            layers.add(new EnumMap<>(Projection.class));
        }
        return layers;
    }

    /** θ of an adapter, in the caller's scope. */
    Tensor theta(Adapter of) {
        of.requirePlain();
        TensorVector parts = new TensorVector();
        for (Place place : places) {
            Factors factors = of.factors(place.layer(), place.projection());
            parts.push_back(Factors.wide(factors.a()).flatten());
            parts.push_back(Factors.wide(factors.b()).flatten());
        }
        return torch.cat(parts, 0);
    }

    /** A copy of θ as an adapter of its own. */
    Adapter adapter(Tensor theta) {
        try (Scope _ = Scope.open()) {
            LoraBank views = bank(theta.detach());
            List<Map<Projection, Factors>> layers = noFactors();
            for (Place place : places) {
                Factors view = views.factorsOf(place.layer(), place.projection());
                layers.get(place.layer())
                        .put(
                                place.projection(),
                                new Factors(
                                        Scope.own(view.a().clone()),
                                        Scope.own(view.b().clone())));
            }
            return new Adapter(adapter, layers);
        }
    }
}
