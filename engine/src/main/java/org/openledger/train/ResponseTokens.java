package org.openledger.train;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.model.Decoder;
import org.openledger.model.LoraBank;
import org.openledger.model.TokenBatch;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Tensors;

/**
 * The tokens of a batch that are learned: those of the responses.
 *
 * @param places where each is predicted, a line of the padded batch [B·T]
 * @param targets the tokens
 * @param rowOf the batch row of each
 */
@SuppressWarnings("ArrayRecordComponent") // made and read in this package alone
record ResponseTokens(int[] places, long[] targets, int[] rowOf) {
    static ResponseTokens of(List<TrainingRow> batch) {
        int longest = batch.stream().mapToInt(row -> row.ids().length).max().orElseThrow();
        int count = batch.stream()
                .mapToInt(row -> row.ids().length - row.promptLength())
                .sum();
        ResponseTokens tokens = new ResponseTokens(new int[count], new long[count], new int[count]);
        int next = 0;
        for (int row = 0; row < batch.size(); row++) {
            int[] ids = batch.get(row).ids();
            for (int at = batch.get(row).promptLength(); at < ids.length; at++) {
                tokens.places[next] = row * longest + at - 1;
                tokens.targets[next] = ids[at];
                tokens.rowOf[next++] = row;
            }
        }
        return tokens;
    }

    int count() {
        return targets.length;
    }

    /** Σ wᵢ·(−log p)/tokens over the batch, in nats; the denominator counts rows of weight 0 too. */
    Tensor loss(Decoder decoder, Tensor hidden, float[] rowWeights) {
        try (Scope scope = Scope.open()) {
            float[] weights = new float[count()];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = rowWeights[rowOf[i]];
            }
            Tensor predicting = hidden.reshape(-1, hidden.size(2)).index_select(0, Tensors.indices(places));
            Tensor chosen = decoder.logits(predicting).log_softmax(-1).gather(1, Tensors.longs(targets, count(), 1));
            Tensor weighted = chosen.mul(Tensors.floats(weights, count(), 1));
            return scope.keep(weighted.sum().mul(Tensors.scalar(-1.0 / count())));
        }
    }

    /** The mean loss of these tokens under one adapter. */
    double meanLoss(BaseModel base, Adapter adapter, List<TrainingRow> batch) {
        int[][] ids = batch.stream().map(TrainingRow::ids).toArray(int[][]::new);
        float[] ones = new float[batch.size()];
        java.util.Arrays.fill(ones, 1);
        try (Scope _ = Scope.open();
                LoraBank bank = LoraBank.stack(base.config(), List.of(adapter))) {
            return loss(base.decoder(), base.decoder().hidden(TokenBatch.padded(ids), bank), ones)
                    .item_double();
        }
    }
}
