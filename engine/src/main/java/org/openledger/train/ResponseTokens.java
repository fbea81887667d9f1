package org.openledger.train;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;
import org.openledger.model.LoraBank;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Tensors;

/** The loss of rows over the tokens that are learnt, those of the responses. */
final class ResponseTokens {
    private ResponseTokens() {}

    /** How many tokens of the rows are learnt. */
    static int count(List<TrainingRow> rows) {
        return rows.stream().mapToInt(TrainingRow::learnt).sum();
    }

    /** Σ −log p over the rows' response tokens, in nats; the head is computed for those alone. */
    static Tensor lossSum(LowerLayers layers, List<TrainingRow> rows, @Nullable LoraBank bank) {
        try (Scope scope = Scope.open()) {
            return scope.keep(losses(layers, rows, bank).sum());
        }
    }

    /** −log p of each response token of the rows, row by row, in nats: [tokens]. */
    static Tensor losses(LowerLayers layers, List<TrainingRow> rows, @Nullable LoraBank bank) {
        return losses(layers, rows, targets(rows), bank);
    }

    /** The same for other tokens in the places of the response tokens; what comes before each stays the row's own. */
    static Tensor losses(LowerLayers layers, List<TrainingRow> rows, int[] targets, @Nullable LoraBank bank) {
        try (Scope scope = Scope.open()) {
            Tensor chosen = logProbabilities(layers, rows, bank)
                    .gather(1, Tensors.indices(targets).unsqueeze(1));
            return scope.keep(chosen.squeeze(1).neg());
        }
    }

    /** The rows' response tokens, row by row. */
    static int[] targets(List<TrainingRow> rows) {
        return rows.stream()
                .flatMapToInt(row -> Arrays.stream(row.learntPlaces()).map(at -> row.ids()[at]))
                .toArray();
    }

    /** log p of every token of the vocabulary at each response token's place: [tokens, vocabulary]. */
    static Tensor logProbabilities(LowerLayers layers, List<TrainingRow> rows, @Nullable LoraBank bank) {
        try (Scope scope = Scope.open()) {
            int longest = rows.stream().mapToInt(row -> row.ids().length).max().orElseThrow();
            int[] places = new int[count(rows)];
            int next = 0;
            for (int row = 0; row < rows.size(); row++) {
                for (int at : rows.get(row).learntPlaces()) {
                    places[next++] = row * longest + at - 1;
                }
            }
            int[][] ids = rows.stream().map(TrainingRow::ids).toArray(int[][]::new);
            Tensor hidden = layers.hidden(ids, bank);
            Tensor predicting = hidden.reshape(-1, hidden.size(2)).index_select(0, Tensors.indices(places));
            return scope.keep(layers.decoder()
                    .logitsOfRows(predicting, rowOfEach(rows), rows.size(), bank)
                    .log_softmax(-1));
        }
    }

    /** Which of the rows each response token belongs to, row by row: [tokens]. */
    static int[] rowOfEach(List<TrainingRow> rows) {
        int[] of = new int[count(rows)];
        int next = 0;
        for (int row = 0; row < rows.size(); row++) {
            int to = next + rows.get(row).learnt();
            Arrays.fill(of, next, to, row);
            next = to;
        }
        return of;
    }
}
