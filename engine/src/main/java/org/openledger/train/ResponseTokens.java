package org.openledger.train;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;
import org.openledger.model.Decoder;
import org.openledger.model.LoraBank;
import org.openledger.model.TokenBatch;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Tensors;

/** The loss of rows over the tokens that are learnt, those of the responses. */
final class ResponseTokens {
    private ResponseTokens() {}

    /** How many tokens of the rows are learnt. */
    static int count(List<TrainingRow> rows) {
        return rows.stream()
                .mapToInt(row -> row.ids().length - row.promptLength())
                .sum();
    }

    /** Σ −log p over the rows' response tokens, in nats; the head is computed for those alone. */
    static Tensor lossSum(Decoder decoder, List<TrainingRow> rows, @Nullable LoraBank bank) {
        try (Scope scope = Scope.open()) {
            int longest = rows.stream().mapToInt(row -> row.ids().length).max().orElseThrow();
            int count = count(rows);
            int[] places = new int[count];
            long[] targets = new long[count];
            int next = 0;
            for (int row = 0; row < rows.size(); row++) {
                int[] ids = rows.get(row).ids();
                for (int at = rows.get(row).promptLength(); at < ids.length; at++) {
                    places[next] = row * longest + at - 1;
                    targets[next++] = ids[at];
                }
            }
            int[][] ids = rows.stream().map(TrainingRow::ids).toArray(int[][]::new);
            Tensor hidden = decoder.hidden(TokenBatch.padded(ids), bank);
            Tensor predicting = hidden.reshape(-1, hidden.size(2)).index_select(0, Tensors.indices(places));
            Tensor chosen = decoder.logits(predicting).log_softmax(-1).gather(1, Tensors.longs(targets, count, 1));
            return scope.keep(chosen.sum().neg());
        }
    }
}
