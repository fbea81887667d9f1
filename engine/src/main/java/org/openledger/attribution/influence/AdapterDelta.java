package org.openledger.attribution.influence;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bytedeco.pytorch.Tensor;
import org.openledger.model.Adapter;
import org.openledger.model.LoraBank.Factors;
import org.openledger.model.Projection;
import org.openledger.tensor.ElementType;
import org.openledger.tensor.SafeTensorsFile;
import org.openledger.tensor.SafeTensorsWriter;
import org.openledger.tensor.Scope;

/**
 * θ₋c − θ: what training without a group changes in every number of an adapter, as a safetensors file with PEFT's tensor names.
 * Differences are small, and eight bits of mantissa tell them well enough; bfloat16 halves the store.
 * The stored difference is what counts: scores are taken under θ plus it, so that a difference of zero is an effect of zero.
 */
final class AdapterDelta {
    private static final String PREFIX = "base_model.model.";

    private AdapterDelta() {}

    /** Writes the difference of two adapters of one shape. */
    static void write(Path file, Adapter whole, Adapter without, Map<String, String> metadata) {
        if (!whole.config().equals(without.config()) || whole.layers() != without.layers()) {
            throw new IllegalStateException("adapters of one run have different shapes");
        }
        whole.requirePlain();
        without.requirePlain();
        SortedMap<String, Tensor> tensors = new TreeMap<>();
        try (Scope _ = Scope.open()) {
            for (int layer = 0; layer < whole.layers(); layer++) {
                for (Projection projection : whole.factors(layer).keySet()) {
                    Factors from = whole.factors(layer, projection);
                    Factors to = without.factors(layer, projection);
                    tensors.put(a(layer, projection), to.a().sub(from.a()).select(0, 0));
                    tensors.put(b(layer, projection), to.b().sub(from.b()).select(0, 0));
                }
            }
            SafeTensorsWriter.write(file, tensors, ElementType.BF16, metadata);
        }
    }

    /** The adapter trained without the group: {@code whole} plus the stored difference. The caller closes it. */
    static Adapter apply(Path file, Adapter whole) {
        List<Map<Projection, Factors>> layers = new ArrayList<>();
        try (SafeTensorsFile delta = SafeTensorsFile.open(file);
                Scope _ = Scope.open()) {
            for (int layer = 0; layer < whole.layers(); layer++) {
                Map<Projection, Factors> factors = new EnumMap<>(Projection.class);
                for (Projection projection : whole.factors(layer).keySet()) {
                    Factors from = whole.factors(layer, projection);
                    factors.put(
                            projection,
                            new Factors(
                                    sum(from.a(), delta, a(layer, projection)),
                                    sum(from.b(), delta, b(layer, projection))));
                }
                layers.add(factors);
            }
        }
        return new Adapter(whole.config(), layers);
    }

    private static Tensor sum(Tensor factor, SafeTensorsFile delta, String name) {
        return Scope.own(factor.add(delta.load(name).view(factor.shape())));
    }

    private static String a(int layer, Projection projection) {
        return PREFIX + projection.path(layer) + ".lora_A.weight";
    }

    private static String b(int layer, Projection projection) {
        return PREFIX + projection.path(layer) + ".lora_B.weight";
    }
}
