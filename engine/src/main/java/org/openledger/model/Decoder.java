package org.openledger.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;
import org.openledger.tensor.AnswerMatrix;
import org.openledger.tensor.Processors;
import org.openledger.tensor.Products;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Tensors;

/**
 * The decoder of every {@link Family}: RMSNorm, rotary positions, grouped-query attention, a gated feed-forward (Touvron et al.,
 * arXiv:2307.09288), and what the model's {@link Architecture} says differs. There is one forward computation, for training,
 * scoring and serving alike. Attention is fused but where a second derivative is asked for, which exact attribution does: fused
 * kernels have none.
 */
public final class Decoder {
    /** Rows of the vocabulary. */
    private static final long HEAD_AT_ONCE = 8192;

    private final ModelConfig config;
    private final Architecture architecture;
    private final DecoderWeights weights;
    private final Map<Architecture.Rotation, Rope> ropes = new HashMap<>();
    private final torch.ScalarType precision;
    /** Whether all matrices are stored in that precision. */
    private final boolean stored;

    public Decoder(ModelConfig config, DecoderWeights weights) {
        this.config = config;
        this.architecture = config.architecture();
        this.weights = weights;
        this.precision = weights.finalNorm().scalar_type().intern();
        this.stored = weights.tensors().values().stream()
                .allMatch(each -> each.scalar_type().intern() == precision);
        for (Architecture.Attention attention : architecture.layers()) {
            if (attention.rope() != null) {
                ropes.computeIfAbsent(attention.rope(), Rope::new);
            }
        }
        Processors.suit(config.hiddenSize());
    }

    /** The model's shape. */
    public ModelConfig config() {
        return config;
    }

    /** The model's tensors. */
    public DecoderWeights weights() {
        return weights;
    }

    /** The type of its numbers, and so of all it computes. */
    public torch.ScalarType precision() {
        return precision;
    }

    /** Whether a matrix is widened to that type at each use, and kept so for the way back of what is differentiated. */
    public boolean widens() {
        return !stored || weights.head().isEmpty();
    }

    /**
     * What all layers of one kind look at in a pass.
     *
     * @param mask of the tokens of each head of a group, one head's after the other's: broadcast to [B, 1, heads of a group·T, S]
     * @param turn of their positions, if they have one
     */
    private record Sight(Tensor mask, Rope.@Nullable Turn turn) {}

    /** The query heads of a group are further rows of one product with their shared key head: nothing is repeated but the mask. */
    private Tensor ofGroups(Tensor mask) {
        long group = config.heads() / config.keyValueHeads();
        Tensor each = mask.to(precision);
        return mask.size(3) == 1
                ? each.squeeze(1)
                : each.expand(mask.size(0), 1, group, mask.size(3), mask.size(4))
                        .reshape(mask.size(0), 1, group * mask.size(3), mask.size(4));
    }

    private Map<Architecture.Attention, Sight> sights(TokenBatch batch) {
        Map<Architecture.Rotation, Rope.Turn> turns = new HashMap<>();
        ropes.forEach((rotation, rope) -> turns.put(rotation, rope.at(batch.positions())));
        Map<Architecture.Attention, Sight> sights = new HashMap<>();
        for (Architecture.Attention kind : architecture.layers()) {
            sights.computeIfAbsent(
                    kind,
                    each -> new Sight(
                            ofGroups(batch.mask(each.window())), each.rope() == null ? null : turns.get(each.rope())));
        }
        return sights;
    }

    /** The last layer's output, normalised, ready for the head: [B, T, hidden]. Without a bank the base alone computes. */
    public Tensor hidden(TokenBatch batch, @Nullable LoraBank bank) {
        try (Scope scope = Scope.open()) {
            return scope.keep(hiddenFrom(0, embedded(batch, bank), batch, bank));
        }
    }

    /** The same from what enters a layer on, which is as {@link #entering} gives it. */
    public Tensor hiddenFrom(int layer, Tensor entering, TokenBatch batch, @Nullable LoraBank bank) {
        try (Scope scope = Scope.open()) {
            Tensor x = blocks(layer, config.layers(), entering, batch, bank);
            return scope.keep(normalised(x, weights.finalNorm()));
        }
    }

    /** What enters a layer where the base alone computes below it: [B, T, hidden]. */
    public Tensor entering(int layer, TokenBatch batch) {
        try (Scope scope = Scope.open()) {
            return scope.keep(blocks(0, layer, embedded(batch, null), batch, null));
        }
    }

    private Tensor embedded(TokenBatch batch, @Nullable LoraBank bank) {
        Tensor x = wide(weights.embedded(batch.ids()));
        return times(bank == null ? x : bank.embedded(batch.ids(), x), architecture.embeddingMultiplier());
    }

