package org.openledger.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Where matrices stand that are read together. */
@Tag("integration")
final class SlabMemoryTest {
    private static final long SEED = 11;
    private static final int ACTS = 400;
    private static final int MOST = 24;
    /** Numbers of a place: of less than a cache line, of many to a slab, of one larger than a slab. */
    private static final int[] SIZES = {7, 1_000, 40_000, 2_500_000};

    private record Held(SlabMemory.Place place, List<Tensor> matrices, int value) {
        boolean isWhole() {
            return matrices.stream().allMatch(each -> {
                for (float number : Tensors.toFloats(each)) {
                    if (number != value) {
                        return false;
                    }
                }
                return true;
            });
        }
    }

    @Test
    void noPlaceIsWrittenByAnotherHoweverTheyComeAndGo() {
        Random random = new Random(SEED);
        List<Held> held = new ArrayList<>();
        try (SlabMemory memory = new SlabMemory()) {
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

    private static Held place(SlabMemory memory, int numbers, int value) {
        int half = numbers / 2;
        float[] values = new float[half];
        Arrays.fill(values, value);
        SlabMemory.Place place = memory.place(2 * SlabMemory.upToLine(half));
        try (Scope _ = Scope.open()) {
            Tensor source = Tensors.floats(values, 1, half);
            return new Held(place, List.of(place.add(source), place.add(source)), value);
        }
    }
}
