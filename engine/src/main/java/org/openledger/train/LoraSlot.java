package org.openledger.train;

import java.util.List;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Tensors;

/**
 * One adapter in training.
 *
 * @param leftOut the groups it does not learn from
 * @param theta its numbers, in the order of {@link LoraParameters}
 * @param moments Adam's
 */
record LoraSlot(Set<Integer> leftOut, Tensor theta, Adam.Moments moments) implements AutoCloseable {
    static LoraSlot first(Set<Integer> leftOut, float[] theta) {
        return new LoraSlot(
                Set.copyOf(leftOut), Scope.own(Tensors.floats(theta, theta.length)), Adam.Moments.zero(theta.length));
    }

    /** The rows that weigh in this slot. */
    List<TrainingRow> weighing(List<TrainingRow> rows) {
        return rows.stream().filter(row -> !leftOut.contains(row.group())).toList();
    }

    @Override
    public void close() {
        theta.close();
        moments.close();
    }
}
