package org.openledger.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;
import org.openledger.tensor.PackedMatrix;
import org.openledger.tensor.SafeTensorsFile;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Tensors;

/**
 * The decoder's tensors under the names of a Hugging Face checkpoint: float32, or matrices of 16 bits beside vectors of float32. It
 * owns their memory: close it.
 */
public final class DecoderWeights implements AutoCloseable {
    static final String EMBEDDING = "model.embed_tokens.weight";
    static final String FINAL_NORM = "model.norm.weight";
    static final String HEAD = "lm_head.weight";
    private static final String QUERY_NORM = "self_attn.q_norm";
    private static final String KEY_NORM = "self_attn.k_norm";
    private static final String WEIGHT = ".weight";
    private static final String BIAS = ".bias";

    /**
     * One block: its norms, which are null where the family has none, its matrices, those that lie one above the other, what answers are
     * computed with in their place, and the biases of some.
     */
    record Block(
            @Nullable Tensor beforeAttention,
            @Nullable Tensor afterAttention,
            @Nullable Tensor beforeFeedForward,
            @Nullable Tensor afterFeedForward,
            @Nullable Tensor queryNorm,
            @Nullable Tensor keyNorm,
            Map<Projection, Tensor> matrices,
            Map<List<Projection>, Tensor> joined,
            Map<List<Projection>, PackedMatrix> packed,
            Map<Projection, Tensor> biases) {
        Tensor matrix(Projection projection) {
            return Objects.requireNonNull(matrices.get(projection));
        }
    }

    private final SortedMap<String, Tensor> tensors;
    private final List<Block> blocks = new ArrayList<>();
    private final ModelConfig config;
    private final Tensor finalNorm;
    private final List<SafeTensorsFile> files;
    /** Norms that are not in the files as they are multiplied with. */
    private final List<Tensor> made = new ArrayList<>();

    private final @Nullable PackedMatrix packedHead;

    /** @param tensors every tensor {@link #names} lists, of the shape {@link #shape} gives; owned from now on */
    public DecoderWeights(ModelConfig config, SortedMap<String, Tensor> tensors) {
        this(config, tensors, List.of(), false, false);
    }

    /** Of a folder: those that were read are laid out anew, those that stay in {@code files} are not. Answers are computed with packed ones. */
    static DecoderWeights read(ModelConfig config, SortedMap<String, Tensor> tensors, List<SafeTensorsFile> files) {
        return new DecoderWeights(config, tensors, files, files.isEmpty(), true);
    }

    private DecoderWeights(
            ModelConfig config,
            SortedMap<String, Tensor> tensors,
            List<SafeTensorsFile> files,
            boolean inMemory,
            boolean packing) {
        this.files = List.copyOf(files);
        SortedMap<String, Tensor> own = new TreeMap<>(tensors);
        List<Map<List<Projection>, Tensor>> joined = new ArrayList<>();
        for (int layer = 0; layer < config.layers(); layer++) {
            joined.add(inMemory ? join(config, own, layer) : Map.of());
        }
        this.tensors = Collections.unmodifiableSortedMap(own);
        this.config = config;
        Family.Norms norms = config.architecture().family().norms();
        for (int layer = 0; layer < config.layers(); layer++) {
            Map<Projection, Tensor> matrices = new EnumMap<>(Projection.class);
            Map<Projection, Tensor> biases = new EnumMap<>(Projection.class);
            for (Projection projection : config.projections()) {
                matrices.put(projection, tensor(projection.path(layer) + WEIGHT));
            }
            for (Projection projection : config.architecture().biased()) {
                biases.put(projection, tensor(projection.path(layer) + BIAS));
            }
            boolean headed = config.architecture().family().queryKeyNorm() != Family.QueryKeyNorm.NONE;
            blocks.add(new Block(
                    norm(layer, norms.beforeAttention),
                    norm(layer, norms.afterAttention),
                    norm(layer, norms.beforeFeedForward),
                    norm(layer, norms.afterFeedForward),
                    headed ? norm(layer, QUERY_NORM) : null,
                    headed ? norm(layer, KEY_NORM) : null,
                    matrices,
                    joined.get(layer),
                    packing ? packed(config, matrices) : Map.of(),
                    biases));
        }
        finalNorm = norm(FINAL_NORM);
        packedHead = packing ? PackedMatrix.of(head()).orElse(null) : null;
    }

