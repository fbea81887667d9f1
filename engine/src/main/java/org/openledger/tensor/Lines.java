package org.openledger.tensor;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A tensor [.., columns] as lines of numbers, for many small products in turn. On the processor in float32 BLAS is called itself: of a
 * few lines an operation of libtorch takes longer than its product. Nothing can be differentiated. It points into the tensor's memory,
 * which must outlive it. Not thread-safe.
 */
public final class Lines {
    private static final int FLOAT = torch.ScalarType.Float.value;

    private final Tensor tensor;
    private final boolean direct;
    private final Blas.Matrix numbers;

    /** @param tensor of two dimensions or three, whose lines are equally far apart, each without gaps */
    public Lines(Tensor tensor) {
        this.tensor = tensor;
        int last = Math.toIntExact(tensor.dim() - 1);
        long first = tensor.size(0);
        long second = last == 1 ? 1 : tensor.size(1);
        int columns = Math.toIntExact(tensor.size(last));
        long stride = first > 1 ? tensor.stride(0) : columns; // that of one alone may be anything
        if (second > 1) {
            if (first > 1 && stride != second * tensor.stride(1)) {
                throw new IllegalStateException("the lines of a tensor are not equally far apart");
            }
            stride = tensor.stride(1);
        }
        direct = tensor.is_cpu() && tensor.scalar_type().value == FLOAT && (columns == 1 || tensor.stride(last) == 1);
        numbers = new Blas.Matrix(
                direct ? tensor.data_ptr_float().address() : 0,
                Math.toIntExact(first * second),
                columns,
                Math.toIntExact(stride));
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
                    .copy_(some(from, count).mm(weight.tensor));
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
            some(from, count).addmm_(x.some(0, count).narrow(1, column, weight.columns()), weight.tensor.t());
        }
    }

    /** Some of the lines as a tensor that shares their memory: [count, columns]. */
    public Tensor some(long from, int count) {
        return (tensor.dim() == 2 ? tensor : tensor.view(-1, columns())).narrow(0, from, count);
    }
}
