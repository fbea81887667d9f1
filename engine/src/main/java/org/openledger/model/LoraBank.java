package org.openledger.model;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;
import org.openledger.tensor.Products;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Tensors;

/**
 * K adapters side by side, one a slot. In a batch of B rows, slot k adapts rows k·B/K … (k+1)·B/K − 1, so that B must be a
 * multiple of K: a bank of one adapts the whole batch. It can be differentiated; for answers see {@link RowBank}.
 */
public class LoraBank implements AutoCloseable {
    /**
     * The factors of one matrix for all slots: a [K, rank, inputs], b [K, outputs, rank]. Those of an adapter that was read may have the 16
     * bits of its file; a bank computes with them {@link #wide}.
     *
     * @param gain what each output of the adapted matrix is multiplied by, [K, 1, outputs]: a weight-decomposed adapter's magnitude
     *     over the row's norm (Liu et al., DoRA, arXiv:2402.09353); null where no slot has one
     * @param shift what is added to each output after that, [K, 1, outputs]: what biases are trained to; null where no slot has one
     */
    public record Factors(
            Tensor a,
            Tensor b,
            @Nullable Tensor gain,
            @Nullable Tensor shift) {
        /** Of plain adapters. */
        public Factors(Tensor a, Tensor b) {
            this(a, b, null, null);
        }

        /** A factor as it is computed with: float32 where it has 16 bits. */
        public static Tensor wide(Tensor factor) {
            return torch.elementSize(factor.scalar_type()) < Float.BYTES ? factor.to(torch.ScalarType.Float) : factor;
        }

        private Stream<Tensor> tensors() {
            return Stream.of(a, b, gain, shift).flatMap(Stream::ofNullable);
        }

        /** Whether they have neither gain nor shift. */
        boolean isPlain() {
            return gain == null && shift == null;
        }

        long bytes() {
            return tensors().mapToLong(Tensor::nbytes).sum();
        }

        void close() {
            tensors().forEach(Tensor::close);
        }
    }

    private final int slots;
    private final boolean exactSlots;
    private final @Nullable Tensor scale;
    private final List<Map<Projection, Factors>> layers;
    private final @Nullable LoraTaps taps;
    private final boolean differentiatedTwice;
    /** The adapter of each slot, where one of them changes embedding or head; they stay their owners'. */
    private final List<@Nullable Adapter> vocabularies;

    /**
     * @param scale what each slot's product is multiplied by, of shape [K, 1, 1]
     * @param layers the adapted matrices of each layer
     * @param exactSlots whether a slot's result must not depend on its neighbours, to the bit; costs speed where slots are small
     */
    public LoraBank(Tensor scale, List<Map<Projection, Factors>> layers, boolean exactSlots) {
        this(scale, layers, exactSlots, null, List.of(), false);
    }

    private LoraBank(
            Tensor scale,
            List<Map<Projection, Factors>> layers,
            boolean exactSlots,
            @Nullable LoraTaps taps,
            List<@Nullable Adapter> vocabularies,
            boolean differentiatedTwice) {
        this(Math.toIntExact(scale.size(0)), scale, layers, exactSlots, taps, vocabularies, differentiatedTwice);
    }

    /** A bank that keeps its factors elsewhere. */
    protected LoraBank(int slots, List<@Nullable Adapter> vocabularies) {
        this(slots, null, List.of(), false, null, vocabularies, false);
    }

    private LoraBank(
            int slots,
            @Nullable Tensor scale,
            List<Map<Projection, Factors>> layers,
            boolean exactSlots,
            @Nullable LoraTaps taps,
            List<@Nullable Adapter> vocabularies,
            boolean differentiatedTwice) {
        this.slots = slots;
        this.scale = scale;
        this.layers = layers.stream().map(Map::copyOf).toList();
        this.exactSlots = exactSlots;
        this.taps = taps;
        this.vocabularies = vocabularies;
        this.differentiatedTwice = differentiatedTwice;
    }

