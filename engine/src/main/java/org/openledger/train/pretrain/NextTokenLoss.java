package org.openledger.train.pretrain;

import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;
import org.openledger.model.Decoder;
import org.openledger.model.TokenBatch;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Tensors;

/** The mean loss of predicting every next token of whole rows, in nats. */
final class NextTokenLoss {
    private NextTokenLoss() {}

    static Tensor mean(Decoder decoder, int[][] rows) {
        try (Scope scope = Scope.open()) {
            int longest = Arrays.stream(rows).mapToInt(row -> row.length).max().orElseThrow();
            int count = Arrays.stream(rows).mapToInt(row -> row.length - 1).sum();
            int[] places = new int[count];
            long[] targets = new long[count];
            int next = 0;
            for (int row = 0; row < rows.length; row++) {
                for (int i = 0; i + 1 < rows[row].length; i++) {
                    places[next] = row * longest + i;
                    targets[next++] = rows[row][i + 1];
                }
            }
            Tensor hidden = decoder.hidden(TokenBatch.padded(rows), null);
            Tensor predicting = hidden.reshape(-1, hidden.size(2)).index_select(0, Tensors.indices(places));
            Tensor chosen = decoder.logits(predicting).log_softmax(-1).gather(1, Tensors.longs(targets, count, 1));
            return scope.keep(chosen.mean().neg());
        }
    }
}
