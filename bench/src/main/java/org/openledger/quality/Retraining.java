package org.openledger.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openledger.attribution.influence.AnswerScoring;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.model.LoraBank;
import org.openledger.train.Cancellation;
import org.openledger.train.LoraConfiguration;
import org.openledger.train.LoraTrainer;
import org.openledger.train.Progress;
import org.openledger.train.TrainingRow;

/** Trains a run again without sets of contributors, and reads what each query's answer costs then. */
final class Retraining {
    /** Adapters trained as one batch. */
    private static final int AT_ONCE = 16;

    private final BaseModel base;
    private final Experiment experiment;
    private final Cancellation cancellation;

    Retraining(BaseModel base, Experiment experiment, Cancellation cancellation) {
        this.base = base;
        this.experiment = experiment;
        this.cancellation = cancellation;
    }

    Experiment experiment() {
        return experiment;
    }

    /**
     * What came of training without each set.
     *
     * @param adapters one a set; the caller owns them
     */
    record Trained(List<Adapter> adapters) implements AutoCloseable {
        @Override
        public void close() {
            adapters.forEach(Adapter::close);
        }
    }

    /** Trains with this seed. */
    Trained without(List<Set<Integer>> sets, long seed, Progress progress) {
        LoraConfiguration seeded = experiment.configuration().withSeed(seed);
        List<Adapter> adapters = new ArrayList<>();
        for (int from = 0; from < sets.size(); from += AT_ONCE) {
            List<Set<Integer>> slots = sets.subList(from, Math.min(sets.size(), from + AT_ONCE));
            int before = from;
            Progress part = (step, steps, loss) ->
                    progress.stepDone(before * steps + step * slots.size(), sets.size() * steps, loss);
            adapters.addAll(
                    LoraTrainer.train(base, experiment.rows(), seeded, slots, Optional.empty(), part, cancellation)
                            .adapters());
        }
        return new Trained(List.copyOf(adapters));
    }

    /**
     * Trains with this seed on rows of which those of each set are not there. A run that takes all rows in every step takes all that
     * are left.
     */
    Trained absent(List<Set<Integer>> sets, long seed, Progress progress) {
        LoraConfiguration seeded = experiment.configuration().withSeed(seed);
        List<Adapter> adapters = new ArrayList<>();
        for (int at = 0; at < sets.size(); at++) {
            Set<Integer> set = sets.get(at);
            List<TrainingRow> left = experiment.rows().stream()
                    .filter(row -> !set.contains(row.group()))
                    .toList();
            boolean allInEveryStep = seeded.batchRows() >= experiment.rows().size();
            int before = at;
            Progress part = (step, steps, loss) -> progress.stepDone(before * steps + step, sets.size() * steps, loss);
            adapters.addAll(LoraTrainer.train(
                            base,
                            left,
                            allInEveryStep ? seeded.withBatchRows(left.size()) : seeded,
                            List.of(Set.of()),
                            Optional.empty(),
                            part,
                            cancellation)
                    .adapters());
        }
        return new Trained(List.copyOf(adapters));
    }

    /** Σ −log p over each query's answer under the base alone, in nats. */
    double[] baseLosses() {
        List<@Nullable Adapter> slots = new ArrayList<>();
        slots.add(null);
        return losses(slots)[0];
    }

    /** Σ −log p over each query's answer under each adapter, in nats: [adapters][queries]. */
    double[][] losses(List<? extends @Nullable Adapter> adapters) {
        double[][] losses = new double[adapters.size()][experiment.queries().size()];
        for (int from = 0; from < adapters.size(); from += AT_ONCE) {
            List<@Nullable Adapter> slots =
                    new ArrayList<>(adapters.subList(from, Math.min(adapters.size(), from + AT_ONCE)));
            try (LoraBank bank = LoraBank.stack(base.config(), slots)) {
                for (int q = 0; q < experiment.queries().size(); q++) {
                    double[][] scores = score(bank, experiment.queries().get(q));
                    for (int slot = 0; slot < scores.length; slot++) {
                        for (double logProbability : scores[slot]) {
                            losses[from + slot][q] -= logProbability;
                        }
                    }
                }
            }
        }
        return losses;
    }

    private double[][] score(LoraBank bank, TrainingRow query) {
        return AnswerScoring.logProbabilities(base, bank, query.prompt(), query.response());
    }
}