    /** The same bank, which tells {@code taps} what goes through it. It shares this bank's memory. */
    public LoraBank tapped(LoraTaps taps) {
        return new LoraBank(slots, scale, layers, exactSlots, taps, vocabularies, differentiatedTwice);
    }

    /** The same bank, with attention written out, so that a gradient can itself be differentiated. It shares this bank's memory. */
    public LoraBank forSecondDerivatives() {
        return new LoraBank(slots, scale, layers, exactSlots, taps, vocabularies, true);
    }

    /**
     * Stacks adapters, null standing for the base alone; smaller ranks are filled up with zeros, which changes no result. Slots
     * are exact. The bank owns its memory: close it. What adapters change in embedding and head stays theirs: they must outlive it.
     */
    public static LoraBank stack(ModelConfig config, List<@Nullable Adapter> adapters) {
        int rank = 1;
        float[] scales = new float[adapters.size()];
        for (int slot = 0; slot < scales.length; slot++) {
            Adapter adapter = adapters.get(slot);
            if (adapter != null) {
                rank = Math.max(rank, adapter.config().rank());
                scales[slot] = (float) adapter.config().scale();
            }
        }
        List<Map<Projection, Factors>> layers = new ArrayList<>();
        for (int layer = 0; layer < config.layers(); layer++) {
            Map<Projection, Factors> factors = new EnumMap<>(Projection.class);
            for (Projection projection : config.projections()) {
                if (anyAdapts(adapters, layer, projection)) {
                    factors.put(projection, stack(config, adapters, layer, projection, rank));
                }
            }
            layers.add(factors);
        }
        boolean vocabulary =
                adapters.stream().anyMatch(each -> each != null && (each.embedding() != null || each.head() != null));
        return new LoraBank(
                Scope.own(Tensors.floats(scales, scales.length, 1, 1)),
                layers,
                true,
                null,
                vocabulary ? new ArrayList<>(adapters) : List.of(),
                false);
    }

    private static boolean anyAdapts(List<@Nullable Adapter> adapters, int layer, Projection projection) {
        return adapters.stream().anyMatch(each -> each != null && each.config().adapts(layer, projection));
    }

    private static Factors stack(
            ModelConfig config, List<@Nullable Adapter> adapters, int layer, Projection projection, int rank) {
        List<Factors> whole = new ArrayList<>();
        for (Adapter adapter : adapters) {
            if (adapter == null
                    || adapter.config().rank() != rank
                    || !adapter.config().adapts(layer, projection)) {
                return filledUp(config, adapters, layer, projection, rank);
            }
            whole.add(adapter.factors(layer, projection));
        }
        try (Scope _ = Scope.open()) {
            return new Factors(
                    Scope.own(torch.cat(all(whole, Factors::a), 0)),
                    Scope.own(torch.cat(all(whole, Factors::b), 0)),
                    perOutput(config, adapters, layer, projection, Factors::gain, 1),
                    perOutput(config, adapters, layer, projection, Factors::shift, 0));
        }
    }

    /** One number for each output of all slots, {@code neutral} where an adapter has none; null where none has. */
    private static @Nullable Tensor perOutput(
            ModelConfig config,
            List<@Nullable Adapter> adapters,
            int layer,
            Projection projection,
            Function<Factors, @Nullable Tensor> of,
            double neutral) {
        Tensor all = null;
        for (int slot = 0; slot < adapters.size(); slot++) {
            Adapter adapter = adapters.get(slot);
            boolean adapts = adapter != null && adapter.config().adapts(layer, projection);
            Tensor own = adapts ? of.apply(adapter.factors(layer, projection)) : null;
            if (own != null) {
                if (all == null) {
                    all = Scope.own(Tensors.zeros(adapters.size(), 1, projection.outputs(config))
                            .fill_(Tensors.scalar(neutral)));
                }
                all.select(0, slot).copy_(own.select(0, 0));
            }
        }
        return all;
    }

    private static TensorVector all(List<Factors> factors, Function<Factors, Tensor> of) {
        return new TensorVector(factors.stream().map(of).map(Factors::wide).toArray(Tensor[]::new));
    }

