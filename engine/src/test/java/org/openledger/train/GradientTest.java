package org.openledger.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.model.Decoder;
import org.openledger.model.DecoderWeights;
import org.openledger.model.LoraBank;
import org.openledger.model.LoraBank.Factors;
import org.openledger.model.Projection;
import org.openledger.model.TinyModel;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Tensors;

/** The gradient of the loss against central differences, in float64. */
@Tag("unit")
final class GradientTest {
    private static final double STEP = 1e-5;
    private static final int COORDINATES = 3;

    @TempDir
    Path folder;

    @Test
    void everyFactorsGradientIsTheSlopeOfTheLoss() throws IOException {
        try (BaseModel base = TinyModel.load(folder, 3);
                Scope _ = Scope.open()) {
            Decoder decoder = widened(base.decoder());
            LoraBank bank = widened(base);
            List<TrainingRow> rows = List.of(
                    new TrainingRow(new int[] {72, 101, 108, 108, 111, 256}, 3, 0, "a"),
                    new TrainingRow(new int[] {119, 111, 114, 108, 100, 33, 33, 256}, 2, 1, "b"));
            loss(decoder, bank, rows).backward();
            Random random = new Random(4);
            for (int layer = 0; layer < decoder.config().layers(); layer++) {
                for (Projection projection : decoder.config().projections()) {
                    Factors factors = bank.factorsOf(layer, projection);
                    compare(decoder, bank, rows, factors.a(), random);
                    compare(decoder, bank, rows, factors.b(), random);
                }
            }
        }
    }

    private static void compare(Decoder decoder, LoraBank bank, List<TrainingRow> rows, Tensor factor, Random random) {
        double[] gradient = Tensors.toDoubles(factor.grad());
        try (NoGradGuard _ = new NoGradGuard()) {
            for (int i = 0; i < COORDINATES; i++) {
                int at = random.nextInt(gradient.length);
                move(factor, at, STEP);
                double above = loss(decoder, bank, rows).item_double();
                move(factor, at, -2 * STEP);
                double below = loss(decoder, bank, rows).item_double();
                move(factor, at, STEP);
                assertThat((above - below) / (2 * STEP)).isCloseTo(gradient[at], within(1e-6));
            }
        }
    }

    private static void move(Tensor tensor, int at, double by) {
        tensor.view(-1).narrow(0, at, 1).add_(Tensors.scalar(by));
    }

    private static Tensor loss(Decoder decoder, LoraBank bank, List<TrainingRow> rows) {
        return ResponseTokens.lossSum(LowerLayers.of(decoder, 0), rows, bank);
    }

    private static Decoder widened(Decoder decoder) {
        SortedMap<String, Tensor> tensors = new TreeMap<>();
        decoder.weights().tensors().forEach((name, tensor) -> tensors.put(name, tensor.to(torch.ScalarType.Double)));
        return new Decoder(decoder.config(), new DecoderWeights(decoder.config(), tensors));
    }

    private static LoraBank widened(BaseModel base) {
        List<Map<Projection, Factors>> layers = new ArrayList<>();
        try (Adapter one = TinyModel.adapter(base.config(), 5);
                Adapter two = TinyModel.adapter(base.config(), 6);
                LoraBank both = LoraBank.stack(base.config(), List.of(one, two))) {
            for (int layer = 0; layer < base.config().layers(); layer++) {
                Map<Projection, Factors> factors = new EnumMap<>(Projection.class);
                for (Projection projection : base.config().projections()) {
                    Factors narrow = both.factorsOf(layer, projection);
                    factors.put(projection, new Factors(leaf(narrow.a()), leaf(narrow.b())));
                }
                layers.add(factors);
            }
        }
        return new LoraBank(Tensors.floats(new float[] {2, 2}, 2, 1, 1).to(torch.ScalarType.Double), layers, true);
    }

    private static Tensor leaf(Tensor narrow) {
        Tensor leaf = narrow.to(torch.ScalarType.Double);
        leaf.set_requires_grad(true);
        return leaf;
    }
}
