package org.openledger.model;

import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;
import org.openledger.tensor.Processors;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Tensors;

/**
 * The Llama decoder: RMSNorm, rotary positions, grouped-query attention, SwiGLU (Touvron et al., arXiv:2307.09288). There is
 * one forward computation, for training, scoring and serving alike. Attention is written out, not fused: fused kernels have no
 * second derivative, which exact attribution needs, and round differently for each shape.
 */
public final class Decoder {
    private final ModelConfig config;
    private final DecoderWeights weights;
    private final Rope rope;

    public Decoder(ModelConfig config, DecoderWeights weights) {
        this.config = config;
        this.weights = weights;
        this.rope = new Rope(config);
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
        return weights.embedding().scalar_type();
    }

    /** The last layer's output, normalised, ready for the head: [B, T, hidden]. Without a bank the base alone computes. */
    public Tensor hidden(TokenBatch batch, @Nullable LoraBank bank) {
        try (Scope scope = Scope.open()) {
            Rope.Turn turn = rope.at(batch.positions());
            Tensor x = torch.embedding(weights.embedding(), batch.ids());
            for (int layer = 0; layer < config.layers(); layer++) {
                x = block(x, layer, turn, batch, bank);
            }
            return scope.keep(normalised(x, weights.finalNorm()));
        }
    }

    /** Logits [.., vocabulary] of hidden states [.., hidden]. */
    public Tensor logits(Tensor hidden) {
        return torch.linear(hidden, weights.head());
    }

    /** Logits of every position, [B, T, vocabulary]. */
    public Tensor logits(TokenBatch batch, @Nullable LoraBank bank) {
        try (Scope scope = Scope.open()) {
            return scope.keep(logits(hidden(batch, bank)));
        }
    }

    /** Logits [B, vocabulary] of one position a row, {@code positions[row]} counting from the batch's first column. */
    public Tensor logitsAt(Tensor hidden, int[] positions) {
        try (Scope scope = Scope.open()) {
            int[] lines = positions.clone();
            for (int row = 0; row < lines.length; row++) {
                lines[row] += row * Math.toIntExact(hidden.size(1));
            }
            Tensor flat = hidden.reshape(-1, hidden.size(2));
            return scope.keep(logits(flat.index_select(0, Tensors.indices(lines))));
        }
    }

    private Tensor block(Tensor input, int layer, Rope.Turn turn, TokenBatch batch, @Nullable LoraBank bank) {
        try (Scope scope = Scope.open()) {
            DecoderWeights.Block block = weights.block(layer);
            Tensor x = input.add(attention(normalised(input, block.attentionNorm()), layer, turn, batch, bank));
            return scope.keep(x.add(feedForward(normalised(x, block.feedForwardNorm()), layer, bank)));
        }
    }

    /** softmax(q·kᵀ/√d + mask)·v with heads/keyValueHeads query heads to each key head. */
    private Tensor attention(Tensor x, int layer, Rope.Turn turn, TokenBatch batch, @Nullable LoraBank bank) {
        long rows = x.size(0);
        long length = x.size(1);
        long shared = config.keyValueHeads();
        long group = config.heads() / shared;
        long size = config.headSize();
        Tensor q = turn.apply(matrix(x, layer, Projection.QUERY, bank).view(rows, length, shared * group, size));
        Tensor k = turn.apply(matrix(x, layer, Projection.KEY, bank).view(rows, length, shared, size));
        Tensor v = matrix(x, layer, Projection.VALUE, bank).view(rows, length, shared, size);
        KvCache.Window window = batch.window();
        if (window != null) {
            k = window.extendKeys(layer, k);
            v = window.extendValues(layer, v);
        }
        long span = k.size(1);
        // The query heads of a group become further rows of one product with their shared key head: nothing is
        // repeated.
        Tensor queries = q.view(rows, length, shared, group, size)
                .permute(0, 2, 3, 1, 4)
                .reshape(rows * shared, group * length, size);
        Tensor keys = k.permute(0, 2, 3, 1).reshape(rows * shared, size, span);
        Tensor values = v.permute(0, 2, 1, 3).reshape(rows * shared, span, size);
        Tensor scores = torch.bmm(queries, keys)
                .mul(Tensors.scalar(1 / Math.sqrt(config.headSize())))
                .view(rows, shared, group, length, span)
                .add(batch.mask());
        Tensor attended = torch.bmm(scores.softmax(-1).view(rows * shared, group * length, span), values)
                .view(rows, shared, group, length, size)
                .permute(0, 3, 1, 2, 4)
                .reshape(rows, length, shared * group * size);
        return matrix(attended, layer, Projection.OUTPUT, bank);
    }

    private Tensor feedForward(Tensor x, int layer, @Nullable LoraBank bank) {
        Tensor gate = matrix(x, layer, Projection.GATE, bank);
        Tensor open = bank == null ? torch.silu(gate) : bank.silu(gate);
        return matrix(open.mul(matrix(x, layer, Projection.UP, bank)), layer, Projection.DOWN, bank);
    }

    private Tensor matrix(Tensor x, int layer, Projection projection, @Nullable LoraBank bank) {
        Tensor weight = weights.block(layer).matrix(projection);
        return bank == null ? torch.linear(x, weight) : bank.adapted(x, weight, layer, projection);
    }

    /** x/√(mean(x²) + ε)·w (Zhang and Sennrich, arXiv:1910.07467). */
    private Tensor normalised(Tensor x, Tensor weight) {
        Tensor meanSquare = x.square().mean(new long[] {-1}, true, new ScalarTypeOptional());
        return x.mul(meanSquare.add(Tensors.scalar(config.normEpsilon())).rsqrt())
                .mul(weight);
    }
}
