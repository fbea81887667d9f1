package org.openledger.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
final class ByteMatrixTest {
    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    ByteMatrixTest() {
        System.out.println("ByteMatrixTest seed " + seed);
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

    private static double off(Tensor one, Tensor other) {
        return one.sub(other).abs().max().item_double();
    }

    /** Each row has its own scale: a large row takes nothing from a small one, and a row of zeros stays so. */
    @Test
    void aNumberIsOffByHalfAStepOfItsRow() {
        try (Scope _ = Scope.open()) {
            Tensor rows = drawn(1, 5000, 33).mul(drawn(10, 5000, 1).exp());
            rows.select(0, 4321).zero_();
            try (ByteMatrix matrix = ByteMatrix.of(List.of(rows))) {
                Tensor step = rows.abs().amax(new long[] {1}, true).div(Tensors.scalar(127));
                Tensor beyond = rows.sub(matrix.wide()).abs().sub(step.mul(Tensors.scalar(0.5001)));
                assertThat(beyond.max().item_double()).isLessThanOrEqualTo(0);
                assertThat(matrix.wide().select(0, 4321).abs().max().item_double())
                        .isZero();
                assertThat(matrix.isOf(rows)).isTrue();
                assertThat(matrix.isOf(rows.to(torch.ScalarType.BFloat16))).isTrue();
                rows.select(0, 4999).mul_(Tensors.scalar(1.05));
                assertThat(matrix.isOf(rows)).isFalse();
            }
        }
    }

    /** Widths that no kernel is made for, numbers of x as far apart as hidden states are, and rows that are zero. */
    @Test
    void aProductIsThatOfTheRoundedNumbers() {
        long[][] shapes = {{1, 1}, {3, 7}, {17, 130}, {64, 1025}, {9000, 8}};
        for (long[] shape : shapes) {
            for (int count : new int[] {1, 2, 9, 70}) {
                try (Scope _ = Scope.open();
                        ByteMatrix matrix = ByteMatrix.of(List.of(drawn(0.05, shape)))) {
                    Tensor x = drawn(1, 2, count, shape[1]);
                    x.select(1, 0).select(1, 0).fill_(Tensors.scalar(1000));
                    x.select(0, 1).select(0, count - 1).zero_();
                    Tensor product = matrix.times(x);
                    Tensor wanted = torch.matmul(
                            x.to(torch.ScalarType.Double), matrix.wide().t().to(torch.ScalarType.Double));
                    assertThat(product.shape()).containsExactly(2, count, shape[0]);
                    assertThat(product.is_contiguous()).isTrue();
                    // Of a sum's largest term, float32 has 1e-7.
                    double largest = wanted.abs().max().item_double();
                    assertThat(off(product, wanted)).isLessThan(3e-6 * Math.max(1, largest));
                }
            }
        }
    }

    @Test
    void severalWeightsStandOneBelowTheOtherAndRowsAreTakenInPlace() {
        try (Scope _ = Scope.open()) {
            Tensor first = drawn(1, 6, 40);
            Tensor second = drawn(1, 10, 40).to(torch.ScalarType.BFloat16);
            try (ByteMatrix both = ByteMatrix.of(List.of(first, second));
                    ByteMatrix alone = ByteMatrix.of(List.of(second));
                    ByteMatrix part = both.narrow(6, 10)) {
                assertThat(torch.equal(part.wide(), alone.wide())).isTrue();
                assertThat(torch.equal(both.wide(6, 10), alone.wide())).isTrue();
                Tensor x = drawn(1, 3, 40);
                assertThat(torch.equal(part.times(x), both.times(x).narrow(1, 6, 10)))
                        .isTrue();
                Tensor places = Tensors.longs(new long[] {15, 0, 6, 6}, 2, 2);
                Tensor rows = both.rows(places);
                assertThat(rows.shape()).containsExactly(2, 2, 40);
                assertThat(torch.equal(
                                rows.select(0, 0).select(0, 0), both.wide().select(0, 15)))
                        .isTrue();
            }
        }
    }

    /** So that a text has the bits alone that it has in any batch, also beside one that is not finite. */
    @Test
    void aRowDependsOnNoOther() {
        try (Scope _ = Scope.open();
                ByteMatrix matrix = ByteMatrix.of(List.of(drawn(1, 96, 600)))) {
            Tensor x = drawn(1, 70, 600);
            Tensor all = matrix.times(x);
            for (int count : new int[] {1, 2, 5, 14, 15, 33}) {
                int from = random.nextInt(70 - count + 1);
                assertThat(torch.equal(matrix.times(x.narrow(0, from, count)), all.narrow(0, from, count)))
                        .isTrue();
            }
            int lost = random.nextInt(70);
            x.select(0, lost).select(0, 5).fill_(Tensors.scalar(random.nextBoolean() ? Double.NaN : 1 / 0.0));
            Tensor beside = matrix.times(x);
            assertThat(torch.equal(beside.narrow(0, 0, lost), all.narrow(0, 0, lost)))
                    .isTrue();
            assertThat(Tensors.finite(beside.narrow(0, lost, 1))).isFalse();
        }
    }

    @Test
    void noGradientIsLostSilently() {
        try (Scope _ = Scope.open();
                ByteMatrix matrix = ByteMatrix.of(List.of(drawn(1, 4, 4)))) {
            Tensor x = drawn(1, 2, 4).set_requires_grad(true);
            assertThatThrownBy(() -> matrix.times(x.mul(x))).hasMessageContaining("differentiated");
        }
    }

    @Test
    void aResultOutlivesWhatItWasComputedWith() {
        try (Scope scope = Scope.open()) {
            Tensor kept;
            Tensor same;
            try (ByteMatrix matrix = ByteMatrix.of(List.of(drawn(1, 40, 4)));
                    Scope inner = Scope.open()) {
                Tensor x = drawn(1, 3, 4);
                kept = inner.keep(matrix.times(x));
                same = inner.keep(torch.cat(new TensorVector(kept), 0).clone());
            }
            for (int i = 0; i < 100; i++) {
                drawn(1, 40, 4);
            }
            assertThat(torch.equal(kept, scope.keep(same))).isTrue();
        }
    }
}
