package org.openledger.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.Random;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
final class PackedMatrixTest {
    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @BeforeEach
    void needsTheKernels() {
        System.out.println("PackedMatrixTest seed " + seed);
        try (Scope _ = Scope.open()) {
            assumeThat(PackedMatrix.of(Tensors.identity(2))).isPresent();
        }
    }

    private Tensor drawn(double deviation, long... shape) {
        long numbers = 1;
        for (long size : shape) {
            numbers *= size;
        }
        float[] values = new float[Math.toIntExact(numbers)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (deviation * random.nextGaussian());
        }
        return Tensors.floats(values, shape);
    }

    private Tensor rounded(long... shape) {
        return drawn(0.05, shape).to(torch.ScalarType.BFloat16);
    }

    /** Widths that no kernel is made for, more outputs than one piece has, and inputs beyond one block of the kernel. */
    @Test
    void aProductIsThatOfTheSameNumbers() {
        long[][] shapes = {{1, 1}, {3, 7}, {17, 130}, {64, 1025}, {40_000, 8}};
        for (long[] shape : shapes) {
            try (Scope _ = Scope.open();
                    PackedMatrix packed =
                            PackedMatrix.of(rounded(shape[0], shape[1])).orElseThrow()) {
                Tensor identity = packed.times(Tensors.identity(shape[1]));
                Tensor x = drawn(1, 2, 9, shape[1]);
                Tensor product = packed.times(x);
                assertThat(product.shape()).containsExactly(2, 9, shape[0]);
                assertThat(product.is_contiguous()).isTrue();
                Tensor wanted = torch.matmul(x, identity);
                assertThat(product.sub(wanted).abs().max().item_double()).isLessThan(1e-5);
            }
        }
    }

    /** But for those below 2^-17, which bfloat16 holds more finely than float16. */
    @Test
    void theNumbersAreTheWeightsOwn() {
        try (Scope _ = Scope.open()) {
            Tensor weight = rounded(33, 20);
            weight.select(0, 0).fill_(Tensors.scalar(0x1.02p-18));
            try (PackedMatrix packed = PackedMatrix.of(weight).orElseThrow()) {
                Tensor off = packed.times(Tensors.identity(20)).t().sub(weight).abs();
                Tensor small = weight.abs().lt(Tensors.scalar(0x1p-17));
                assertThat(off.max().item_double()).isEqualTo(0x1p-25);
                assertThat(off.masked_fill(small, Tensors.scalar(0)).max().item_double())
                        .isZero();
            }
        }
    }

    /** So that a text has the bits alone that it has in any batch. */
    @Test
    void aRowDependsOnNoOther() {
        try (Scope _ = Scope.open();
                PackedMatrix packed = PackedMatrix.of(rounded(96, 600)).orElseThrow()) {
            Tensor x = drawn(1, 70, 600);
            Tensor all = packed.times(x);
            for (int count : new int[] {1, 2, 5, 14, 15, 33}) {
                int from = random.nextInt(70 - count + 1);
                assertThat(torch.equal(packed.times(x.narrow(0, from, count)), all.narrow(0, from, count)))
                        .isTrue();
            }
        }
    }

    @Test
    void whatWouldBeRoundedIsNotPacked() {
        try (Scope _ = Scope.open()) {
            assertThat(PackedMatrix.of(drawn(0.05, 8, 8))).isEmpty();
            assertThat(PackedMatrix.of(Tensors.floats(new float[] {1, 70_000}, 1, 2)))
                    .isEmpty();
            // The last of many pieces.
            Tensor late = Tensors.ones(20_000, 2);
            late.select(0, 19_999).fill_(Tensors.scalar(1 + 0x1p-12));
            assertThat(PackedMatrix.of(late)).isEmpty();
            assertThat(PackedMatrix.of(drawn(0.05, 8, 8).to(torch.ScalarType.Half)))
                    .isPresent();
        }
    }

    @Test
    void aResultOutlivesWhatItWasComputedWith() {
        try (Scope scope = Scope.open();
                PackedMatrix packed = PackedMatrix.of(rounded(40_000, 4)).orElseThrow()) {
            Tensor x = drawn(1, 3, 4);
            Tensor before = packed.times(x);
            Tensor kept;
            try (Scope inner = Scope.open()) {
                kept = inner.keep(packed.times(x));
            }
            for (int i = 0; i < 100; i++) {
                try (Scope _ = Scope.open()) {
                    packed.times(drawn(1, 3, 4));
                }
            }
            assertThat(torch.equal(torch.cat(new TensorVector(kept), 0), scope.keep(before)))
                    .isTrue();
        }
    }

    @Test
    void noGradientIsLostSilently() {
        try (Scope _ = Scope.open();
                PackedMatrix packed = PackedMatrix.of(rounded(4, 4)).orElseThrow()) {
            Tensor x = drawn(1, 2, 4).set_requires_grad(true);
            assertThatThrownBy(() -> packed.times(x.mul(x))).hasMessageContaining("differentiated");
        }
    }
}
