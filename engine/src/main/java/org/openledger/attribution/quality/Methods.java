package org.openledger.attribution.quality;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.openledger.attribution.spans.IndexedRow;
import org.openledger.attribution.spans.Span;
import org.openledger.attribution.spans.SpanIndex;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.model.TextVectors;
import org.openledger.tensor.Seeds;
import org.openledger.train.RowGradients;
import org.openledger.train.TrainingRow;

/** The methods that are compared, over one trained run. */
final class Methods {
    private static final int SHORTEST_SPAN = 3;
    private static final int BLOCK = 64;
    private static final int INT4_STEPS = 7;

    private final BaseModel base;
    private final Experiment experiment;
    private final Adapter whole;

    Methods(BaseModel base, Experiment experiment, Adapter whole) {
        this.base = base;
        this.experiment = experiment;
        this.whole = whole;
    }

    private record Named(String name, Supplier<double[][]> work) implements Method {
        @Override
        public double[][] credit() {
            return work.get();
        }
    }

    /**
     * All of them.
     *
     * @param wholeLosses each query's loss under the run
     * @param withoutLosses under the run without each group: [groups][queries]
     * @param without the adapters of those runs
     */
    List<Method> all(double[] wholeLosses, double[][] withoutLosses, List<Adapter> without) {
        return List.of(
                new Named("counterfactual", () -> counterfactual(wholeLosses, withoutLosses)),
                new Named("counterfactual, first order", () -> firstOrder(without, false)),
                new Named("counterfactual, first order, int4", () -> firstOrder(without, true)),
                new Named("grad-dot", () -> gradients(false)),
                new Named("grad-cos", () -> gradients(true)),
                new Named("spans", this::spans),
                new Named("embedding cosine", this::embeddings),
                new Named("random", this::random));
    }

    private double[][] counterfactual(double[] wholeLosses, double[][] withoutLosses) {
        double[][] credit = empty();
        for (int q = 0; q < credit.length; q++) {
            for (int group = 0; group < credit[q].length; group++) {
                credit[q][group] = withoutLosses[group][q] - wholeLosses[q];
            }
        }
        return credit;
    }

    /** ∇L_q(θ)·(θ₋c − θ). */
    private double[][] firstOrder(List<Adapter> without, boolean int4) {
        double[][] credit = empty();
        try (RowGradients gradients = new RowGradients(base, whole.config())) {
            float[] theta = gradients.vector(whole);
            float[][] deltas = new float[without.size()][];
            for (int group = 0; group < deltas.length; group++) {
                deltas[group] = minus(gradients.vector(without.get(group)), theta);
                if (int4) {
                    roundToInt4(deltas[group]);
                }
            }
            float[][] ofQueries = gradients.of(whole, experiment.queries());
            for (int q = 0; q < credit.length; q++) {
                for (int group = 0; group < deltas.length; group++) {
                    credit[q][group] = dot(ofQueries[q], deltas[group]);
                }
            }
        }
        return credit;
    }

    /** ∇L_q · Σ ∇ℓ_i over a group's rows, or the sum of the cosines. */
    private double[][] gradients(boolean cosine) {
        double[][] credit = empty();
        try (RowGradients gradients = new RowGradients(base, whole.config())) {
            float[][] ofQueries = gradients.of(whole, experiment.queries());
            for (TrainingRow row : experiment.rows()) {
                float[] ofRow = gradients.of(whole, List.of(row))[0];
                double norm = cosine ? Math.sqrt(dot(ofRow, ofRow)) : 1;
                for (int q = 0; q < credit.length; q++) {
                    credit[q][row.group()] += dot(ofQueries[q], ofRow) / Math.max(norm, Double.MIN_NORMAL);
                }
            }
        }
        return credit;
    }

    /** How many of the answer's tokens stand in spans that a group's rows hold. */
    private double[][] spans() {
        double[][] credit = empty();
        Path file = temporary();
        try {
            SpanIndex.build(
                    experiment.rows().stream()
                            .map(row -> new IndexedRow(row.ids(), row.leaf(), Integer.toString(row.group())))
                            .toList(),
                    file);
            try (SpanIndex index = SpanIndex.open(file)) {
                for (int q = 0; q < credit.length; q++) {
                    TrainingRow query = experiment.queries().get(q);
                    int[] answer = Arrays.copyOfRange(query.ids(), query.promptLength(), query.ids().length);
                    for (Span span : index.match(answer, SHORTEST_SPAN)) {
                        for (String group : span.contributors()) {
                            credit[q][Integer.parseInt(group)] += span.length();
                        }
                    }
                }
            }
        } finally {
            delete(file);
        }
        return credit;
    }

    /** The cosine of mean last hidden states under the base, summed over a group's rows. */
    private double[][] embeddings() {
        double[][] credit = empty();
        float[][] ofQueries = experiment.queries().stream().map(this::embedding).toArray(float[][]::new);
        for (TrainingRow row : experiment.rows()) {
            float[] ofRow = embedding(row);
            for (int q = 0; q < credit.length; q++) {
                credit[q][row.group()] += dot(ofQueries[q], ofRow);
            }
        }
        return credit;
    }

    private float[] embedding(TrainingRow row) {
        return TextVectors.of(base, new int[][] {row.ids()})[0];
    }

    private double[][] random() {
        Random random = Seeds.stream(experiment.configuration().seed(), "random credit");
        double[][] credit = empty();
        for (double[] of : credit) {
            Arrays.setAll(of, i -> random.nextGaussian());
        }
        return credit;
    }

    private double[][] empty() {
        return new double[experiment.queries().size()][experiment.groups().size()];
    }

    /** Rounds to 15 levels a block of {@value #BLOCK} numbers, by the block's largest. */
    private static void roundToInt4(float[] values) {
        for (int from = 0; from < values.length; from += BLOCK) {
            int to = Math.min(values.length, from + BLOCK);
            float largest = 0;
            for (int i = from; i < to; i++) {
                largest = Math.max(largest, Math.abs(values[i]));
            }
            float step = largest / INT4_STEPS;
            for (int i = from; i < to; i++) {
                values[i] = step == 0 ? 0 : Math.round(values[i] / step) * step;
            }
        }
    }

    private static float[] minus(float[] first, float[] second) {
        float[] difference = new float[first.length];
        for (int i = 0; i < difference.length; i++) {
            difference[i] = first[i] - second[i];
        }
        return difference;
    }

    private static double dot(float[] first, float[] second) {
        double sum = 0;
        for (int i = 0; i < first.length; i++) {
            sum += (double) first[i] * second[i];
        }
        return sum;
    }

    private static Path temporary() {
        try {
            return Files.createTempFile("spans", ".index");
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
