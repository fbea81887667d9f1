package org.openledger.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Tensors;

/**
 * Keys and values of the tokens already computed, in slots of fixed capacity, one text a slot. Slots of any length may be
 * continued in one batch. Not thread-safe: the thread that runs the forward passes owns it.
 */
public final class KvCache implements AutoCloseable {
    private final int capacity;
    private final int[] lengths;
    private final List<Tensor> keys = new ArrayList<>();
    private final List<Tensor> values = new ArrayList<>();

    /**
     * Where a batch's tokens go and what they look at.
     *
     * @param slots the slot of each row, int64 [B], or all slots in order when {@code allSlots}
     * @param places the line of each token in the cache, int64 [B·T]; padding goes to the spare last line
     * @param span S, how many tokens from each slot's start are looked at
     */
    public record Window(KvCache cache, Tensor slots, boolean allSlots, Tensor places, long span) {
        /** Stores this pass's keys and values [B, T, heads, size] and gives all of the slots', [B, S, heads, size]. */
        Tensor extend(List<Tensor> store, int layer, Tensor fresh) {
            Tensor lines = store.get(layer);
            long heads = fresh.size(2);
            long size = fresh.size(3);
            lines.index_copy_(0, places, fresh.reshape(-1, heads, size));
            Tensor all = lines.narrow(0, 0, (long) cache.lengths.length * cache.capacity)
                    .view(cache.lengths.length, cache.capacity, heads, size)
                    .narrow(1, 0, span);
            return allSlots ? all : all.index_select(0, slots);
        }

        Tensor extendKeys(int layer, Tensor fresh) {
            return extend(cache.keys, layer, fresh);
        }

        Tensor extendValues(int layer, Tensor fresh) {
            return extend(cache.values, layer, fresh);
        }
    }

    /** An empty cache of {@code slots} texts of up to {@code capacity} tokens. */
    public KvCache(ModelConfig config, int slots, int capacity) {
        if (slots < 1 || capacity < 1 || capacity > config.maximumPositions()) {
            throw new IllegalStateException("a cache of " + slots + " slots of " + capacity
                    + " tokens fits no model of " + config.maximumPositions() + " positions");
        }
        this.capacity = capacity;
        lengths = new int[slots];
        long lines = (long) slots * capacity + 1;
        for (int layer = 0; layer < config.layers(); layer++) {
            keys.add(Scope.own(Tensors.zeros(lines, config.keyValueHeads(), config.headSize())));
            values.add(Scope.own(Tensors.zeros(lines, config.keyValueHeads(), config.headSize())));
        }
    }

    /** Bytes that such a cache takes. */
    public static long bytes(ModelConfig config, int slots, int capacity) {
        long line = 2L * config.layers() * config.keyValueHeads() * config.headSize() * Float.BYTES;
        return ((long) slots * capacity + 1) * line;
    }

    /** The number of slots. */
    public int slots() {
        return lengths.length;
    }

    /** The most tokens a slot holds. */
    public int capacity() {
        return capacity;
    }

    /** How many tokens the slot holds. */
    public int length(int slot) {
        return lengths[slot];
    }

    /**
     * Empties the slot for another text. What it held becomes zeros: attention multiplies what it masks by zero, which an infinity
     * would survive.
     */
    public void release(int slot) {
        try (Scope _ = Scope.open();
                NoGradGuard _ = new NoGradGuard()) {
            for (List<Tensor> store : List.of(keys, values)) {
                for (Tensor lines : store) {
                    lines.narrow(0, (long) slot * capacity, lengths[slot]).zero_();
                }
            }
        }
        lengths[slot] = 0;
    }

    /** Forgets all but the first {@code length} tokens of the slot. */
    public void truncate(int slot, int length) {
        if (length < 0 || length > lengths[slot]) {
            throw new IllegalStateException("slot " + slot + " holds " + lengths[slot] + " tokens, not " + length);
        }
        lengths[slot] = length;
    }

    /**
     * The batch that continues the given slots, each by its own tokens (at least one), and counts them as held. Run it through
     * the decoder exactly once. Its tensors belong to the caller's scope.
     */
    public TokenBatch append(int[] slots, int[][] tokens) {
        int longest = Arrays.stream(tokens).mapToInt(each -> each.length).max().orElseThrow();
        int rows = slots.length;
        long[] positions = new long[rows * longest];
        long[] places = new long[rows * longest];
        int span = 0;
        for (int row = 0; row < rows; row++) {
            int held = lengths[slots[row]];
            if (tokens[row].length == 0 || held + tokens[row].length > capacity) {
                throw new IllegalStateException("slot " + slots[row] + " holds " + held + " of " + capacity
                        + " tokens and cannot take " + tokens[row].length);
            }
            for (int i = 0; i < longest; i++) {
                boolean real = i < tokens[row].length;
                positions[row * longest + i] = real ? held + i : held;
                places[row * longest + i] =
                        real ? (long) slots[row] * capacity + held + i : (long) lengths.length * capacity;
            }
            lengths[slots[row]] = held + tokens[row].length;
            span = Math.max(span, lengths[slots[row]]);
        }
        Window window =
                new Window(this, Tensors.indices(slots), inOrder(slots), Tensors.longs(places, places.length), span);
        return new TokenBatch(
                TokenBatch.ids(tokens, longest),
                Tensors.longs(positions, rows, longest),
                mask(positions, rows, longest, span),
                window);
    }

    private boolean inOrder(int[] slots) {
        for (int i = 0; i < slots.length; i++) {
            if (slots[i] != i) {
                return false;
            }
        }
        return slots.length == lengths.length;
    }

    /** A token looks at its own slot's tokens up to itself. */
    private static Tensor mask(long[] positions, int rows, int length, int span) {
        float[] mask = new float[rows * length * span];
        for (int i = 0; i < positions.length; i++) {
            int from = i * span + (int) positions[i] + 1;
            Arrays.fill(mask, Math.min(from, (i + 1) * span), (i + 1) * span, Float.NEGATIVE_INFINITY);
        }
        return Tensors.floats(mask, rows, 1, 1, length, span);
    }

    @Override
    public void close() {
        keys.forEach(Tensor::close);
        values.forEach(Tensor::close);
    }
}
