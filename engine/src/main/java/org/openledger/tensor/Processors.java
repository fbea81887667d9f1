package org.openledger.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.presets.openblas_nolapack;
import org.bytedeco.pytorch.global.torch;

/**
 * Computes independent pieces of work side by side, one piece on one processor. Splitting one small operation over processors
 * costs more in waiting than it gains: a training step of a model 192 wide took 1.3 processor seconds with two threads an
 * operation and 0.14 with one, on two shared cores. Pieces scale instead, and each is computed by one thread in the same way, so
 * results do not depend on how many processors there are.
 */
public final class Processors implements AutoCloseable {
    private static final int WIDTH_WORTH_SPLITTING = 1024;

    private final ExecutorService threads;

    /** As many threads as the machine has processors. */
    public Processors() {
        threads = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(), task -> {
            Thread thread = new Thread(task, "engine-compute");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Lets one operation take one thread for a model whose hidden states are narrower than {@value #WIDTH_WORTH_SPLITTING}, all
     * processors for a wider one. The last call counts, for threads that have not computed yet and for the calling one.
     * {@code OMP_NUM_THREADS} in the environment decides where it is set.
     */
    public static void suit(int width) {
        if (System.getenv("OMP_NUM_THREADS") != null) {
            return;
        }
        int each = width < WIDTH_WORTH_SPLITTING ? 1 : Runtime.getRuntime().availableProcessors();
        Loader.load(org.bytedeco.openblas.global.openblas_nolapack.class);
        openblas_nolapack.blas_set_num_threads(each);
        torch.set_num_threads(each);
    }

    /** The pieces' results, in the pieces' order; the first piece that fails throws here. */
    public <T> List<T> compute(List<Callable<T>> pieces) {
        try {
            List<T> results = new ArrayList<>(pieces.size());
            for (Future<T> future : threads.invokeAll(pieces)) {
                results.add(result(future));
            }
            return results;
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
    }

    private static IllegalStateException interrupted(InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while computing", interrupted);
    }

    /** What a thread computed, or throws what it threw. */
    static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failed.getCause());
        }
    }

    @Override
    public void close() {
        threads.close();
    }
}
