package org.openledger.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bytedeco.pytorch.Tensor;

/** The decoder's tensors under the names of a Hugging Face checkpoint, all float32. It owns their memory: close it. */
public final class DecoderWeights implements AutoCloseable {
    static final String EMBEDDING = "model.embed_tokens.weight";
    static final String FINAL_NORM = "model.norm.weight";
    static final String HEAD = "lm_head.weight";

    /** One block: two norms and the seven matrices. */
    record Block(Tensor attentionNorm, Tensor feedForwardNorm, Map<Projection, Tensor> matrices) {
        Tensor matrix(Projection projection) {
            return Objects.requireNonNull(matrices.get(projection));
        }
    }

    private final SortedMap<String, Tensor> tensors;
    private final List<Block> blocks = new ArrayList<>();
    private final ModelConfig config;

    /** @param tensors every tensor {@link #names} lists, of the shape {@link #shape} gives; owned from now on */
    public DecoderWeights(ModelConfig config, SortedMap<String, Tensor> tensors) {
        this.tensors = Collections.unmodifiableSortedMap(new TreeMap<>(tensors));
        this.config = config;
        for (int layer = 0; layer < config.layers(); layer++) {
            Map<Projection, Tensor> matrices = new EnumMap<>(Projection.class);
            for (Projection projection : Projection.values()) {
                matrices.put(projection, tensor(projection.path(layer) + ".weight"));
            }
            blocks.add(new Block(tensor(attentionNorm(layer)), tensor(feedForwardNorm(layer)), matrices));
        }
    }

    /** The names a checkpoint of this shape must have. */
    public static SortedSet<String> names(ModelConfig config) {
        SortedSet<String> names = new TreeSet<>(List.of(EMBEDDING, FINAL_NORM));
        if (!config.tiedHead()) {
            names.add(HEAD);
        }
        for (int layer = 0; layer < config.layers(); layer++) {
            names.add(attentionNorm(layer));
            names.add(feedForwardNorm(layer));
            for (Projection projection : Projection.values()) {
                names.add(projection.path(layer) + ".weight");
            }
        }
        return names;
    }

    /** The shape the tensor of that name must have. */
    public static long[] shape(ModelConfig config, String name) {
        if (name.equals(EMBEDDING) || name.equals(HEAD)) {
            return new long[] {config.vocabularySize(), config.hiddenSize()};
        }
        for (Projection projection : Projection.values()) {
            if (name.endsWith("." + projection.module() + ".weight")) {
                return new long[] {projection.outputs(config), projection.inputs(config)};
            }
        }
        return new long[] {config.hiddenSize()};
    }

    private static String attentionNorm(int layer) {
        return "model.layers." + layer + ".input_layernorm.weight";
    }

    private static String feedForwardNorm(int layer) {
        return "model.layers." + layer + ".post_attention_layernorm.weight";
    }

    /** The shape they have. */
    ModelConfig config() {
        return config;
    }

    /** All tensors by name. */
    public SortedMap<String, Tensor> tensors() {
        return tensors;
    }

    Tensor embedding() {
        return tensor(EMBEDDING);
    }

    Tensor finalNorm() {
        return tensor(FINAL_NORM);
    }

    Tensor head() {
        return config.tiedHead() ? embedding() : tensor(HEAD);
    }

    Block block(int layer) {
        return blocks.get(layer);
    }

    private Tensor tensor(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalStateException("the weights lack " + name);
        }
        return tensor;
    }

    @Override
    public void close() {
        tensors.values().forEach(Tensor::close);
    }
}
