package org.openledger.attribution.influence;

import java.util.ArrayList;
import java.util.List;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.model.LoraBank;
import org.openledger.train.RowGradients;
import org.openledger.train.TrainingRow;

/**
 * How smooth a run was: the part of what real removals do to answers that the first order foresees. On a smooth run the effects of
 * groups add up and tell what other removals would do; on a rough one each holds for itself alone, and nobody should be sure of more.
 *
 * <p>Some of the run's own rows are the answers. R² = 1 − Σ(e − f)²/Σe² over rows and groups, with e the rise of the row's loss without
 * the group, measured under its counterfactual adapter, and f = ∇L(θ)·(θ₋c − θ).
 */
final class Predictability {
    private static final int ROWS = 16;

    private Predictability() {}

    /**
     * R² in parts per million, 0 where the first order foresees nothing, 1,000,000 where there is nothing to foresee.
     *
     * @param without the adapters without each group
     */
    static int ppm(BaseModel base, List<TrainingRow> rows, Adapter whole, List<Adapter> without) {
        List<TrainingRow> asked = spread(rows);
        double missed = 0;
        double squares = 0;
        try (RowGradients gradients = new RowGradients(base, whole.config())) {
            float[] theta = gradients.vector(whole);
            float[][] ofRows = gradients.of(whole, asked);
            for (Adapter other : without) {
                float[] difference = gradients.vector(other);
                for (int i = 0; i < difference.length; i++) {
                    difference[i] -= theta[i];
                }
                double[] real = rises(base, asked, whole, other);
                for (int row = 0; row < real.length; row++) {
                    double miss = real[row] - dot(ofRows[row], difference);
                    missed += miss * miss;
                    squares += real[row] * real[row];
                }
            }
        }
        return squares == 0 ? 1_000_000 : (int) Math.round(1e6 * Math.clamp(1 - missed / squares, 0, 1));
    }

    private static List<TrainingRow> spread(List<TrainingRow> rows) {
        List<TrainingRow> chosen = new ArrayList<>();
        int count = Math.min(ROWS, rows.size());
        for (int i = 0; i < count; i++) {
            chosen.add(rows.get((int) ((long) i * rows.size() / count)));
        }
        return chosen;
    }

    private static double[] rises(BaseModel base, List<TrainingRow> rows, Adapter whole, Adapter other) {
        try (LoraBank both = LoraBank.stack(base.config(), List.of(whole, other))) {
            return rows.stream()
                    .mapToDouble(row -> {
                        double[][] scores = AnswerScoring.logProbabilities(base, both, row.prompt(), row.response());
                        double rise = 0;
                        for (int token = 0; token < scores[0].length; token++) {
                            rise += scores[0][token] - scores[1][token];
                        }
                        return rise;
                    })
                    .toArray();
        }
    }

    private static double dot(float[] first, float[] second) {
        double sum = 0;
        for (int i = 0; i < first.length; i++) {
            sum += (double) first[i] * second[i];
        }
        return sum;
    }
}
