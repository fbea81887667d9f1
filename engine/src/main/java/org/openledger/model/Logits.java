package org.openledger.model;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;
import org.openledger.model.file.JsonFile;
import org.openledger.model.file.ModelException;
import org.openledger.tensor.AtomicFile;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Tensors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Every position's logits in a file, so that anyone can compare this engine with another. */
public final class Logits {
    private Logits() {}

    /**
     * Writes {@code {"ids":[…],"logits":[[…],…]}}: one line of logits for each of {@code ids}.
     *
     * @param top how many of the largest logits of a position are written, as pairs of token and logit under {@code top}; 0 for
     *     all of them
     * @param promptTokens how many are computed together; each of the rest is computed by itself, as answers are
     * @throws ModelException when the adapter cannot be loaded or an id is not in its vocabulary
     */
    public static void write(Decoder decoder, @Nullable Path adapter, int[] ids, int promptTokens, int top, Path out) {
        float[][] logits = of(decoder, adapter, ids, promptTokens);
        ObjectNode root = JsonFile.MAPPER.createObjectNode();
        ArrayNode idArray = root.putArray("ids");
        ArrayNode lines = root.putArray(top == 0 ? "logits" : "top");
        for (int i = 0; i < ids.length; i++) {
            idArray.add(ids[i]);
            float[] each = logits[i];
            ArrayNode line = lines.addArray();
            if (top > 0) {
                largest(each, top).forEach(token -> line.addArray().add(token).add(each[token]));
            } else {
                for (float logit : each) {
                    line.add(logit);
                }
            }
        }
        AtomicFile.write(out, JsonFile.MAPPER.writeValueAsString(root) + "\n");
    }

    private static List<Integer> largest(float[] logits, int count) {
        return IntStream.range(0, logits.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer token) -> logits[token])
                        .reversed())
                .limit(count)
                .toList();
    }

    private static float[][] of(Decoder decoder, @Nullable Path adapterFolder, int[] ids, int promptTokens) {
        check(decoder, ids);
        if (adapterFolder == null) {
            return compute(decoder, null, ids, promptTokens);
        }
        try (Adapter adapter = Adapter.load(adapterFolder, decoder)) {
            return compute(decoder, adapter, ids, promptTokens);
        }
    }

    /**
     * Looks whether a model takes these tokens.
     *
     * @throws ModelException when there are none or too many, or one is not in its vocabulary
     */
    public static void check(Decoder decoder, int[] ids) {
        for (int id : ids) {
            if (id < 0 || id >= decoder.config().vocabularySize()) {
                throw new ModelException("token " + id + " is not in the vocabulary of "
                        + decoder.config().vocabularySize());
            }
        }
        if (ids.length == 0 || ids.length > decoder.config().maximumPositions()) {
            throw new ModelException(ids.length + " tokens were given; the model takes 1 to "
                    + decoder.config().maximumPositions());
        }
    }

    /** The logits of every position, one line a position. */
    private static float[][] compute(Decoder decoder, @Nullable Adapter adapter, int[] ids, int promptTokens) {
        try (Scope _ = Scope.open();
                NoGradGuard _ = new NoGradGuard();
                LoraBank bank = LoraBank.stack(decoder.config(), Collections.singletonList(adapter));
                KvCache cache = new KvCache(decoder.config(), 1, ids.length)) {
            float[][] lines = new float[ids.length][];
            int from = 0;
            while (from < ids.length) {
                int to = from == 0 ? Math.clamp(promptTokens, 1, ids.length) : from + 1;
                int[] piece = Arrays.copyOfRange(ids, from, to);
                TokenBatch batch = to - from == ids.length
                        ? TokenBatch.padded(new int[][] {ids})
                        : cache.append(new int[] {0}, new int[][] {piece});
                add(decoder, decoder.logits(batch, bank), lines, from);
                from = to;
            }
            return lines;
        }
    }

    private static void add(Decoder decoder, Tensor logits, float[][] lines, int from) {
        float[] flat = Tensors.toFloats(logits);
        int width = decoder.config().vocabularySize();
        for (int i = 0; i < flat.length / width; i++) {
            lines[from + i] = Arrays.copyOfRange(flat, i * width, (i + 1) * width);
        }
    }
}
