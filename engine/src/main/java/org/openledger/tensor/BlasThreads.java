package org.openledger.tensor;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.presets.openblas_nolapack;

/**
 * How many threads one matrix product takes. OpenBLAS splits every product over all processors, which for small matrices costs
 * more in waiting than it gains: measured on two shared cores with a width of 192, one thread a product took 0.7 processor
 * seconds a training step, two threads 5 to 8. {@code OPENBLAS_NUM_THREADS} in the environment decides where it is set.
 */
public final class BlasThreads {
    private static final int WIDTH_WORTH_SPLITTING = 1024;

    private BlasThreads() {}

    /** Suits the products of a model whose hidden states are {@code width} wide; the last call counts for the whole process. */
    public static void suit(int width) {
        if (System.getenv("OPENBLAS_NUM_THREADS") != null) {
            return;
        }
        Loader.load(org.bytedeco.openblas.global.openblas_nolapack.class);
        openblas_nolapack.blas_set_num_threads(
                width < WIDTH_WORTH_SPLITTING ? 1 : Runtime.getRuntime().availableProcessors());
    }
}
