package org.openledger.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Tensors;

/**
 * Keys and values of the tokens already computed, in pages of {@value #PAGE_TOKENS} tokens (Kwon et al., PagedAttention, SOSP 2023,
 * arXiv:2309.06180). A text is a slot, which takes pages as it grows; texts of any length may be continued in one batch. Texts that
 * begin alike may look at the same full pages, which nobody writes any more: a page is free again when nobody holds it. Memory that
 * no page has used yet is not taken from the machine.
 *
 * <p>Not thread-safe: the thread that runs the forward passes owns it.
 */
public final class KvCache implements AutoCloseable {
    public static final int PAGE_TOKENS = 16;

    private final ModelConfig config;
    private final int capacity;
    /** Where padding is written: the page after those that texts have. */
    private final int spare;

    /** [2·layers, heads, pages, tokens·size]: first the keys of all layers, then their values. */
    private final Tensor store;

    private final List<Layer> keys = new ArrayList<>();
    private final List<Layer> values = new ArrayList<>();
    private final Slot[] slots;
    /** How many hold each page. */
    private final int[] holders;
    /** Those that nobody holds; the last is taken next. */
    private final int[] free;

    private int freePages;

    /** One layer's keys or values: by pages of one head, and by tokens of one head. */
    private record Layer(Tensor pages, Tensor tokens) {
        static Layer of(Tensor layer, long size) {
            return new Layer(Scope.own(layer.view(-1, PAGE_TOKENS * size)), Scope.own(layer.view(-1, size)));
        }

        void close() {
            pages.close();
            tokens.close();
        }
    }

    private static final class Slot {
        private int length;
        private int[] pages = new int[4];
        private int count;

        void add(int page) {
            if (count == pages.length) {
                pages = Arrays.copyOf(pages, 2 * count);
            }
            pages[count++] = page;
        }
    }

    /**
     * Where a batch's tokens go and what they look at.
     *
     * @param places where each token's key of each head goes, int64 [B·T·heads]
     * @param looked the pages that each head of each row looks at, int64 [B·heads·P]; a row with fewer looks at its first again
     * @param rows B·heads
     */
    public record Window(KvCache cache, Tensor places, Tensor looked, long rows) {
        /** Stores this pass's keys [B, T, heads, size] and gives all that are looked at, [B·heads, P·tokens, size]. */
        Tensor extendKeys(int layer, Tensor fresh) {
            return extend(cache.keys.get(layer), fresh);
        }

        Tensor extendValues(int layer, Tensor fresh) {
            return extend(cache.values.get(layer), fresh);
        }

        private Tensor extend(Layer layer, Tensor fresh) {
            long size = fresh.size(3);
            layer.tokens.index_copy_(0, places, fresh.reshape(-1, size));
            return layer.pages.index_select(0, looked).view(rows, -1, size);
        }
    }

    /** An empty cache of {@code slots} texts of up to {@code capacity} tokens, with pages for all of them. */
    public KvCache(ModelConfig config, int slots, int capacity) {
        this(config, slots, capacity, Math.multiplyExact(slots, pages(capacity)));
    }

    /** @param pages that all texts share; one text at least must find room */
    public KvCache(ModelConfig config, int slots, int capacity, int pages) {
        if (slots < 1 || capacity < 1 || capacity > config.maximumPositions() || pages < pages(capacity)) {
            throw new IllegalStateException("a cache of " + slots + " slots of " + capacity + " tokens in " + pages
                    + " pages fits no model of " + config.maximumPositions() + " positions");
        }
        this.config = config;
        this.capacity = capacity;
        this.spare = pages;
        this.slots = new Slot[slots];
        Arrays.setAll(this.slots, _ -> new Slot());
        holders = new int[pages];
        free = new int[pages];
        Arrays.setAll(free, i -> pages - 1 - i);
        freePages = pages;
        int layers = config.layers();
        long size = config.headSize();
        store = Scope.own(Tensors.unset(2L * layers, config.keyValueHeads(), pages + 1L, PAGE_TOKENS * size));
        for (int layer = 0; layer < layers; layer++) {
            keys.add(Layer.of(store.select(0, layer), size));
            values.add(Layer.of(store.select(0, (long) layers + layer), size));
        }
    }

    /** How many pages so many tokens fill or begin. */
    public static int pages(int tokens) {
        return Math.ceilDiv(tokens, PAGE_TOKENS);
    }

    /** Bytes that a page takes. */
    public static long pageBytes(ModelConfig config) {
        return 2L * config.layers() * config.keyValueHeads() * config.headSize() * PAGE_TOKENS * Float.BYTES;
    }

    /** How many tokens the slot holds. */
    public int length(int slot) {
        return slots[slot].length;
    }

    /** How many pages the slot holds. */
    public int heldPages(int slot) {
        return slots[slot].count;
    }

    /** The slot's page of that number, counting from its start. */
    public int page(int slot, int number) {
        return slots[slot].pages[number];
    }

    /** How many pages somebody holds. */
    public int heldPages() {
        return (int) Arrays.stream(holders).filter(count -> count > 0).count();
    }