    private static Factors filledUp(
            ModelConfig config, List<@Nullable Adapter> adapters, int layer, Projection projection, int rank) {
        try (Scope _ = Scope.open()) {
            Tensor a = Scope.own(Tensors.zeros(adapters.size(), rank, projection.inputs(config)));
            Tensor b = Scope.own(Tensors.zeros(adapters.size(), projection.outputs(config), rank));
            for (int slot = 0; slot < adapters.size(); slot++) {
                Adapter adapter = adapters.get(slot);
                if (adapter != null && adapter.config().adapts(layer, projection)) {
                    int own = adapter.config().rank();
                    Factors factors = adapter.factors(layer, projection);
                    a.select(0, slot).narrow(0, 0, own).copy_(factors.a().select(0, 0));
                    b.select(0, slot).narrow(1, 0, own).copy_(factors.b().select(0, 0));
                }
            }
            return new Factors(
                    a,
                    b,
                    perOutput(config, adapters, layer, projection, Factors::gain, 1),
                    perOutput(config, adapters, layer, projection, Factors::shift, 0));
        }
    }

    /** How many slots there are. */
    public int slots() {
        return slots;
    }

    /** The factors of one matrix, which must be adapted. */
    public Factors factorsOf(int layer, Projection projection) {
        return Objects.requireNonNull(factors(layer, projection), "the bank does not adapt this matrix");
    }

    /** The factors of one matrix, or null where it is not adapted. */
    @Nullable
    Factors factors(int layer, Projection projection) {
        return layers.get(layer).get(projection);
    }

    /** Whether the base's products are of numbers alone: libtorch differentiates none, and no slot must have the bits that it has elsewhere. */
    protected boolean onNumbers() {
        return false;
    }

    /** Whether what it computes is differentiated twice, which fused kernels cannot be. */
    boolean differentiatedTwice() {
        return differentiatedTwice;
    }

    /** Some of the base's matrices that share their input; nothing of them is learnt. */
    public interface Frozen {
        /** W·x of each, [.., outputs]; each may be part of one tensor. */
        List<Tensor> times(Tensor x);

        /** W of one of them, [outputs, inputs], widened where it is stored narrow. */
        Tensor weight(int place);

        /** What one of them is called in the base. */
        String name(int place);
    }

    /** What adapted matrices that share their input give of x [B, T, inputs]. */
    protected List<Tensor> products(Tensor x, Frozen base, int layer, List<Projection> matrices) {
        return adapted(x, base.times(x), layer, matrices);
    }

    /** What the base's head gives of lines [lines, hidden], which is as {@code plain} gives it. */
    protected Tensor head(Tensor lines, Frozen head, UnaryOperator<Tensor> plain) {
        return plain.apply(lines);
    }

    /** x, where a gradient may go back in several pieces. */
    protected Tensor cut(Tensor x) {
        return x;
    }

    /** W·x for the base's matrix; x is [B, T, inputs]. */
    protected Tensor base(Tensor x, Tensor weight) {
        if (!exactSlots || slots == 1) {
            return Products.of(x, weight);
        }
        // One product of the same shape for each slot: no kernel's choice can then depend on how many slots there are.
        long inputs = x.size(2);
        Tensor matrices = weight.t().unsqueeze(0).expand(slots, inputs, weight.size(0));
        return torch.bmm(grouped(x), matrices).view(x.size(0), x.size(1), weight.size(0));
    }

    /**
     * (W·x + scale·B·A·x)·gain + shift of matrices that share their input.
     *
     * @param bases W·x of each matrix, which may be overwritten
     */
    List<Tensor> adapted(Tensor x, List<Tensor> bases, int layer, List<Projection> matrices) {
        List<Tensor> adapted = new ArrayList<>();
        for (int i = 0; i < bases.size(); i++) {
            adapted.add(adapted(x, bases.get(i), layer, matrices.get(i)));
        }
        return adapted;
    }

