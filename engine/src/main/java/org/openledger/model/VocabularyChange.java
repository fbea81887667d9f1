package org.openledger.model;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;
import org.openledger.model.file.AdapterContents;
import org.openledger.model.file.ModelException;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Tensors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * What an adapter changes in the embedding or the head, the two matrices [vocabulary, hidden] of a base: another matrix in its place,
 * other rows for some tokens, a product of factors beside it. It owns its memory: close it.
 */
public final class VocabularyChange implements AutoCloseable {
    /** The two matrices, by their paths in a checkpoint. */
    enum Matrix {
        EMBEDDING("model.embed_tokens", ".lora_embedding_A", ".lora_embedding_B"),
        HEAD("lm_head", ".lora_A.weight", ".lora_B.weight");

        private final String path;
        private final String a;
        private final String b;

        Matrix(String path, String a, String b) {
            this.path = path;
            this.a = a;
            this.b = b;
        }

        String path() {
            return path;
        }

        /** The last part of the path, which PEFT's fields name it by. */
        String module() {
            return path.substring(path.lastIndexOf('.') + 1);
        }
    }

    /** In the base's place: [vocabulary, hidden]. */
    private final @Nullable Tensor whole;
    /** The tokens that have other rows, [n]; and the rows, [n, hidden]. */
    private final @Nullable Tensor tokens;

    private final @Nullable Tensor rows;
    /** What is looked up or multiplied first: [vocabulary, rank] of an embedding, [rank, hidden] of a head. */
    private final @Nullable Tensor first;
    /** What comes after it, with the factors' scale: [hidden, rank] of an embedding, [vocabulary, rank] of a head. */
    private final @Nullable Tensor second;
    /** Added to the head's logits: [vocabulary]. */
    private final @Nullable Tensor shift;

    private VocabularyChange(
            @Nullable Tensor whole,
            @Nullable Tensor tokens,
            @Nullable Tensor rows,
            @Nullable Tensor first,
            @Nullable Tensor second,
            @Nullable Tensor shift) {
        this.whole = whole;
        this.tokens = tokens;
        this.rows = rows;
        this.first = first;
        this.second = second;
        this.shift = shift;
    }

    /** The embeddings [.., hidden] of tokens [..], of which {@code base} are the base's. */
    Tensor embedded(Tensor ids, Tensor base) {
        Tensor x = whole == null ? base : torch.embedding(whole, ids);
        if (tokens != null && rows != null) {
            Tensor chosen = ids.unsqueeze(-1).eq(tokens).to(x.scalar_type());
            Tensor others = chosen.sum(new long[] {-1}, true, null).neg().add(Tensors.scalar(1));
            x = x.mul(others).add(torch.matmul(chosen, rows));
        }
        return first == null || second == null ? x : x.add(torch.matmul(torch.embedding(first, ids), second.t()));
    }

    /** What the head makes of hidden states [lines, hidden], by a function that the base's head is: [lines, vocabulary]. */
    Tensor logits(Tensor hidden, UnaryOperator<Tensor> base) {
        Tensor y = whole == null ? base.apply(hidden) : torch.linear(hidden, whole);
        if (tokens != null && rows != null) {
            y = y.index_copy(-1, tokens, torch.linear(hidden, rows));
        }
        if (first != null && second != null) {
            y = y.add(torch.linear(torch.linear(hidden, first), second));
        }
        return shift == null ? y : y.add(shift);
    }

    private Stream<Tensor> tensors() {
        return Stream.of(whole, tokens, rows, first, second, shift).flatMap(Stream::ofNullable);
    }

    /** The memory that it takes. */
    long bytes() {
        return tensors().mapToLong(Tensor::nbytes).sum();
    }

    @Override
    public void close() {
        tensors().forEach(Tensor::close);
    }

    /** Reads what a PEFT folder says of the two matrices. */
    static final class Reader {
        private static final String TOKEN_ROWS = ".token_adapter.trainable_tokens_delta";

        private final Path config;
        private final JsonNode root;
        private final AdapterTargets targets;
        private final AdapterContents contents;
        private final ModelConfig base;
        private final @Nullable DecoderWeights weights;

        Reader(
                Path config,
                JsonNode root,
                AdapterTargets targets,
                AdapterContents contents,
                ModelConfig base,
                @Nullable DecoderWeights weights) {
            this.config = config;
            this.root = root;
            this.targets = targets;
            this.contents = contents;
            this.base = base;
            this.weights = weights;
            for (JsonNode each : root.path("modules_to_save")) {
                String name = each.asString("");
                if (Arrays.stream(Matrix.values()).noneMatch(matrix -> names(name, matrix))) {
                    throw new ModelException(config + ": modules_to_save names " + each
                            + "; this engine computes embed_tokens and lm_head of them: train the others by LoRA");
                }
            }
        }

        private static boolean names(String name, Matrix matrix) {
            return name.equals(matrix.path()) || matrix.path().endsWith("." + name);
        }

