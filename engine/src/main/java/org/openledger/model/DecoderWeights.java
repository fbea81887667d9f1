package org.openledger.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;
import org.openledger.tensor.AnswerMatrix;
import org.openledger.tensor.ByteMatrix;
import org.openledger.tensor.PackedMatrix;
import org.openledger.tensor.SafeTensorsFile;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Tensors;

/**
 * The decoder's tensors under the names of a Hugging Face checkpoint: float32, or matrices of 16 or 8 bits beside vectors of
 * float32. It owns their memory: close it.
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
     * One block: its norms, which are null where the family has none, its matrices, or those of 8 bits, those that lie one above the
     * other, what answers are computed with in their place, and the biases of some.
     */
    record Block(
            @Nullable Tensor beforeAttention,
            @Nullable Tensor afterAttention,
            @Nullable Tensor beforeFeedForward,
            @Nullable Tensor afterFeedForward,
            @Nullable Tensor queryNorm,
            @Nullable Tensor keyNorm,
            Map<Projection, Tensor> matrices,
            Map<Projection, ByteMatrix> bytes,
            Map<List<Projection>, Tensor> joined,
            Map<List<Projection>, AnswerMatrix> packed,
            Map<Projection, Tensor> biases) {
        /** The matrix; one of 8 bits is widened for the caller's scope. */
        Tensor matrix(Projection projection) {
            ByteMatrix narrow = bytes.get(projection);
            return narrow == null ? Objects.requireNonNull(matrices.get(projection)) : narrow.wide();
        }
    }

    private final SortedMap<String, Tensor> tensors;
    private final List<Block> blocks = new ArrayList<>();
    private final ModelConfig config;
    private final Tensor finalNorm;
    private final List<SafeTensorsFile> files;
    /** Norms that are not in the files as they are multiplied with. */
    private final List<Tensor> made = new ArrayList<>();

    private final @Nullable AnswerMatrix packedHead;
    /** The embedding, and the head where it is another, where matrices are of 8 bits. */
    private final @Nullable ByteMatrix byteEmbedding;

    private final @Nullable ByteMatrix byteHead;

    /** @param tensors every tensor {@link #names} lists, of the shape {@link #shape} gives; owned from now on */
    public DecoderWeights(ModelConfig config, SortedMap<String, Tensor> tensors) {
        this(config, tensors, List.of(), Layout.AS_GIVEN);
    }

    /** What is made of matrices that were read. */
    enum Layout {
        /** Nothing: answers are computed with them too. */
        AS_GIVEN,
        /** Those that share their input are laid out anew, and answers are computed with packed ones. */
        JOINED,
        /** They stay in their files, and answers are computed with packed ones. */
        STORED,
        /** They are rounded to 8 bits, and need their files no more. */
        ROUNDED
    }

    /** Of a folder. Those of {@code files} are closed with the weights. */
    static DecoderWeights read(
            ModelConfig config, SortedMap<String, Tensor> tensors, List<SafeTensorsFile> files, Layout layout) {
        return new DecoderWeights(config, tensors, files, layout);
    }

    private DecoderWeights(
            ModelConfig config, SortedMap<String, Tensor> tensors, List<SafeTensorsFile> files, Layout layout) {
        this.files = List.copyOf(files);
        SortedMap<String, Tensor> own = new TreeMap<>(tensors);
        List<Map<List<Projection>, Tensor>> joined = new ArrayList<>();
        for (int layer = 0; layer < config.layers(); layer++) {
            joined.add(layout == Layout.JOINED ? join(config, own, layer) : Map.of());
        }
        boolean rounded = layout == Layout.ROUNDED;
        List<Rounded> bytes = new ArrayList<>();
        for (int layer = 0; layer < config.layers(); layer++) {
            bytes.add(rounded ? round(config, own, layer) : new Rounded(Map.of(), Map.of()));
        }
        byteEmbedding = rounded ? round(own, List.of(EMBEDDING)) : null;
        byteHead = rounded && !config.tiedHead() ? round(own, List.of(HEAD)) : byteEmbedding;
        this.tensors = Collections.unmodifiableSortedMap(own);
        this.config = config;
        Family.Norms norms = config.architecture().family().norms();
        for (int layer = 0; layer < config.layers(); layer++) {
            Map<Projection, Tensor> matrices = new EnumMap<>(Projection.class);
            Map<Projection, Tensor> biases = new EnumMap<>(Projection.class);
            for (Projection projection : rounded ? List.<Projection>of() : config.projections()) {
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
                    bytes.get(layer).each(),
                    joined.get(layer),
                    layout == Layout.AS_GIVEN || rounded ? bytes.get(layer).together() : packed(config, matrices),
                    biases));
        }
        finalNorm = norm(FINAL_NORM);
        packedHead = layout == Layout.AS_GIVEN || rounded
                ? byteHead
                : PackedMatrix.of(tensor(config.tiedHead() ? EMBEDDING : HEAD)).orElse(null);
    }

    /** Matrices of 8 bits of one block: each, and those that share their input together, in the same memory. */
    private record Rounded(Map<Projection, ByteMatrix> each, Map<List<Projection>, AnswerMatrix> together) {}

    private static Rounded round(ModelConfig config, Map<String, Tensor> tensors, int layer) {
        Map<Projection, ByteMatrix> each = new EnumMap<>(Projection.class);
        Map<List<Projection>, AnswerMatrix> together = new HashMap<>();
        for (List<Projection> parts : Projection.together(config.projections())) {
            ByteMatrix whole = round(
                    tensors,
                    parts.stream().map(part -> part.path(layer) + WEIGHT).toList());
            long from = 0;
            for (Projection part : parts) {
                each.put(part, whole.narrow(from, part.outputs(config)));
                from += part.outputs(config);
            }
            together.put(parts, whole);
        }
        return new Rounded(each, together);
    }

    /** Takes some tensors, which are closed. */
    private static ByteMatrix round(Map<String, Tensor> tensors, List<String> names) {
        List<Tensor> wide = names.stream()
                .map(name -> Objects.requireNonNull(tensors.remove(name)))
                .toList();
        ByteMatrix rounded = ByteMatrix.of(wide);
        wide.forEach(Tensor::close);
        return rounded;
    }

    /** Those that 16 bits hold exactly, as they are multiplied with: what shares its input together. */
    private static Map<List<Projection>, AnswerMatrix> packed(ModelConfig config, Map<Projection, Tensor> matrices) {
        Map<List<Projection>, AnswerMatrix> packed = new HashMap<>();
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

    /** All tensors by name, but for matrices of 8 bits. */
    public SortedMap<String, Tensor> tensors() {
        return tensors;
    }

    /** The vectors of tokens [..], of the type that is stored; those of 8 bits widened: [.., hidden]. */
    Tensor embedded(Tensor ids) {
        return byteEmbedding == null ? torch.embedding(tensor(EMBEDDING), ids) : byteEmbedding.rows(ids);
    }

    Tensor finalNorm() {
        return finalNorm;
    }

    /** The head as it is stored, where that is not 8 bits. */
    Optional<Tensor> head() {
        return byteHead == null ? Optional.of(tensor(config.tiedHead() ? EMBEDDING : HEAD)) : Optional.empty();
    }

    /** Some rows of the head, of the type that is stored; those of 8 bits widened. */
    Tensor headRows(long from, long count) {
        return byteHead == null ? head().orElseThrow().narrow(0, from, count) : byteHead.wide(from, count);
    }

    /** Whether the embedding, or the head, is this matrix, which or whose own may have been rounded on its way. */
    boolean isVocabulary(boolean head, Tensor stated) {
        ByteMatrix narrow = head ? byteHead : byteEmbedding;
        Tensor own = narrow != null ? null : head ? head().orElseThrow() : tensor(EMBEDDING);
        return own == null
                ? Objects.requireNonNull(narrow).isOf(stated)
                : stated.to(torch.ScalarType.BFloat16).equal(own.to(torch.ScalarType.BFloat16));
    }

    /** What answers are computed with in the head's place; null where 16 bits do not hold it. */
    @Nullable
    AnswerMatrix packedHead() {
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
            block.packed().values().forEach(AnswerMatrix::close);
            block.bytes().values().forEach(ByteMatrix::close);
        }
        if (packedHead != null) {
            packedHead.close();
        }
        if (byteEmbedding != null && byteEmbedding != byteHead) {
            byteEmbedding.close();
        }
        files.forEach(SafeTensorsFile::close);
    }
}