    private Tensor adapted(Tensor x, Tensor base, int layer, Projection projection) {
        Factors factors = factors(layer, projection);
        if (factors == null) {
            return base;
        }
        if (slots == 1 && taps == null && factors.isPlain()) {
            Tensor reduced = torch.linear(flat(x), factors.a().select(0, 0)).mul(scale().view(1, 1));
            return torch.addmm(flat(base), reduced, factors.b().select(0, 0).t())
                    .view(base.shape());
        }
        Tensor reduced =
                product(grouped(x), factors.a(), layer, projection, false).mul(scale());
        Tensor delta = product(reduced, factors.b(), layer, projection, true);
        Tensor sum = base.add(delta.view(base.shape()));
        Tensor gain = factors.gain();
        Tensor gained = gain == null ? sum : grouped(sum).mul(gain).view(base.shape());
        Tensor shift = factors.shift();
        return shift == null ? gained : grouped(gained).add(shift).view(base.shape());
    }

    /** The head of some rows: what their adapter changes in the base's, or null, and their slot where slots are exact, else −1. */
    record Head(@Nullable VocabularyChange change, int slot) {}

    /** Whether some slot's adapter changes the head. */
    boolean changesHead() {
        return vocabularies.stream().anyMatch(each -> each != null && each.head() != null);
    }

    /** The head of one of a batch's rows. */
    Head head(int row, long rows) {
        Adapter adapter = vocabulary(row, rows);
        return new Head(adapter == null ? null : adapter.head(), exactSlots ? slotOf(row, rows) : -1);
    }

    private int slotOf(int row, long rows) {
        return Math.toIntExact(row * (long) slots / rows);
    }

    private @Nullable Adapter vocabulary(int row, long rows) {
        return vocabularies.isEmpty() ? null : vocabularies.get(slotOf(row, rows));
    }

    /** The embeddings [B, T, hidden] of tokens [B, T], of which {@code base} are the base's. */
    Tensor embedded(Tensor ids, Tensor base) {
        if (vocabularies.isEmpty()) {
            return base;
        }
        long rows = ids.size(0);
        TensorVector each = new TensorVector();
        for (int row = 0; row < rows; row++) {
            Adapter adapter = vocabulary(row, rows);
            VocabularyChange change = adapter == null ? null : adapter.embedding();
            Tensor own = base.narrow(0, row, 1);
            each.push_back(change == null ? own : change.embedded(ids.narrow(0, row, 1), own));
        }
        return torch.cat(each, 0);
    }

    private Tensor product(Tensor x, Tensor factor, int layer, Projection projection, boolean second) {
        Tensor product = torch.bmm(x, factor.transpose(1, 2));
        return taps == null ? product : taps.through(layer, projection, second, x, product);
    }

    /**
     * A function of each number by itself, exact by slot where the bank asks for it: vector and scalar code differ in the last bit at
     * the seams of threads.
     */
    static Tensor elementwise(@Nullable LoraBank bank, Tensor x, UnaryOperator<Tensor> function) {
        if (bank == null || !bank.exactSlots || bank.slots == 1) {
            return function.apply(x);
        }
        TensorVector parts = x.chunk(bank.slots, 0);
        Tensor[] results = new Tensor[bank.slots];
        for (int slot = 0; slot < bank.slots; slot++) {
            results[slot] = function.apply(parts.get(slot));
        }
        return torch.cat(new TensorVector(results), 0);
    }

    private Tensor scale() {
        return Objects.requireNonNull(scale);
    }

    private static Tensor flat(Tensor x) {
        return x.reshape(-1, x.size(2));
    }

    private Tensor grouped(Tensor x) {
        if (x.size(0) % slots != 0) {
            throw new IllegalStateException(x.size(0) + " rows cannot be shared by " + slots + " adapters");
        }
        return x.reshape(slots, x.size(0) / slots * x.size(1), x.size(2));
    }

    @Override
    public void close() {
        if (scale != null) {
            scale.close();
        }
        for (Map<Projection, Factors> layer : layers) {
            layer.values().forEach(Factors::close);
        }
    }
}
