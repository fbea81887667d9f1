package org.openledger.train.descent;

/** How the gradient of a step is computed. All give the same but for rounding, so that a run is repeated to the bit by its own alone. */
public enum Derivative {
    /** That of products is written out, the rest is libtorch's: {@link StepBank}. */
    WRITTEN_OUT,
    /** All of it is libtorch's, as that of the runs of earlier versions was. */
    LIBTORCH
}
