package org.openledger.model;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** What adapts a base in one forward pass: K adapters, one a slot. In a batch of B rows slot k adapts rows k·B/K … (k+1)·B/K − 1. */
public sealed interface Adaptation permits LoraBank, RowBank.Rows {
    /** How many slots there are. */
    int slots();

    /** Whether a slot's result must not depend on its neighbours, to the bit. */
    boolean exactSlots();

    /** Whether what it computes is differentiated twice, which fused kernels cannot be. */
    boolean differentiatedTwice();

    /** The adapter of each slot, where one of them changes embedding or head; else empty. */
    List<@Nullable Adapter> vocabularies();

    /** W·x for the base's matrix; x is [B, T, inputs]. */
    Tensor base(Tensor x, Tensor weight);

    /**
     * (W·x + scale·B·A·x)·gain + shift of matrices that share their input.
     *
     * @param bases W·x of each matrix, which may be overwritten
     */
    List<Tensor> adapted(Tensor x, List<Tensor> bases, int layer, List<Projection> matrices);

    /** The head of some rows: what their adapter changes in the base's, or null, and their slot where slots are exact, else −1. */
    record Head(@Nullable VocabularyChange change, int slot) {}

    /** Whether some slot's adapter changes the head. */
    default boolean changesHead() {
        return vocabularies().stream().anyMatch(each -> each != null && each.head() != null);
    }

    /** The head of one of a batch's rows. */
    default Head head(int row, long rows) {
        int slot = Math.toIntExact(row * (long) slots() / rows);
        Adapter adapter = vocabularies().isEmpty() ? null : vocabularies().get(slot);
        return new Head(adapter == null ? null : adapter.head(), exactSlots() ? slot : -1);
    }

    /** The embeddings [B, T, hidden] of tokens [B, T], of which {@code base} are the base's. */
    default Tensor embedded(Tensor ids, Tensor base) {
        if (vocabularies().isEmpty()) {
            return base;
        }
        long rows = ids.size(0);
        TensorVector each = new TensorVector();
        for (int row = 0; row < rows; row++) {
            Adapter adapter = vocabularies().get(Math.toIntExact(row * (long) slots() / rows));
            VocabularyChange change = adapter == null ? null : adapter.embedding();
            Tensor own = base.narrow(0, row, 1);
            each.push_back(change == null ? own : change.embedded(ids.narrow(0, row, 1), own));
        }
        return torch.cat(each, 0);
    }
}