    private Tensor blocks(int from, int to, Tensor entering, TokenBatch batch, @Nullable LoraBank bank) {
        Map<Architecture.Attention, Sight> sights = sights(batch);
        Tensor x = entering;
        for (int layer = from; layer < to; layer++) {
            Sight sight =
                    Objects.requireNonNull(sights.get(architecture.layers().get(layer)));
            x = block(x, layer, sight, batch, bank);
        }
        return x;
    }

    /** Logits [.., vocabulary] of hidden states [.., hidden], by the base's head. */
    public Tensor logits(Tensor hidden) {
        return logits(hidden, (VocabularyChange) null);
    }

    /** The same under a bank that leaves the head as it is. */
    public Tensor logits(Tensor hidden, @Nullable LoraBank bank) {
        Optional<Tensor> stored =
                weights.head().filter(each -> each.scalar_type().intern() == precision);
        return bank == null || stored.isEmpty()
                ? logits(hidden)
                : finished(bank.head(
                        hidden,
                        frozen(of -> List.of(head(of)), _ -> stored.get(), _ -> DecoderWeights.HEAD),
                        this::head));
    }

    /** Logits [lines, vocabulary] of hidden states [lines, hidden], by a head that an adapter changed. */
    public Tensor logits(Tensor hidden, @Nullable VocabularyChange head) {
        return finished(head == null ? head(hidden) : head.logits(hidden, this::head));
    }

    private Tensor finished(Tensor plain) {
        Tensor divided =
                architecture.logitDivisor() == 1 ? plain : plain.div(Tensors.scalar(architecture.logitDivisor()));
        return capped(divided, architecture.logitCap(), null);
    }

    /** A head that must be widened is widened in pieces, so that it never stands in memory whole. */
    private Tensor head(Tensor hidden) {
        AnswerMatrix packed = weights.packedHead();
        if (packed != null && !hidden.requires_grad()) {
            return packed.times(hidden);
        }
        Optional<Tensor> head = weights.head().filter(each -> each.scalar_type().intern() == precision);
        if (head.isPresent()) {
            return Products.of(hidden, head.get());
        }
        TensorVector pieces = new TensorVector();
        long tokens = config.vocabularySize();
        for (long from = 0; from < tokens; from += HEAD_AT_ONCE) {
            try (Scope scope = Scope.open()) {
                Tensor rows = weights.headRows(from, Math.min(HEAD_AT_ONCE, tokens - from));
                pieces.push_back(scope.keep(torch.linear(hidden, wide(rows))));
            }
        }
        return torch.cat(pieces, -1);
    }

    private Tensor wide(Tensor tensor) {
        return stored ? tensor : tensor.to(precision);
    }

    /** Logits of every position, [B, T, vocabulary]. */
    public Tensor logits(TokenBatch batch, @Nullable LoraBank bank) {
        try (Scope scope = Scope.open()) {
            Tensor hidden = hidden(batch, bank);
            int[] rowOfLine = IntStream.range(0, Math.toIntExact(hidden.size(0) * hidden.size(1)))
                    .map(line -> line / Math.toIntExact(hidden.size(1)))
                    .toArray();
            Tensor lines = logitsOfRows(hidden.reshape(-1, hidden.size(2)), rowOfLine, hidden.size(0), bank);
            return scope.keep(lines.view(hidden.size(0), hidden.size(1), config.vocabularySize()));
        }
    }

    /**
     * Logits [lines, vocabulary] of hidden states [lines, hidden], each by the head of its row; rows with one head share a product.
     *
     * @param rowOfLine which row of the batch each line is of
     * @param rows of the batch
     */
    public Tensor logitsOfRows(Tensor lines, int[] rowOfLine, long rows, @Nullable LoraBank bank) {
        if (bank == null || !bank.changesHead()) {
            return logits(lines, bank);
        }
        Map<LoraBank.Head, List<Integer>> linesOfHead = new LinkedHashMap<>();
        for (int line = 0; line < rowOfLine.length; line++) {
            linesOfHead
                    .computeIfAbsent(bank.head(rowOfLine[line], rows), _ -> new ArrayList<>())
                    .add(line);
        }
        TensorVector parts = new TensorVector();
        int[] places = new int[rowOfLine.length];
        int next = 0;
        for (Map.Entry<LoraBank.Head, List<Integer>> each : linesOfHead.entrySet()) {
            for (int line : each.getValue()) {
                places[line] = next++;
            }
            int[] chosen = each.getValue().stream().mapToInt(Integer::intValue).toArray();
            parts.push_back(logits(
                    lines.index_select(0, Tensors.indices(chosen)),
                    each.getKey().change()));
        }
        return torch.cat(parts, 0).index_select(0, Tensors.indices(places));
    }

