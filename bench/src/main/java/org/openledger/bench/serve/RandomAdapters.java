package org.openledger.bench.serve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bytedeco.pytorch.Tensor;
import org.openledger.model.Adapter;
import org.openledger.model.AdapterConfig;
import org.openledger.model.LoraBank.Factors;
import org.openledger.model.ModelConfig;
import org.openledger.model.Projection;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Tensors;

/** Adapters of rank 16 on all matrices, drawn from a normal distribution. */
final class RandomAdapters {
    static final int RANK = 16;

    private RandomAdapters() {}

    /** The same seed gives the same adapter; the caller closes it. */
    static Adapter of(ModelConfig base, long seed, double deviation) {
        Random random = new Random(seed);
        List<Map<Projection, Factors>> layers = new ArrayList<>();
        for (int layer = 0; layer < base.layers(); layer++) {
            Map<Projection, Factors> factors = new EnumMap<>(Projection.class);
            for (Projection each : base.projections()) {
                factors.put(
                        each,
                        new Factors(
                                numbers(random, deviation, 1, RANK, each.inputs(base)),
                                numbers(random, deviation, 1, each.outputs(base), RANK)));
            }
            layers.add(factors);
        }
        return new Adapter(new AdapterConfig(RANK, RANK, false, base.projections()), layers);
    }

    private static Tensor numbers(Random random, double deviation, long... shape) {
        float[] values = new float[Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact))];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (deviation * random.nextGaussian());
        }
        return Scope.own(Tensors.floats(values, shape));
    }
}
