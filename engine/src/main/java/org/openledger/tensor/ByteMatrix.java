package org.openledger.tensor;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Dispatcher;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.OperatorHandle;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * A weight rounded to 8 bits: each row is int8 times one float32, which makes the row's largest number 127. It is another weight than
 * the one it was made of, by up to half a step of each row.
 *
 * <p>Products are sums of whole numbers: a row of x is written as three digits to the base {@value #BASE} of the row's largest number, each of
 * which is multiplied exactly. So a product is W·x to the last bits of float32, and a row of it depends on no other. It owns its memory: close it.
 */
public final class ByteMatrix implements AnswerMatrix {
    /** Largest number that is used of int8. */
    private static final double LARGEST = 127;
    /** What is left after a digit is at most half of it, so that the next one has twice as many steps and one for the middle. */
    private static final int BASE = 254;

    private static final int DIGITS = 3;
    /** Beyond so many inputs a sum of products of int8 may leave int32. */
    private static final long MOST_INPUTS = Integer.MAX_VALUE / (128 * 128);
    /** Below it a row is zero: float32 has no smaller normal number. */
    private static final double LEAST = Float.MIN_NORMAL;
    /** Rows that are widened or rounded together, so that little stands in memory twice. */
    private static final long ROWS_AT_ONCE = 4096;

    private static final OperatorHandle WHOLE =
            Scope.own(Dispatcher.singleton().findSchemaOrThrow("aten::_int_mm", ""));
    /** Whether this processor's product of int8 is exact: some kernels for old ones saturate at 16 bits. */
    private static final boolean EXACT = isExact();

    private final Tensor numbers;
    private final Tensor scale;

    private ByteMatrix(Tensor numbers, Tensor scale) {
        this.numbers = numbers;
        this.scale = scale;
    }

    /** Rounds weights [outputs, inputs] of finite numbers, one below the other. */
    public static ByteMatrix of(List<Tensor> weights) {
        try (Scope _ = Scope.open();
                NoGradGuard _ = new NoGradGuard()) {
            long rows = weights.stream().mapToLong(weight -> weight.size(0)).sum();
            Tensor numbers = Tensors.unsetBytes(rows, weights.getFirst().size(1));
            Tensor scale = Tensors.unset(rows, 1);
            long at = 0;
            for (Tensor weight : weights) {
                for (long from = 0; from < weight.size(0); from += ROWS_AT_ONCE) {
                    long count = Math.min(ROWS_AT_ONCE, weight.size(0) - from);
                    try (Scope _ = Scope.open()) {
                        Tensor wide = weight.narrow(0, from, count).to(torch.ScalarType.Float);
                        Tensor step = step(wide);
                        scale.narrow(0, at, count).copy_(step);
                        numbers.narrow(0, at, count).copy_(wide.div(step).round_());
                    }
                    at += count;
                }
            }
            return new ByteMatrix(Scope.own(numbers), Scope.own(scale));
        }
    }

    /** Some rows of it, in the same memory; to be closed too. */
    public ByteMatrix narrow(long from, long count) {
        try (Scope _ = Scope.open()) {
            return new ByteMatrix(Scope.own(numbers.narrow(0, from, count)), Scope.own(scale.narrow(0, from, count)));
        }
    }

    /** Its numbers as float32, [outputs, inputs]. */
    public Tensor wide() {
        return wide(0, numbers.size(0));
    }

    /** Those of some rows. */
    public Tensor wide(long from, long count) {
        try (Scope scope = Scope.open()) {
            return scope.keep(
                    numbers.narrow(0, from, count).to(torch.ScalarType.Float).mul_(scale.narrow(0, from, count)));
        }
    }

    /** The rows of these places [..] as float32, [.., inputs]. */
    public Tensor rows(Tensor places) {
        try (Scope scope = Scope.open()) {
            Tensor flat = places.reshape(-1);
            long[] shape = Arrays.copyOf(places.shape(), places.shape().length + 1);
            shape[shape.length - 1] = numbers.size(1);
            return scope.keep(numbers.index_select(0, flat)
                    .to(torch.ScalarType.Float)
                    .mul_(scale.index_select(0, flat))
                    .view(shape));
        }
    }

    /** Whether this is what a weight becomes when it is rounded, after it may have been bfloat16. */
    public boolean isOf(Tensor weight) {
        for (long from = 0; from < numbers.size(0); from += ROWS_AT_ONCE) {
            try (Scope _ = Scope.open()) {
                long count = Math.min(ROWS_AT_ONCE, numbers.size(0) - from);
                Tensor stated = weight.narrow(0, from, count).to(torch.ScalarType.Float);
                Tensor off = stated.sub(wide(from, count)).abs_();
                Tensor allowed = stated.abs()
                        .mul_(Tensors.scalar(0x1p-7))
                        .add_(scale.narrow(0, from, count).mul(Tensors.scalar(0.51)));
                if (off.sub_(allowed).max().item_double() > 0) {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    public Tensor times(Tensor x) {
        if (x.requires_grad()) {
            throw new IllegalStateException("a product that cannot be differentiated was asked for a gradient");
        }
        long inputs = numbers.size(1);
        try (Scope scope = Scope.open()) {
            Tensor flat = x.reshape(-1, inputs);
            boolean whole = EXACT && inputs <= MOST_INPUTS && x.device().is_cpu();
            Tensor product = whole ? byDigits(flat) : widened(flat);
            long[] shape = x.shape();
            shape[shape.length - 1] = numbers.size(0);
            return scope.keep(product.view(shape));
        }
    }

    private Tensor byDigits(Tensor x) {
        Tensor step = step(x);
        TensorVector digits = new TensorVector();
        Tensor left = x.div(step);
        for (int digit = 0; digit < DIGITS; digit++) {
            Tensor whole = left.round();
            digits.push_back(whole);
            left = left.sub(whole).mul_(Tensors.scalar(BASE));
        }
        // Of the smallest digit first, so that little is lost in sums.
        Tensor products = product(torch.cat(digits, 0).to(torch.ScalarType.Char), numbers)
                .to(torch.ScalarType.Float)
                .view(DIGITS, x.size(0), numbers.size(0));
        Tensor sum = products.select(0, DIGITS - 1);
        for (int digit = DIGITS - 2; digit >= 0; digit--) {
            sum = sum.div(Tensors.scalar(BASE)).add_(products.select(0, digit));
        }
        return sum.mul_(step).mul_(scale.view(1, -1));
    }

    private Tensor widened(Tensor x) {
        TensorVector parts = new TensorVector();
        for (long from = 0; from < numbers.size(0); from += ROWS_AT_ONCE) {
            try (Scope scope = Scope.open()) {
                long count = Math.min(ROWS_AT_ONCE, numbers.size(0) - from);
                parts.push_back(scope.keep(torch.linear(x, wide(from, count))));
            }
        }
        return torch.cat(parts, -1);
    }

    /** What a step of int8 is in each row, [rows, 1]. A row that is not finite has no such, and stays so. */
    private static Tensor step(Tensor rows) {
        return rows.abs()
                .amax(new long[] {1}, true)
                .div_(Tensors.scalar(LARGEST))
                .clamp_min_(Tensors.scalar(LEAST));
    }

    /** int32 [rows, outputs] of int8 x [rows, inputs] and weight [outputs, inputs]. */
    private static Tensor product(Tensor x, Tensor weight) {
        IValueVector stack = new IValueVector(new IValue(x), new IValue(weight.t()));
        WHOLE.callBoxed(stack);
        return new Tensor(stack.get(0).toTensor()); // what is in the stack ends with it
    }

    private static boolean isExact() {
        long inputs = 64;
        try (Scope _ = Scope.open();
                NoGradGuard _ = new NoGradGuard()) {
            Tensor largest =
                    Tensors.ones(16, inputs).mul(Tensors.scalar(LARGEST)).cpu().to(torch.ScalarType.Char);
            double sum = inputs * LARGEST * LARGEST;
            Tensor same = product(largest, largest).to(torch.ScalarType.Float);
            Tensor opposite = product(largest, largest.neg()).to(torch.ScalarType.Float);
            return same.min().item_double() == sum && opposite.max().item_double() == -sum;
        } catch (RuntimeException withoutKernels) { // what libtorch throws where it has no such product
            return false;
        }
    }

    @Override
    public void close() {
        numbers.close();
        scale.close();
    }
}
