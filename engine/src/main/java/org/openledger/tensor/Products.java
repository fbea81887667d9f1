package org.openledger.tensor;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * W·x by the call that is fastest for the shape. OpenBLAS packs what it is given second as if it were used often: of a batch being
 * decoded that must be the few rows of x, not the many of W.
 */
public final class Products {
    /** Rows of x from which on the order makes no difference. */
    private static final long FEW_ROWS = 64;
    /** Outputs beyond which one row is faster as a vector. */
    private static final long MANY_OUTPUTS = 1024;

    private Products() {}

    /**
     * [.., outputs] of x [.., inputs] and a weight [outputs, inputs]. For few rows the result is laid out by outputs: the next product
     * takes it as it is, all else may want it contiguous.
     */
    public static Tensor of(Tensor x, Tensor weight) {
        long inputs = weight.size(1);
        long rows = x.numel() / inputs;
        if (rows > FEW_ROWS || (rows == 1 && weight.size(0) <= MANY_OUTPUTS)) {
            return torch.linear(x, weight);
        }
        long[] shape = x.shape();
        shape[shape.length - 1] = weight.size(0);
        return rows == 1
                ? torch.mv(weight, x.reshape(inputs)).view(shape)
                : torch.mm(weight, x.reshape(rows, inputs).t()).t().view(shape);
    }
}
