package org.openledger.tensor;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * Memory of matrices that are read together, such as an adapter's: places of one size stand side by side in slabs that large pages hold, each
 * from its first number to its last in the order of use. Every token reads all of them, and finding small pages takes as long as reading
 * them. Not thread-safe. It owns its memory: close it.
 */
public final class SlabMemory implements AutoCloseable {
    /** Matrices begin at a cache line: 16 numbers. */
    private static final long LINE = 16;
    /** Numbers of a slab, but for one place that is larger: 8 MiB. */
    private static final long SLAB = 2L << 20;

    private final List<Slab> slabs = new ArrayList<>();

    /** Places of one size. */
    private static final class Slab {
        private final long size;
        private final int places;
        private final Tensor numbers;
        private final BitSet taken = new BitSet();

        Slab(long size) {
            this.size = size;
            this.places = Math.toIntExact(Math.max(1, SLAB / size));
            this.numbers = NativeMemory.inLargePages(places * size);
        }

        boolean hasPlace(long of) {
            return size == of && taken.cardinality() < places;
        }
    }

    /** Numbers of one who asked. */
    public final class Place implements AutoCloseable {
        private final Slab slab;
        private final int number;
        private final List<Tensor> matrices = new ArrayList<>();
        private long used;

        private Place(Slab slab) {
            this.slab = slab;
            this.number = slab.taken.nextClearBit(0);
            slab.taken.set(number);
        }

        /** The next matrix, a copy of {@code source} [lines, columns] as it is multiplied; it lives until the place is given back. */
        public Tensor add(Tensor source) {
            try (Scope _ = Scope.open()) {
                Tensor matrix = Scope.own(slab.numbers
                        .narrow(0, number * slab.size + used, source.numel())
                        .view(source.shape()));
                matrices.add(matrix);
                used += upToLine(source.numel());
                matrix.copy_(source);
                return matrix;
            }
        }

        @Override
        public void close() {
            matrices.forEach(Tensor::close);
            matrices.clear();
            slab.taken.clear(number);
            if (slab.taken.isEmpty()) {
                slabs.remove(slab);
                slab.numbers.close();
            }
        }
    }

    /** What a matrix takes of a place. */
    public static long upToLine(long numbers) {
        return Math.ceilDiv(numbers, LINE) * LINE;
    }

    /** A place of so many numbers, the caller's until it closes it. */
    public Place place(long numbers) {
        long size = Math.max(LINE, numbers);
        for (Slab slab : slabs) {
            if (slab.hasPlace(size)) {
                return new Place(slab);
            }
        }
        Slab slab = new Slab(size);
        slabs.add(slab);
        return new Place(slab);
    }

    @Override
    public void close() {
        slabs.forEach(slab -> slab.numbers.close());
        slabs.clear();
    }
}