    /** How many pages nobody holds. */
    public int freePages() {
        return freePages;
    }

    /** Keeps a page that a text holds beyond the text's end, until {@link #letGo}. */
    public void hold(int page) {
        if (holders[page]++ == 0) {
            throw new IllegalStateException("page " + page + " is free and was to be held");
        }
    }

    /** Gives a page back that was held. */
    public void letGo(int page) {
        if (--holders[page] == 0) {
            free[freePages++] = page;
        } else if (holders[page] < 0) {
            throw new IllegalStateException("page " + page + " was let go twice");
        }
    }

    /** Begins an empty slot's text with full pages that are held already. */
    public void begin(int slot, int[] fullPages) {
        if (slots[slot].count > 0) {
            throw new IllegalStateException("slot " + slot + " has a text");
        }
        for (int page : fullPages) {
            hold(page);
            slots[slot].add(page);
        }
        slots[slot].length = fullPages.length * PAGE_TOKENS;
    }

    /** Lets the slot look at a held page in place of a full one of its own, which says the same. */
    public void replace(int slot, int number, int page) {
        if ((number + 1) * PAGE_TOKENS > slots[slot].length) {
            throw new IllegalStateException("page " + number + " of slot " + slot + " is not full");
        }
        hold(page);
        letGo(slots[slot].pages[number]);
        slots[slot].pages[number] = page;
    }

    /** Empties the slot for another text. */
    public void release(int slot) {
        for (int i = 0; i < slots[slot].count; i++) {
            letGo(slots[slot].pages[i]);
        }
        slots[slot] = new Slot();
    }

    /**
     * The batch that continues the given slots, each by its own tokens (at least one), and counts them as held. Run it through
     * the decoder exactly once. Its tensors belong to the caller's scope.
     */
    public TokenBatch append(int[] rows, int[][] tokens) {
        int longest = Arrays.stream(tokens).mapToInt(each -> each.length).max().orElseThrow();
        int heads = config.keyValueHeads();
        long[] positions = new long[rows.length * longest];
        long[] places = new long[rows.length * longest * heads];
        int pages = grow(rows, tokens);
        for (int row = 0; row < rows.length; row++) {
            Slot slot = slots[rows[row]];
            int held = slot.length - tokens[row].length;
            for (int i = 0; i < longest; i++) {
                boolean real = i < tokens[row].length;
                int position = real ? held + i : held;
                positions[row * longest + i] = position;
                for (int head = 0; head < heads; head++) {
                    long page = inStore(head, real ? slot.pages[position / PAGE_TOKENS] : spare);
                    places[(row * longest + i) * heads + head] = page * PAGE_TOKENS + position % PAGE_TOKENS;
                }
            }
        }
        Window window =
                new Window(this, Tensors.longs(places, places.length), looked(rows, pages), (long) rows.length * heads);
        return new TokenBatch(
                TokenBatch.ids(tokens, longest),
                Tensors.longs(positions, rows.length, longest),
                mask(positions, rows.length, longest, pages * PAGE_TOKENS),
                window);
    }

    /** Makes room for the tokens, and gives the most pages that one of the slots then has. */
    private int grow(int[] rows, int[][] tokens) {
        int most = 0;
        int before = freePages;
        for (int row = 0; row < rows.length; row++) {
            Slot slot = slots[rows[row]];
            int length = slot.length + tokens[row].length;
            if (tokens[row].length == 0 || length > capacity || pages(length) - slot.count > freePages) {
                throw new IllegalStateException("slot " + rows[row] + " holds " + slot.length + " of " + capacity
                        + " tokens and cannot take " + tokens[row].length + "; " + freePages + " pages are free");
            }
            while (slot.count < pages(length)) {
                int page = free[--freePages];
                holders[page] = 1;
                slot.add(page);
            }
            slot.length = length;
            most = Math.max(most, slot.count);
        }
        if (freePages < before) {
            clear(Arrays.copyOfRange(free, freePages, before)); // those that were taken: nothing was given back between
        }
        return most;
    }

    /**
     * What the pages held becomes zeros. Those that are taken need it: attention multiplies what it masks by zero, which an infinity
     * would survive.
     */
    public void clear(int[] pages) {
        try (Scope _ = Scope.open();
                NoGradGuard _ = new NoGradGuard()) {
            store.index_fill_(2, Tensors.indices(pages), Tensors.scalar(0));
        }
    }

    private Tensor looked(int[] rows, int pages) {
        int heads = config.keyValueHeads();
        long[] looked = new long[rows.length * heads * pages];
        int next = 0;
        for (int row : rows) {
            for (int head = 0; head < heads; head++) {
                for (int i = 0; i < pages; i++) {
                    looked[next++] = inStore(head, slots[row].pages[i < slots[row].count ? i : 0]);
                }
            }
        }
        return Tensors.longs(looked, looked.length);
    }

    private long inStore(int head, int page) {
        return head * (spare + 1L) + page;
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
        keys.forEach(Layer::close);
        values.forEach(Layer::close);
        store.close();
    }
}
