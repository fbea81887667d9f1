package org.openledger.model;

import java.nio.file.Path;
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
     * @throws ModelException when the model cannot be loaded or an id is not in its vocabulary
     */
    public static void write(Path base, @Nullable Path adapter, int[] ids, Path out) {
        Decoder decoder = BaseModel.loadDecoder(base);
        try (DecoderWeights _ = decoder.weights()) {
            float[][] logits = of(decoder, adapter, ids);
            ObjectNode root = JsonFile.MAPPER.createObjectNode();
            ArrayNode idArray = root.putArray("ids");
            ArrayNode lines = root.putArray("logits");
            for (int i = 0; i < ids.length; i++) {
                idArray.add(ids[i]);
                ArrayNode line = lines.addArray();
                for (float logit : logits[i]) {
                    line.add(logit);
                }
            }
            AtomicFile.write(out, JsonFile.MAPPER.writeValueAsString(root) + "\n");
        }
    }

    private static float[][] of(Decoder decoder, @Nullable Path adapterFolder, int[] ids) {
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
        if (adapterFolder == null) {
            return compute(decoder, null, ids);
        }
        try (Adapter adapter = Adapter.load(adapterFolder, decoder)) {
            return compute(decoder, adapter, ids);
        }
    }

    /** The logits of every position, one line a position. */
    static float[][] compute(Decoder decoder, @Nullable Adapter adapter, int[] ids) {
        try (Scope _ = Scope.open();
                NoGradGuard _ = new NoGradGuard();
                LoraBank bank = LoraBank.stack(decoder.config(), java.util.Collections.singletonList(adapter))) {
            Tensor logits = decoder.logits(TokenBatch.padded(new int[][] {ids}), bank);
            float[] flat = Tensors.toFloats(logits);
            int width = decoder.config().vocabularySize();
            float[][] lines = new float[ids.length][];
            for (int i = 0; i < ids.length; i++) {
                lines[i] = java.util.Arrays.copyOfRange(flat, i * width, (i + 1) * width);
            }
            return lines;
        }
    }
}
