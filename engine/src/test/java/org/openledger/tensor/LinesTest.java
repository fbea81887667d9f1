package org.openledger.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("unit")
class LinesTest {
    /** Of any shape, one line, one column and one number among them, also where lines stand in a wider tensor. */
    @ParameterizedTest
    @EnumSource(
            value = torch.ScalarType.class,
            names = {"Float", "Double"})
    void productsAreThoseOfLibtorch(torch.ScalarType type) {
        Random random = new Random(11);
        for (int round = 0; round < 300; round++) {
            try (Scope _ = Scope.open();
                    NoGradGuard _ = new NoGradGuard()) {
                int inputs = 1 + random.nextInt(40);
                int reduced = 1 + random.nextInt(6);
                int outputs = 1 + random.nextInt(40);
                int count = 1 + random.nextInt(5);
                int from = random.nextInt(4);
                Tensor x = wider(random, type, from + count + 2, inputs);
                Tensor a = torch.randn(inputs, reduced).to(type);
                Tensor b = torch.randn(outputs, reduced).to(type);
                Tensor y = wider(random, type, from + count + 2, outputs);
                Tensor expected = y.clone();
                Tensor some = expected.narrow(0, from, count);
                some.add_(x.narrow(0, from, count).mm(a).mm(b.t()));

                Lines room = new Lines(torch.zeros(count + 1, reduced + 2).to(type));
                new Lines(x).times(from, count, new Lines(a), room);
                new Lines(y).add(from, count, room, 0, new Lines(b));

                assertThat(y.sub(expected).abs().max().item_double()).isLessThan(1e-4);
                if (reduced > 1) {
                    int column = 1 + random.nextInt(reduced - 1);
                    Tensor part = b.narrow(1, column, reduced - column);
                    some.add_(x.narrow(0, from, count)
                            .mm(a)
                            .narrow(1, column, reduced - column)
                            .mm(part.t()));
                    new Lines(y).add(from, count, room, column, new Lines(part));
                    assertThat(y.sub(expected).abs().max().item_double()).isLessThan(1e-4);
                }
            }
        }
    }

    @Test
    void linesOfABatchAreThoseOfItsTexts() {
        for (int[] shape : new int[][] {{4, 1}, {1, 4}, {2, 3}}) {
            try (Scope _ = Scope.open();
                    NoGradGuard _ = new NoGradGuard()) {
                int count = shape[0] * shape[1];
                Tensor batch = torch.randn(shape[0], shape[1], 8).narrow(2, 1, 5);
                Tensor a = torch.randn(5, 3);
                Lines room = new Lines(torch.zeros(count, 3));
                new Lines(batch).times(0, count, new Lines(a), room);
                Tensor expected = batch.reshape(-1, 5).mm(a);
                assertThat(room.some(0, count).sub(expected).abs().max().item_double())
                        .isLessThan(1e-5);
            }
        }
        try (Scope _ = Scope.open()) {
            Tensor apart = torch.randn(2, 3, 5).transpose(0, 1);
            assertThatThrownBy(() -> new Lines(apart))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("equally far apart");
        }
    }

    /** Lines that stand apart by more than they are long. */
    private static Tensor wider(Random random, torch.ScalarType type, int lines, int columns) {
        int before = random.nextInt(3);
        return torch.randn(lines, before + columns + random.nextInt(3)).to(type).narrow(1, before, columns);
    }
}
