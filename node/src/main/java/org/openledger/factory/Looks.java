package org.openledger.factory;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.serve.GreedyAnswers;
import org.openledger.train.Cancellation;
import org.openledger.train.CancelledException;
import org.openledger.train.HeldOutLoss;
import org.openledger.train.TrainingRow;
import org.openledger.train.descent.Objective;

/**
 * Looks now and then at a model that is being trained: what some held-out rows cost it so far, and what it answers to a few. They
 * change nothing of the training, and are so few that they take little of its time.
 */
final class Looks {
    private static final int LOOKS = 6;
    private static final int ROWS = 16;
    private static final int QUESTIONS = 3;
    private static final int ANSWER_TOKENS = 32;

    private final BaseModel base;
    private final List<TrainingRow> rows;
    private final List<TrainingRow> questions;
    private final Objective objective;
    private final Cancellation cancellation;
    private final Consumer<Look> keep;

    /** @param heldOut rows of the run; without any there is nothing to look at */
    Looks(
            BaseModel base,
            List<TrainingRow> heldOut,
            Objective objective,
            Cancellation cancellation,
            Consumer<Look> keep) {
        this.base = base;
        this.objective = objective;
        this.rows = TrainingRow.spread(heldOut, ROWS);
        this.questions = TrainingRow.spread(
                heldOut.stream().filter(row -> row.promptLength() > 1).toList(), QUESTIONS);
        this.cancellation = cancellation;
        this.keep = keep;
    }

    /** @param adapter makes the adapter so far */
    void after(int step, int steps, Supplier<Adapter> adapter) {
        int every = Math.ceilDiv(steps, LOOKS);
        if (rows.isEmpty() || (step % every != 0 && step != steps)) {
            return;
        }
        try (Adapter soFar = adapter.get()) {
            HeldOutLoss loss = HeldOutLoss.of(base, soFar, rows, objective, cancellation);
            if (step <= every) {
                keep.accept(new Look(0, loss.base(), new TreeMap<>()));
            }
            boolean asks = step == steps || step / every % 2 == 1;
            keep.accept(new Look(step, loss.adapter(), asks ? answers(soFar) : new TreeMap<>()));
        }
    }

    private SortedMap<String, String> answers(Adapter soFar) {
        List<int[]> answers = GreedyAnswers.of(
                base, soFar, questions.stream().map(TrainingRow::prompt).toList(), ANSWER_TOKENS, () -> {
                    if (cancellation.requested()) {
                        throw new CancelledException(0, 1);
                    }
                });
        SortedMap<String, String> byLeaf = new TreeMap<>();
        for (int i = 0; i < answers.size(); i++) {
            byLeaf.put(
                    questions.get(i).leaf(),
                    base.tokenizer().decode(answers.get(i), true).strip());
        }
        return byLeaf;
    }
}
