package org.openledger.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Tensors;

/** Where adapters stand that answer. */
@Tag("integration")
final class AdapterMemoryTest {
    private static final long SEED = 11;
    private static final int ACTS = 400;
    private static final int MOST = 24;
    /** Numbers of a place: of less than a cache line, of many to a slab, of one larger than a slab. */
    private static final int[] SIZES = {7, 1_000, 40_000, 2_500_000};

    private record Held(AdapterMemory.Place place, List<Tensor> factors, float[] value) {
        boolean isWhole() {
            return factors.stream().allMatch(each -> Arrays.equals(Tensors.toFloats(each), value));
        }
    }

    @Test
    void noPlaceIsWrittenByAnotherHoweverTheyComeAndGo() {
        Random random = new Random(SEED);
        List<Held> held = new ArrayList<>();
        try (AdapterMemory memory = new AdapterMemory()) {
            for (int act = 0; act < ACTS; act++) {
                if (held.size() == MOST || (!held.isEmpty() && random.nextBoolean())) {
                    Held gone = held.remove(random.nextInt(held.size()));
                    assertThat(gone.isWhole()).isTrue();
                    gone.place().close();
                } else {
                    held.add(
                            place(memory, SIZES[random.nextInt(act % 40 == 0 ? SIZES.length : SIZES.length - 1)], act));
                }
            }
            assertThat(held).isNotEmpty().allMatch(Held::isWhole);
            held.forEach(each -> each.place().close());
        }
    }

    private static Held place(AdapterMemory memory, int numbers, int value) {
        int half = numbers / 2;
        float[] values = new float[half];
        Arrays.fill(values, value);
        AdapterMemory.Place place = memory.place(2 * AdapterMemory.upToLine(half));
        try (Scope _ = Scope.open()) {
            Tensor source = Tensors.floats(values, 1, half);
            return new Held(place, List.of(place.add(source), place.add(source)), values);
        }
    }
}