    /** Those that 16 bits hold exactly, as they are multiplied with: what shares its input together. */
    private static Map<List<Projection>, PackedMatrix> packed(ModelConfig config, Map<Projection, Tensor> matrices) {
        Map<List<Projection>, PackedMatrix> packed = new HashMap<>();
        for (List<Projection> parts : Projection.together(config.projections())) {
            try (Scope _ = Scope.open()) {
                Tensor[] each = parts.stream().map(matrices::get).toArray(Tensor[]::new);
                PackedMatrix.of(each.length == 1 ? each[0] : torch.cat(new TensorVector(each), 0))
                        .ifPresent(whole -> packed.put(parts, whole));
            }
        }
        return packed;
    }

    /** Lays matrices that share their input one above the other, so that one product gives all; each then is a view of them. */
    private static Map<List<Projection>, Tensor> join(ModelConfig config, Map<String, Tensor> tensors, int layer) {
        Map<List<Projection>, Tensor> joined = new HashMap<>();
        for (List<Projection> parts : Projection.SHARING_INPUT) {
            if (!config.projections().containsAll(parts)) {
                continue;
            }
            List<String> names =
                    parts.stream().map(part -> part.path(layer) + WEIGHT).toList();
            try (Scope _ = Scope.open()) {
                Tensor whole = Scope.own(torch.cat(
                        new TensorVector(names.stream().map(tensors::get).toArray(Tensor[]::new)), 0));
                long from = 0;
                for (String name : names) {
                    Tensor apart = Objects.requireNonNull(tensors.get(name));
                    tensors.put(name, Scope.own(whole.narrow(0, from, apart.size(0))));
                    from += apart.size(0);
                    apart.close();
                }
                joined.put(parts, whole);
            }
        }
        return joined;
    }

    private @Nullable Tensor norm(int layer, @Nullable String module) {
        return module == null ? null : norm(inLayer(layer, module));
    }

    private Tensor norm(String name) {
        if (!config.architecture().family().normsAddOne()) {
            return tensor(name);
        }
        Tensor norm = Scope.own(tensor(name).add(Tensors.scalar(1)));
        made.add(norm);
        return norm;
    }

    /** The names a checkpoint of this shape must have. */
    public static SortedSet<String> names(ModelConfig config) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(shapes(config).keySet()));
    }

    /** The shape the tensor of that name must have. */
    public static long[] shape(ModelConfig config, String name) {
        return Objects.requireNonNull(shapes(config).get(name)).clone();
    }

    /** The name and shape of every tensor. */
    public static SortedMap<String, long[]> shapes(ModelConfig config) {
        Architecture architecture = config.architecture();
        Family family = architecture.family();
        SortedMap<String, long[]> shapes = new TreeMap<>();
        shapes.put(EMBEDDING, new long[] {config.vocabularySize(), config.hiddenSize()});
        if (!config.tiedHead()) {
            shapes.put(HEAD, new long[] {config.vocabularySize(), config.hiddenSize()});
        }
        shapes.put(FINAL_NORM, new long[] {config.hiddenSize()});
        for (int layer = 0; layer < config.layers(); layer++) {
            for (String norm : family.norms().modules()) {
                shapes.put(inLayer(layer, norm), new long[] {config.hiddenSize()});
            }
            if (family.queryKeyNorm() != Family.QueryKeyNorm.NONE) {
                boolean together = family.queryKeyNorm() == Family.QueryKeyNorm.OF_ALL;
                int queries = together ? config.heads() : 1;
                int keys = together ? config.keyValueHeads() : 1;
                shapes.put(inLayer(layer, QUERY_NORM), new long[] {(long) queries * config.headSize()});
                shapes.put(inLayer(layer, KEY_NORM), new long[] {(long) keys * config.headSize()});
            }
            for (Projection projection : config.projections()) {
                shapes.put(
                        projection.path(layer) + WEIGHT,
                        new long[] {projection.outputs(config), projection.inputs(config)});
            }
            for (Projection projection : architecture.biased()) {
                shapes.put(projection.path(layer) + BIAS, new long[] {projection.outputs(config)});
            }
        }
        return shapes;
    }

    private static String inLayer(int layer, String module) {
        return "model.layers." + layer + "." + module + WEIGHT;
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
        return finalNorm;
    }

    Tensor head() {
        return config.tiedHead() ? embedding() : tensor(HEAD);
    }

    /** What answers are computed with in the head's place; null where 16 bits do not hold it. */
    @Nullable
    PackedMatrix packedHead() {
        return packedHead;
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
        made.forEach(Tensor::close);
        for (Block block : blocks) {
            block.joined().values().forEach(Tensor::close);
            block.packed().values().forEach(PackedMatrix::close);
        }
        if (packedHead != null) {
            packedHead.close();
        }
        files.forEach(SafeTensorsFile::close);
    }
}
