package org.openledger.attribution.quality;

/** A way to tell what each contributor's rows do for an answer. */
public interface Method {
    String name();

    /** How much each query's loss is said to rise without each group, in any unit: [queries][groups]. */
    double[][] credit();
}
