package org.openledger.tensor;

import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Makes all tensors, on the {@link Device}; conversions between them and Java arrays. */
public final class Tensors {
    private static final long FINITE_AT_ONCE = 1 << 20;

    private Tensors() {}

    /** A float32 tensor of {@code shape} with the given values in row-major order. */
    public static Tensor floats(float[] values, long... shape) {
        return Device.placed(Tensor.create(values, shape));
    }

    /** The same in float64. */
    public static Tensor doubles(double[] values, long... shape) {
        return Device.placed(Tensor.create(values, shape));
    }

    /** An int64 tensor of {@code shape} with the given values in row-major order. */
    public static Tensor longs(long[] values, long... shape) {
        return Device.placed(Tensor.create(values, shape));
    }

    /** An int64 vector of indices. */
    public static Tensor indices(int[] values) {
        long[] wide = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            wide[i] = values[i];
        }
        return longs(wide, wide.length);
    }

    /** A float32 tensor of zeros. */
    public static Tensor zeros(long... shape) {
        return torch.zeros(shape, Device.options(torch.ScalarType.Float));
    }

    /** A float32 tensor of ones. */
    public static Tensor ones(long... shape) {
        return torch.ones(shape, Device.options(torch.ScalarType.Float));
    }

    /** The int64 vector 0 … count − 1. */
    public static Tensor count(long count) {
        return torch.arange(scalar((double) count), Device.options(torch.ScalarType.Long));
    }

    /** The float32 matrix of ones on the diagonal. */
    public static Tensor identity(long size) {
        return torch.eye(size, Device.options(torch.ScalarType.Float));
    }

    /** A float32 tensor of numbers that must be written before they are read; memory is taken where they are written. */
    public static Tensor unset(long... shape) {
        return torch.empty(shape, Device.options(torch.ScalarType.Float), new MemoryFormatOptional());
    }

    /** The same of int8. */
    public static Tensor unsetBytes(long... shape) {
        return torch.empty(shape, Device.options(torch.ScalarType.Char), new MemoryFormatOptional());
    }

    /** All values in row-major order; converts to float32. */
    public static float[] toFloats(Tensor tensor) {
        try (Scope _ = Scope.open()) {
            Tensor dense = tensor.detach().to(torch.ScalarType.Float).cpu().contiguous();
            float[] values = new float[Math.toIntExact(dense.numel())];
            dense.data_ptr_float().get(values);
            return values;
        }
    }

    /** All values in row-major order; converts to float64. */
    public static double[] toDoubles(Tensor tensor) {
        try (Scope _ = Scope.open()) {
            Tensor dense = tensor.detach().to(torch.ScalarType.Double).cpu().contiguous();
            double[] values = new double[Math.toIntExact(dense.numel())];
            dense.data_ptr_double().get(values);
            return values;
        }
    }

    /** All values of an int64 tensor in row-major order. */
    public static long[] toLongs(Tensor tensor) {
        try (Scope _ = Scope.open()) {
            Tensor dense = tensor.cpu().contiguous();
            long[] values = new long[Math.toIntExact(dense.numel())];
            dense.data_ptr_long().get(values);
            return values;
        }
    }

    /** The tensor's own bytes, valid while the tensor lives; the tensor must be on the processor, contiguous, and below 2 GiB. */
    public static ByteBuffer bytes(Tensor tensor) {
        if (!tensor.is_contiguous()) {
            throw new IllegalStateException("the bytes of a tensor that is not contiguous were asked for");
        }
        return new BytePointer(tensor.data_ptr()).capacity(tensor.nbytes()).asByteBuffer();
    }

    /** {@code value} as libtorch takes numbers. */
    public static Scalar scalar(double value) {
        return new Scalar(value);
    }

    /** Whether every number is one: no NaN, no infinity. Looks at pieces, so that no copy of a large tensor is made. */
    public static boolean finite(Tensor tensor) {
        try (Scope _ = Scope.open()) {
            Tensor flat = tensor.detach().reshape(-1);
            for (long from = 0; from < flat.numel(); from += FINITE_AT_ONCE) {
                try (Scope _ = Scope.open()) {
                    Tensor piece = flat.narrow(0, from, Math.min(FINITE_AT_ONCE, flat.numel() - from));
                    // Times zero every number is zero, and NaN and the infinities are NaN: two passes where isfinite
                    // takes five.
                    if (Double.isNaN(piece.mul(scalar(0)).sum().item_double())) {
                        return false;
                    }
                }
            }
            return true;
        }
    }
}
