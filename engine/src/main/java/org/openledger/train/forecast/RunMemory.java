package org.openledger.train.forecast;

import java.util.List;
import org.openledger.model.BaseModel;
import org.openledger.model.ModelConfig;
import org.openledger.train.LoraConfiguration;
import org.openledger.train.TrainingRow;
import org.openledger.train.descent.Anchoring;

/**
 * The memory that a run takes beside the base, in bytes, by a count of what is kept at once.
 *
 * @param adapters numbers of all adapters that train together with their two moments, and their gradients; what gradients of all go back
 *     through
 * @param activations what one step keeps for its way back: of each processor, half a batch of the longest rows, and the matrices that it
 *     widened
 * @param texts of the base with what it said of their tokens
 */
public record RunMemory(long adapters, long activations, long texts) {
    private static final int NUMBERS_OF_ADAPTER = 4;
    private static final int MOST_TEXTS = 256;
    private static final int MOST_TEXT_TOKENS = 48;
    private static final int PARTS = 2;
    /** Logits, their logarithms and the gradient of these. */
    private static final int OF_LOGITS = 3;

    /** @param adapters that train side by side at most */
    public static RunMemory of(
            BaseModel base, List<TrainingRow> rows, LoraConfiguration configuration, RunWork work, int adapters) {
        ModelConfig model = base.config();
        long[] longest = rows.stream()
                .mapToLong(row -> row.ids().length)
                .sorted()
                .skip(Math.max(0, rows.size() - configuration.batchRows()))
                .toArray();
        long length = longest[longest.length - 1];
        long partRows = Math.ceilDiv(
                Math.ceilDiv(configuration.batchRows(), PARTS),
                configuration.options().accumulation());
        long tokens = partRows * length;
        long answers = Math.round((double) tokens * work.answerTokens() / work.trainedTokens());
        long processors = Math.min(Runtime.getRuntime().availableProcessors(), (long) adapters * (PARTS + 1));
        return new RunMemory(
                NUMBERS_OF_ADAPTER * work.adapterNumbers() * adapters * Float.BYTES + waysBack(model, configuration),
                processors
                        * (widened(base, configuration)
                                + tokens * ofToken(model, length)
                                + answers * OF_LOGITS * model.vocabularySize() * Float.BYTES),
                texts(model, configuration));
    }

    /** Of the texts of a step what the base and the adapter say, and of all of them what the base thought where that is kept. */
    private static long texts(ModelConfig model, LoraConfiguration configuration) {
        if (configuration.options().anchorWeight() == 0) {
            return 0;
        }
        long ofStep = Math.ceilDiv(3L * configuration.batchRows(), 8);
        long kept = configuration.options().anchoring() == Anchoring.READ_AGAIN
                ? 0
                : Math.min(MOST_TEXTS, ofStep * configuration.stepsTaken()) * model.hiddenSize();
        return MOST_TEXT_TOKENS * (2 * ofStep * model.vocabularySize() + kept) * Float.BYTES;
    }

    public long sum() {
        return adapters + activations + texts;
    }

    /** The matrices of the layers that are walked back, and the head, as float32; nothing where they stand so. */
    private static long widened(BaseModel base, LoraConfiguration configuration) {
        return base.decoder().widens() ? walkedBack(base.config(), configuration) * Float.BYTES : 0;
    }

    /** The same matrices laid out once for all adapters, of 16 bits. */
    private static long waysBack(ModelConfig model, LoraConfiguration configuration) {
        return walkedBack(model, configuration) * Short.BYTES;
    }

    private static long walkedBack(ModelConfig model, LoraConfiguration configuration) {
        long layer = model.projections().stream()
                .mapToLong(each -> (long) each.outputs(model) * each.inputs(model))
                .sum();
        long layers = (long) model.layers() - configuration.adapter().lowestLayer();
        return layers * layer + (long) model.vocabularySize() * model.hiddenSize();
    }

    /** What the layers keep of a token: about eight vectors of the hidden width, keys and values, attention, four of the wide part. */
    private static long ofToken(ModelConfig model, long length) {
        long attention = 2L * model.heads() * length;
        long keysAndValues = 2L * model.keyValueHeads() * model.headSize();
        long layer = 8L * model.hiddenSize()
                + 2L * model.heads() * model.headSize()
                + keysAndValues
                + attention
                + 4L * model.intermediateSize();
        return model.layers() * layer * Float.BYTES;
    }
}
