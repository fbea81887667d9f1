package org.openledger.model;

import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** What adapts a base's matrices in one forward pass: each row of the batch has its adapter. */
public sealed interface Adaptation permits LoraBank, RowBank.Rows {
    /** W·x for the base's matrix; x is [B, T, inputs]. */
    Tensor base(Tensor x, Tensor weight);

    /**
     * (W·x + scale·B·A·x)·gain of matrices that share their input.
     *
     * @param bases W·x of each matrix, which may be overwritten
     */
    List<Tensor> adapted(Tensor x, List<Tensor> bases, int layer, List<Projection> matrices);

    /** Whether what it computes is differentiated twice, which fused kernels cannot be. */
    boolean differentiatedTwice();
}