        /** What the adapter changes in a matrix; null where it changes nothing. */
        @Nullable
        VocabularyChange read(Matrix matrix) {
            String path = matrix.path();
            boolean saved =
                    root.path("modules_to_save").valueStream().anyMatch(each -> names(each.asString(""), matrix));
            boolean adapted = targets.adaptsVocabulary(path);
            int[] chosen = tokens(matrix);
            requireOne(
                    matrix,
                    saved ? "modules_to_save" : "",
                    adapted ? "target_modules" : "",
                    chosen.length > 0 ? "trainable_token_indices" : "");
            if (adapted && root.path("use_dora").asBoolean(false)) {
                throw new ModelException(config + ": use_dora of " + matrix.module()
                        + " is not computed by this engine: name other matrices in target_modules");
            }
            try (Scope _ = Scope.open()) {
                if (!saved) {
                    requireBase(path + ".weight");
                    requireBase(path + ".base_layer.weight");
                    requireBase(path + ".token_adapter.base_layer.weight");
                }
                long vocabulary = base.vocabularySize();
                long hidden = base.hiddenSize();
                Tensor whole = saved ? Scope.own(contents.take(path + ".weight", vocabulary, hidden)) : null;
                Tensor tokens = null;
                Tensor rows = null;
                if (chosen.length > 0) {
                    tokens = Scope.own(Tensors.indices(chosen));
                    rows = Scope.own(rowsOf(matrix, chosen.length));
                }
                if (!adapted) {
                    return whole == null && tokens == null
                            ? null
                            : new VocabularyChange(whole, tokens, rows, null, null, null);
                }
                int rank = targets.rank(path);
                Tensor scale = Tensors.floats(new float[] {(float) targets.scale(path)}, 1);
                boolean head = matrix == Matrix.HEAD;
                Tensor a = contents.take(path + matrix.a, rank, head ? hidden : vocabulary);
                Tensor b = contents.take(path + matrix.b, head ? vocabulary : hidden, rank);
                Tensor shift = head && targets.addsToB()
                        ? Scope.own(
                                contents.take(path + ".lora_B.bias", vocabulary).mul(scale))
                        : null;
                return new VocabularyChange(
                        whole, tokens, rows, Scope.own(head ? a : a.t().contiguous()), Scope.own(b.mul(scale)), shift);
            }
        }

        /** What PEFT makes of two changes of one matrix depends on the order of its wrappers. */
        private void requireOne(Matrix matrix, String... fields) {
            List<String> set =
                    Arrays.stream(fields).filter(each -> !each.isEmpty()).toList();
            if (set.size() > 1) {
                throw new ModelException(config + ": " + String.join(" and ", set) + " both change " + matrix.module()
                        + "; this engine computes one of them");
            }
        }

        /** The rows of a tied head are those of the embedding, under whose name they stand in the file. */
        private Tensor rowsOf(Matrix matrix, int count) {
            String name = matrix.path() + TOKEN_ROWS;
            return matrix == Matrix.HEAD && !contents.has(name)
                    ? contents.again(Matrix.EMBEDDING.path() + TOKEN_ROWS, count, base.hiddenSize())
                    : contents.take(name, count, base.hiddenSize());
        }

        /** PEFT's {@code trainable_token_indices}: a list is of the embedding. A tied head follows it, unless it is named by itself. */
        private int[] tokens(Matrix matrix) {
            JsonNode given = root.path("trainable_token_indices");
            JsonNode found = named(given, matrix);
            if (matrix == Matrix.HEAD && base.tiedHead() && found.isMissingNode()) {
                found = named(given, Matrix.EMBEDDING);
            }
            Set<Integer> tokens = new LinkedHashSet<>();
            for (JsonNode each : found) {
                if (!each.isInt() || each.intValue() < 0 || each.intValue() >= base.vocabularySize()) {
                    throw new ModelException(config + ": trainable_token_indices has " + each
                            + ", which is no token of the base's vocabulary of " + base.vocabularySize());
                }
                if (!tokens.add(each.intValue())) {
                    throw new ModelException(config + ": trainable_token_indices has " + each + " twice");
                }
            }
            return tokens.stream().mapToInt(Integer::intValue).toArray();
        }

        private JsonNode named(JsonNode given, Matrix matrix) {
            if (given.isArray()) {
                return matrix == Matrix.EMBEDDING ? given : MissingNode.getInstance();
            }
            if (!given.isObject() && !given.isMissingNode() && !given.isNull()) {
                throw new ModelException(config + ": trainable_token_indices must be a list of tokens, or lists by the "
                        + "matrices' names, not " + given);
            }
            JsonNode found = MissingNode.getInstance();
            for (var each : given.properties()) {
                if (Arrays.stream(Matrix.values()).noneMatch(any -> names(each.getKey(), any))) {
                    throw new ModelException(config + ": trainable_token_indices names '" + each.getKey()
                            + "'; this engine computes embed_tokens and lm_head");
                }
                found = names(each.getKey(), matrix) ? each.getValue() : found;
            }
            return found;
        }

        /** A matrix of the base that PEFT wrote beside what it changes; where it differs, the adapter is of another base. */
        private void requireBase(String name) {
            if (!contents.has(name)) {
                return;
            }
            if (weights == null) {
                throw new ModelException(
                        config + ": '" + name + "' needs the base's weights, which are not loaded here");
            }
            Tensor stated = contents.take(name, base.vocabularySize(), base.hiddenSize());
            if (!weights.isVocabulary(name.startsWith(Matrix.HEAD.path()), stated)) {
                throw new ModelException("the adapter's '" + name + "' is not the base's, and modules_to_save does not "
                        + "name it; is it an adapter of another base?");
            }
        }
    }
}
