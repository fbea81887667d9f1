package org.openledger.train.forecast;

import java.util.List;
import org.openledger.model.ModelConfig;
import org.openledger.train.LoraConfiguration;
import org.openledger.train.LoraRun;
import org.openledger.train.TrainingRow;
import org.openledger.train.descent.Objective;
import org.openledger.train.descent.RowOrder;

/**
 * What a run will compute, known before it starts.
 *
 * @param steps optimiser steps
 * @param trainedTokens of the rows that all steps take, each row as often as it is taken
 * @param answerTokens those of them that are learnt
 * @param adapterNumbers how many numbers its adapter has
 */
public record RunWork(int steps, long trainedTokens, long answerTokens, long adapterNumbers) {
    /** @param rows as the run takes them, cut to the configuration's length */
    public static RunWork of(List<TrainingRow> rows, LoraConfiguration configuration, ModelConfig model) {
        RowOrder order = new RowOrder(rows.size(), configuration.batchRows(), configuration.seed());
        boolean pairs = configuration.options().objective() instanceof Objective.Preference;
        long trained = 0;
        long answers = 0;
        for (int step = 0; step < configuration.stepsTaken(); step++) {
            for (int place : order.batch(step)) {
                TrainingRow row = rows.get(place);
                trained += row.ids().length;
                answers += row.learnt();
                if (pairs) {
                    trained += row.rejected().length;
                    answers += row.rejected().length - row.promptLength();
                }
            }
        }
        return new RunWork(configuration.stepsTaken(), trained, answers, LoraRun.numbers(model, configuration));
    }
}
