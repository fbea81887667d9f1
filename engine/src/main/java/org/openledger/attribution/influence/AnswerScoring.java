package org.openledger.attribution.influence;

import java.util.Arrays;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.openledger.model.BaseModel;
import org.openledger.model.LoraBank;
import org.openledger.model.TokenBatch;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Tensors;

/**
 * Scores one answer under many adapters in one prefill: every slot of a bank reads the same prompt and answer. The head runs slot
 * by slot, on operands of one shape, so that two slots with equal weights give equal bits.
 */
public final class AnswerScoring {
    private AnswerScoring() {}

    /**
     * Log-probabilities of the answer's tokens, in nats: [slots][answer tokens].
     *
     * @param promptIds at least one token, since the first token of the answer follows it
     */
    public static double[][] logProbabilities(BaseModel base, LoraBank bank, int[] promptIds, int[] answerIds) {
        int[] inputs = Arrays.copyOf(promptIds, promptIds.length + answerIds.length - 1);
        System.arraycopy(answerIds, 0, inputs, promptIds.length, answerIds.length - 1);
        int[][] rows = new int[bank.slots()][];
        Arrays.fill(rows, inputs);
        double[][] scores = new double[bank.slots()][];
        try (Scope _ = Scope.open();
                NoGradGuard _ = new NoGradGuard()) {
            Tensor hidden = base.decoder().hidden(TokenBatch.padded(rows), bank);
            Tensor targets = Tensors.indices(answerIds).view(answerIds.length, 1);
            for (int slot = 0; slot < scores.length; slot++) {
                scores[slot] = score(base, hidden.select(0, slot), promptIds.length - 1, targets);
            }
        }
        return scores;
    }

    private static double[] score(BaseModel base, Tensor hidden, int firstPosition, Tensor targets) {
        try (Scope _ = Scope.open()) {
            Tensor predicting = hidden.narrow(0, firstPosition, targets.size(0)).contiguous();
            return Tensors.toDoubles(
                    base.decoder().logits(predicting).log_softmax(-1).gather(1, targets));
        }
    }
}