    /** Logits [B, vocabulary] of one position a row, {@code positions[row]} counting from the batch's first column. */
    public Tensor logitsAt(Tensor hidden, int[] positions, @Nullable LoraBank bank) {
        try (Scope scope = Scope.open()) {
            int[] lines = positions.clone();
            for (int row = 0; row < lines.length; row++) {
                lines[row] += row * Math.toIntExact(hidden.size(1));
            }
            Tensor flat = hidden.reshape(-1, hidden.size(2));
            int[] rows = IntStream.range(0, lines.length).toArray();
            return scope.keep(logitsOfRows(flat.index_select(0, Tensors.indices(lines)), rows, hidden.size(0), bank));
        }
    }

    private Tensor block(Tensor input, int layer, Sight sight, TokenBatch batch, @Nullable LoraBank bank) {
        try (Scope scope = Scope.open()) {
            DecoderWeights.Block block = weights.block(layer);
            Tensor seen = attention(normalised(input, block.beforeAttention()), layer, sight, batch, bank);
            Tensor x = cut(input.add(half(seen, block.afterAttention())), bank);
            Tensor fed = feedForward(normalised(x, block.beforeFeedForward()), layer, bank);
            return scope.keep(cut(x.add(half(fed, block.afterFeedForward())), bank));
        }
    }

    private static Tensor cut(Tensor x, @Nullable LoraBank bank) {
        return bank == null ? x : bank.cut(x);
    }

    /** One half of a block as it is added to what came in. */
    private Tensor half(Tensor x, @Nullable Tensor norm) {
        return times(normalised(x, norm), architecture.residualMultiplier());
    }

    /** softmax(q·kᵀ·scale + mask)·v with heads/keyValueHeads query heads to each key head. */
    private Tensor attention(Tensor x, int layer, Sight sight, TokenBatch batch, @Nullable LoraBank bank) {
        DecoderWeights.Block block = weights.block(layer);
        long rows = x.size(0);
        long length = x.size(1);
        long shared = config.keyValueHeads();
        long group = config.heads() / shared;
        long size = config.headSize();
        List<Tensor> qkv = together(x, layer, Projection.QUERY_KEY_VALUE, Projection.SHARING_INPUT.get(0), bank);
        Tensor q = placed(qkv.get(0), shared * group, block.queryNorm(), sight);
        Tensor k = placed(qkv.get(1), shared, block.keyNorm(), sight);
        Tensor v = qkv.get(2).reshape(rows, length, shared, size);
        KvCache.Window window = batch.window();
        // Keys and values that are kept come by head, [B·heads, S, size].
        Tensor keys = window == null ? k.transpose(1, 2) : byRow(window.extendKeys(layer, k), rows);
        Tensor values = window == null ? v.transpose(1, 2) : byRow(window.extendValues(layer, v), rows);
        Tensor queries = q.reshape(rows, length, shared, group, size)
                .permute(0, 2, 3, 1, 4)
                .reshape(rows, shared, group * length, size);
        Tensor attended = attended(queries, keys, values, sight.mask(), bank)
                .view(rows, shared, group, length, size)
                .permute(0, 3, 1, 2, 4)
                .reshape(rows, length, shared * group * size);
        return matrix(attended, layer, Projection.OUTPUT, bank);
    }

    private static Tensor byRow(Tensor kept, long rows) {
        return kept.view(rows, kept.size(0) / rows, kept.size(1), kept.size(2));
    }

    /** Of queries, keys and values [B, heads, .., headSize]. */
    private Tensor attended(Tensor q, Tensor k, Tensor v, Tensor mask, @Nullable LoraBank bank) {
        if (architecture.attentionCap() == 0 && (bank == null || !bank.differentiatedTwice())) {
            return torch.scaled_dot_product_attention(
                    q,
                    k,
                    v,
                    new TensorOptional(mask),
                    0,
                    false,
                    new DoubleOptional(architecture.attentionScale()),
                    false);
        }
        Tensor scores = torch.matmul(q, k.transpose(2, 3)).mul(Tensors.scalar(architecture.attentionScale()));
        return torch.matmul(
                capped(scores, architecture.attentionCap(), bank).add(mask).softmax(-1), v);
    }

    /** What matrices that share their input give: of one stored for all, where the family has it, or of each. */
    private List<Tensor> together(
            Tensor x, int layer, Projection all, List<Projection> parts, @Nullable LoraBank bank) {
        return config.projections().contains(all)
                ? split(matrix(x, layer, all, bank), parts)
                : matrices(x, layer, parts, bank);
    }

