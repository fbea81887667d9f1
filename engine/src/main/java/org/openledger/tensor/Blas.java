package org.openledger.tensor;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * OpenBLAS's products of matrices that stand row by row, by their addresses. JavaCPP makes an object of each address and a longer call of each product,
 * which counts where a product takes two microseconds.
 */
final class Blas {
    private static final int BY_ROWS = 101;
    private static final int PLAIN = 111;
    private static final int TRANSPOSED = 112;
    private static final ValueLayout INT = ValueLayout.JAVA_INT;
    private static final ValueLayout FLOAT = ValueLayout.JAVA_FLOAT;
    private static final ValueLayout ADDRESS = ValueLayout.JAVA_LONG;

    private static final MethodHandle SGEMV =
            function("cblas_sgemv", INT, INT, INT, INT, FLOAT, ADDRESS, INT, ADDRESS, INT, FLOAT, ADDRESS, INT);

    private static final MethodHandle SGEMM = function(
            "cblas_sgemm", INT, INT, INT, INT, INT, INT, FLOAT, ADDRESS, INT, ADDRESS, INT, FLOAT, ADDRESS, INT);

    private Blas() {}

    private static MethodHandle function(String name, ValueLayout... arguments) {
        Loader.load(openblas_nolapack.class);
        MemoryLayout[] layouts = Arrays.copyOf(arguments, arguments.length, MemoryLayout[].class);
        return Linker.nativeLinker()
                .downcallHandle(SymbolLookup.loaderLookup().findOrThrow(name), FunctionDescriptor.ofVoid(layouts));
    }

    /**
     * Float32 numbers, row by row.
     *
     * @param address of the first
     * @param stride numbers from a row's first to the next row's
     */
    record Matrix(long address, int rows, int columns, int stride) {
        /** Some rows and columns of it, where it is. */
        Matrix part(long row, int count, int column, int width) {
            return new Matrix(address + Float.BYTES * (row * stride + column), count, width, stride);
        }
    }

    /** Sets {@code to} [n, outputs] to x·W or x·Wᵀ, or adds that to it. */
    static void multiply(Matrix x, Matrix w, boolean transposed, boolean adds, Matrix to) {
        float beta = adds ? 1 : 0;
        try {
            if (x.rows == 1) {
                SGEMV.invokeExact(
                        BY_ROWS,
                        transposed ? PLAIN : TRANSPOSED, // W·x of a column x, or Wᵀ·x
                        w.rows,
                        w.columns,
                        1f,
                        w.address,
                        w.stride,
                        x.address,
                        1,
                        beta,
                        to.address,
                        1);
            } else {
                SGEMM.invokeExact(
                        BY_ROWS,
                        PLAIN,
                        transposed ? TRANSPOSED : PLAIN,
                        x.rows,
                        to.columns,
                        x.columns,
                        1f,
                        x.address,
                        x.stride,
                        w.address,
                        w.stride,
                        beta,
                        to.address,
                        to.stride);
            }
        } catch (Throwable impossible) {
            throw new IllegalStateException("OpenBLAS has another signature", impossible);
        }
    }
}
