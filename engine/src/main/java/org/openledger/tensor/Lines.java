package org.openledger.tensor;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A tensor [.., columns] as lines of numbers, for many small products in turn. On the processor in float32 BLAS is called itself: of a
 * few lines an operation of libtorch takes longer than its product. Nothing can be differentiated. It points into the tensor's memory,
 * which must outlive it. Not thread-safe.
 */
public final class Lines {
    private final Tensor lines;
    private final int columns;
    private final int stride;
    private final boolean direct;
    private final FloatPointer start;

    /** @param tensor whose lines are equally far apart, each without gaps */
    public Lines(Tensor tensor) {
        lines = tensor.dim() == 2 ? tensor : tensor.view(-1, tensor.size(-1));
        columns = Math.toIntExact(lines.size(1));
        stride = lines.size(0) > 1 ? Math.toIntExact(lines.stride(0)) : columns; // one line's may be anything
        direct = lines.device().is_cpu()
                && lines.scalar_type().intern() == torch.ScalarType.Float
                && (lines.stride(1) == 1 || columns == 1);
        start = direct ? lines.data_ptr_float() : new FloatPointer();
    }

    /** How many lines there are. */
    public long count() {
        return lines.size(0);
    }

    /**
     * Sets the first columns of the first lines of {@code into} to x·weightᵀ, x being some of these lines.
     *
     * @param weight [outputs, inputs]
     */
    public void times(long from, int count, Lines weight, Lines into) {
        if (!(direct && weight.direct && into.direct)) {
            into.some(0, count)
                    .narrow(1, 0, weight.count())
                    .copy_(some(from, count).mm(weight.lines.t()));
        } else if (count == 1) {
            openblas_nolapack.cblas_sgemv(
                    CblasRowMajor,
                    CblasNoTrans,
                    Math.toIntExact(weight.count()),
                    columns,
                    1,
                    weight.start,
                    weight.stride,
                    at(from),
                    1,
                    0,
                    into.start,
                    1);
        } else {
            openblas_nolapack.cblas_sgemm(
                    CblasRowMajor,
                    CblasNoTrans,
                    CblasTrans,
                    count,
                    Math.toIntExact(weight.count()),
                    columns,
                    1,
                    at(from),
                    stride,
                    weight.start,
                    weight.stride,
                    0,
                    into.start,
                    into.stride);
        }
    }

    /**
     * Adds x·weight to some of these lines.
     *
     * @param x of which the first {@code count} lines are taken, and as many columns from {@code column} on as the weight has inputs
     * @param weight [inputs, outputs]
     */
    public void add(long from, int count, Lines x, int column, Lines weight) {
        if (!(direct && weight.direct && x.direct)) {
            some(from, count).addmm_(x.some(0, count).narrow(1, column, weight.count()), weight.lines);
        } else if (count == 1) {
            openblas_nolapack.cblas_sgemv(
                    CblasRowMajor,
                    CblasTrans,
                    Math.toIntExact(weight.count()),
                    columns,
                    1,
                    weight.start,
                    weight.stride,
                    x.start.getPointer(column),
                    1,
                    1,
                    at(from),
                    1);
        } else {
            openblas_nolapack.cblas_sgemm(
                    CblasRowMajor,
                    CblasNoTrans,
                    CblasNoTrans,
                    count,
                    columns,
                    Math.toIntExact(weight.count()),
                    1,
                    x.start.getPointer(column),
                    x.stride,
                    weight.start,
                    weight.stride,
                    1,
                    at(from),
                    stride);
        }
    }

    /** Some of the lines as a tensor that shares their memory: [count, columns]. */
    public Tensor some(long from, int count) {
        return lines.narrow(0, from, count);
    }

    private FloatPointer at(long line) {
        return start.getPointer(line * stride);
    }
}