    private List<Tensor> split(Tensor x, List<Projection> parts) {
        List<Tensor> split = new ArrayList<>();
        long from = 0;
        for (Projection part : parts) {
            split.add(x.narrow(-1, from, part.outputs(config)));
            from += part.outputs(config);
        }
        return split;
    }

    /** Queries or keys [B, T, heads, headSize], normalised and turned to their places. */
    private Tensor placed(Tensor x, long heads, @Nullable Tensor norm, Sight sight) {
        boolean together = architecture.family().queryKeyNorm() == Family.QueryKeyNorm.OF_ALL;
        Tensor split = (together ? normalised(x, norm) : x).reshape(x.size(0), x.size(1), heads, config.headSize());
        Tensor headed = together ? split : normalised(split, norm);
        return sight.turn() == null ? headed : sight.turn().apply(headed);
    }

    private Tensor feedForward(Tensor x, int layer, @Nullable LoraBank bank) {
        List<Tensor> both = together(x, layer, Projection.GATE_UP, Projection.SHARING_INPUT.get(1), bank);
        boolean gelu = architecture.family().geluGate();
        Tensor open =
                LoraBank.elementwise(bank, both.get(0), each -> gelu ? torch.gelu(each, "tanh") : torch.silu(each));
        return matrix(open.mul(both.get(1)), layer, Projection.DOWN, bank);
    }

    private Tensor matrix(Tensor x, int layer, Projection projection, @Nullable LoraBank bank) {
        return matrices(x, layer, List.of(projection), bank).getFirst();
    }

    /** What some matrices give of the same input. */
    private List<Tensor> matrices(Tensor x, int layer, List<Projection> parts, @Nullable LoraBank bank) {
        DecoderWeights.Block block = weights.block(layer);
        List<Tensor> products = bank == null
                ? frozen(x, block, parts, null)
                : bank.products(
                        x,
                        frozen(
                                of -> frozen(of, block, parts, bank),
                                place -> wide(block.matrix(parts.get(place))),
                                place -> parts.get(place).path(layer)),
                        layer,
                        parts);
        List<Tensor> biased = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            Tensor bias = block.biases().get(parts.get(i));
            biased.add(bias == null ? products.get(i) : products.get(i).add(bias));
        }
        return biased;
    }

    private static LoraBank.Frozen frozen(
            Function<Tensor, List<Tensor>> times, IntFunction<Tensor> weight, IntFunction<String> name) {
        return new LoraBank.Frozen() {
            @Override
            public List<Tensor> times(Tensor x) {
                return times.apply(x);
            }

            @Override
            public Tensor weight(int place) {
                return weight.apply(place);
            }

            @Override
            public String name(int place) {
                return name.apply(place);
            }
        };
    }

    private List<Tensor> frozen(Tensor x, DecoderWeights.Block block, List<Projection> parts, @Nullable LoraBank bank) {
        AnswerMatrix packed = onNumbers(bank) ? block.packed().get(parts) : null;
        Tensor joined = block.joined().get(parts);
        if (packed != null) {
            return split(packed.times(x), parts);
        }
        return joined == null
                ? parts.stream().map(part -> base(x, block, part, bank)).toList()
                : split(base(x, joined, bank), parts);
    }

    private static boolean onNumbers(@Nullable LoraBank bank) {
        return bank == null || bank.onNumbers();
    }

    /** By one matrix, which where it is widened is freed at once, unless a gradient needs it. */
    private Tensor base(Tensor x, DecoderWeights.Block block, Projection part, @Nullable LoraBank bank) {
        try (Scope scope = Scope.open()) {
            return scope.keep(base(x, block.matrix(part), bank));
        }
    }

    private Tensor base(Tensor x, Tensor weight, @Nullable LoraBank bank) {
        return bank == null ? Products.of(x, wide(weight)) : bank.base(x, wide(weight));
    }

    /** x/√(mean(x²) + ε)·w (Zhang and Sennrich, arXiv:1910.07467) over the last coordinates; x itself where there is no norm. */
    private Tensor normalised(Tensor x, @Nullable Tensor weight) {
        if (weight == null) {
            return x;
        }
        return torch.rms_norm(
                x, new long[] {weight.numel()}, new TensorOptional(weight), new DoubleOptional(config.normEpsilon()));
    }

    /** c·tanh(x/c), which is never beyond ±c. */
    private static Tensor capped(Tensor x, double cap, @Nullable LoraBank bank) {
        return cap == 0
                ? x
                : LoraBank.elementwise(bank, x.div(Tensors.scalar(cap)), Tensor::tanh)
                        .mul(Tensors.scalar(cap));
    }

    private static Tensor times(Tensor x, double factor) {
        return factor == 1 ? x : x.mul(Tensors.scalar(factor));
    }
}
