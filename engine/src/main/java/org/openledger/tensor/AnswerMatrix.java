package org.openledger.tensor;

import org.bytedeco.pytorch.Tensor;

/** A weight [outputs, inputs] laid out for the products that answers are computed with. A row of one depends on no other row of x. */
public sealed interface AnswerMatrix extends AutoCloseable permits PackedMatrix, ByteMatrix {
    /** [.., outputs] of x [.., inputs], float32 and contiguous; nothing that is differentiated. */
    Tensor times(Tensor x);

    @Override
    void close();
}
