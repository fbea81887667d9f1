package org.openledger.tensor;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A tensor [.., columns] as lines of numbers, for many small products in turn. On the processor in float32 BLAS is called itself: of a
 * few lines an operation of libtorch takes longer than its product. Nothing can be differentiated. It points into the tensor's memory,
 * which must outlive it. Not thread-safe.
 */
public final class Lines {
    private final Tensor lines;
    private final boolean direct;
    private final Blas.Matrix numbers;

    /** @param tensor whose lines are equally far apart, each without gaps */
    public Lines(Tensor tensor) {
        lines = tensor.dim() == 2 ? tensor : tensor.view(-1, tensor.size(-1));
        int count = Math.toIntExact(lines.size(0));
        int columns = Math.toIntExact(lines.size(1));
        int stride = count > 1 ? Math.toIntExact(lines.stride(0)) : columns; // one line's may be anything
        direct = lines.device().is_cpu()
                && lines.scalar_type().intern() == torch.ScalarType.Float
                && (columns == 1 || lines.stride(1) == 1);
        numbers = new Blas.Matrix(direct ? lines.data_ptr_float().address() : 0, count, columns, stride);
    }

    /** How many lines there are. */
    public int count() {
        return numbers.rows();
    }

    /** How many numbers each has. */
    public int columns() {
        return numbers.columns();
    }

    /**
     * Sets the first columns of the first lines of {@code into} to x·weight, x being some of these lines.
     *
     * @param weight [inputs, outputs], of which one line of x reads one number after the other
     */
    public void times(long from, int count, Lines weight, Lines into) {
        if (direct && weight.direct && into.direct) {
            Blas.multiply(
                    numbers.part(from, count, 0, columns()),
                    weight.numbers,
                    /* transposed= */ false,
                    /* adds= */ false,
                    into.numbers.part(0, count, 0, weight.columns()));
        } else {
            into.some(0, count)
                    .narrow(1, 0, weight.columns())
                    .copy_(some(from, count).mm(weight.lines));
        }
    }

    /**
     * Adds x·weightᵀ to some of these lines.
     *
     * @param x of which the first {@code count} lines are taken, and as many columns from {@code column} on as the weight has inputs
     * @param weight [outputs, inputs], of which one line of x reads one number after the other
     */
    public void add(long from, int count, Lines x, int column, Lines weight) {
        if (direct && weight.direct && x.direct) {
            Blas.multiply(
                    x.numbers.part(0, count, column, weight.columns()),
                    weight.numbers,
                    /* transposed= */ true,
                    /* adds= */ true,
                    numbers.part(from, count, 0, columns()));
        } else {
            some(from, count).addmm_(x.some(0, count).narrow(1, column, weight.columns()), weight.lines.t());
        }
    }

    /** Some of the lines as a tensor that shares their memory: [count, columns]. */
    public Tensor some(long from, int count) {
        return lines.narrow(0, from, count);
    }
}
