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
     * Log-probabilities of the answer's tokens, in nats, under every slot of a bank: [slots][answer tokens].
     *
     * @param promptIds at least one token, since the first token of the answer follows it
     */
    public static double[][] logProbabilities(BaseModel base, LoraBank bank, int[] promptIds, int[] answerIds) {
        int[][] prompts = new int[bank.slots()][];
        Arrays.fill(prompts, promptIds);
        return logProbabilities(base, bank, prompts, answerIds);
    }

    /**
     * Log-probabilities of the answer's tokens after each of several prompts: [prompts][answer tokens].
     *
     * @param bank its slots adapt equally many prompts each, in order
     * @param prompts at least one token each
     */
    static double[][] logProbabilities(BaseModel base, LoraBank bank, int[][] prompts, int[] answerIds) {
        int[][] inputs = new int[prompts.length][];
        for (int row = 0; row < inputs.length; row++) {
            inputs[row] = Arrays.copyOf(prompts[row], prompts[row].length + answerIds.length - 1);
            System.arraycopy(answerIds, 0, inputs[row], prompts[row].length, answerIds.length - 1);
        }
        double[][] scores = new double[prompts.length][];
        try (Scope _ = Scope.open();
                NoGradGuard _ = new NoGradGuard()) {
            Tensor hidden = base.decoder().hidden(TokenBatch.padded(inputs), bank);
            Tensor targets = Tensors.indices(answerIds).view(answerIds.length, 1);
            for (int row = 0; row < scores.length; row++) {
                scores[row] = score(base, hidden.select(0, row), prompts[row].length - 1, targets);
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
