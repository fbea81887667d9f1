package org.openledger.attribution.influence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.model.LoraBank;
import org.openledger.model.TokenBatch;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Tensors;
import org.openledger.train.TrainingRow;

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
     * @param bank its slots adapt equally many prompts each, in order; null for the base alone
     * @param prompts at least one token each
     */
    static double[][] logProbabilities(BaseModel base, @Nullable LoraBank bank, int[][] prompts, int[] answerIds) {
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
                scores[row] = score(base, bank, hidden, row, prompts[row].length - 1, targets);
            }
        }
        return scores;
    }

    /** Log-probabilities of the answer's tokens under an adapter: [answer tokens]. */
    public static double[] underAdapter(BaseModel base, Adapter adapter, int[] promptIds, int[] answerIds) {
        if (answerIds.length == 0) {
            return new double[0];
        }
        try (LoraBank bank = LoraBank.stack(base.config(), List.of(adapter))) {
            return logProbabilities(base, bank, promptIds, answerIds)[0];
        }
    }

    /** Log-probabilities of the response tokens of each of some rows under an adapter: [rows][tokens]. */
    static double[][] ofRows(BaseModel base, Adapter adapter, List<TrainingRow> rows) {
        try (LoraBank bank = LoraBank.stack(base.config(), List.of(adapter))) {
            return rows.stream()
                    .map(row -> logProbabilities(base, bank, row.prompt(), row.response())[0])
                    .toArray(double[][]::new);
        }
    }

    /** Log-probabilities of the answer's tokens under the base alone: [answer tokens]. */
    static double[] underBase(BaseModel base, int[] promptIds, int[] answerIds) {
        return logProbabilities(base, null, new int[][] {promptIds}, answerIds)[0];
    }

    /**
     * The work of scoring an answer under many adapters, in pieces that give some adapters' log-probabilities each: [adapters][tokens].
     * How it is cut depends on their number alone, so that any machine computes the same products. From two passes on their number
     * is even, for two processors.
     *
     * @param adapters at least two; null for the base, which is asked a prompt of its own
     * @param atOnce the most adapters of one pass, at least four
     */
    static List<Callable<double[][]>> pieces(
            BaseModel base,
            List<? extends @Nullable Adapter> adapters,
            int[] basePromptIds,
            int[] promptIds,
            int[] answerIds,
            int atOnce) {
        int pieces = adapters.size() < 4 ? 1 : 2 * Math.ceilDiv(adapters.size(), 2 * atOnce);
        List<Callable<double[][]>> work = new ArrayList<>();
        for (int piece = 0; piece < pieces; piece++) {
            List<? extends @Nullable Adapter> some =
                    adapters.subList(adapters.size() * piece / pieces, adapters.size() * (piece + 1) / pieces);
            int[][] prompts = some.stream()
                    .map(adapter -> adapter == null ? basePromptIds : promptIds)
                    .toArray(int[][]::new);
            work.add(() -> {
                try (LoraBank bank = LoraBank.stack(base.config(), new ArrayList<>(some))) {
                    return logProbabilities(base, bank, prompts, answerIds);
                }
            });
        }
        return work;
    }

    private static double[] score(
            BaseModel base, @Nullable LoraBank bank, Tensor hidden, int row, int firstPosition, Tensor targets) {
        try (Scope _ = Scope.open()) {
            int count = Math.toIntExact(targets.size(0));
            Tensor predicting =
                    hidden.select(0, row).narrow(0, firstPosition, count).contiguous();
            int[] rows = new int[count];
            Arrays.fill(rows, row);
            Tensor logits = base.decoder().logitsOfRows(predicting, rows, hidden.size(0), bank);
            return Tensors.toDoubles(logits.log_softmax(-1).gather(1, targets));
        }
    }
}
