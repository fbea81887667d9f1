package org.openledger.train;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Tensors;
import org.openledger.train.descent.Adam;
import org.openledger.train.descent.LeftOut;

/**
 * One adapter in training.
 *
 * @param leftOut the groups it learns less from, or not at all
 * @param theta its numbers, in the order of {@link LoraParameters}
 * @param moments Adam's
 */
record LoraSlot(LeftOut leftOut, Tensor theta, Adam.Moments moments) implements AutoCloseable {
    static LoraSlot first(LeftOut leftOut, float[] theta, torch.ScalarType precision) {
        try (Scope _ = Scope.open()) {
            Tensor first = Scope.own(Tensors.floats(theta, theta.length).to(precision));
            return new LoraSlot(leftOut, first, Adam.Moments.zero(precision, theta.length));
        }
    }

    /** The same state once more. */
    LoraSlot copy() {
        return new LoraSlot(leftOut, Scope.own(theta.clone()), moments.copy());
    }

    /** The rows that weigh in this slot. */
    List<TrainingRow> weighing(List<TrainingRow> rows) {
        return rows.stream().filter(row -> leftOut.weightOf(row.group()) > 0).toList();
    }

    @Override
    public void close() {
        theta.close();
        moments.close();
    }
}
