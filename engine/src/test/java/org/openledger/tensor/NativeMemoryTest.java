package org.openledger.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What tensors ask of the operating system. */
@Tag("integration")
final class NativeMemoryTest {
    private static final long PAGE = 2 << 20;

    /** One number, one less than a page holds, as many, and those of some pages. */
    @ParameterizedTest
    @ValueSource(longs = {1, (2 << 18) - 1, 2 << 18, 5_000_000})
    void roomBeginsWithALargePageAndHoldsAllItsNumbers(long numbers) {
        try (Scope _ = Scope.open();
                Tensor room = NativeMemory.inLargePages(numbers)) {
            assertThat(room.numel()).isEqualTo(numbers);
            assertThat(room.data_ptr_float().address() % PAGE).isZero();
            room.copy_(Tensors.count(numbers));
            assertThat(room.select(0, numbers - 1).item_double()).isEqualTo((double) (numbers - 1));
            assertThat(room.select(0, 0).item_double()).isZero();
        }
    }
}
