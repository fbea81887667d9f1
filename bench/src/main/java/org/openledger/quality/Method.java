package org.openledger.quality;

import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * A way to tell what each contributor's rows do for an answer, with one setting. Several of one name are variants, of which the best
 * on sets of contributors kept for that is measured.
 *
 * @param setting what this variant sets; empty where there is nothing to choose
 * @param work how much each query's loss is said to rise without each group, in any unit: [queries][groups]
 * @param sharedCpuSeconds CPU time of what several methods use, such as the rows' gradients, computed once for all of them
 */
public record Method(String name, String setting, Supplier<Credit> work, DoubleSupplier sharedCpuSeconds) {
    /** What the ways to tell credit are called, so that a name can be refused before anything is trained. */
    public static final List<String> NAMES = List.of(
            "counterfactual",
            "counterfactual, largest measured",
            "counterfactual, first order",
            "counterfactual, first order, int4",
            "derivative, exact",
            "derivative, Gauss-Newton, int4",
            "grad-dot",
            "grad-cos",
            "TracIn",
            "DataInf",
            "TRAK",
            "EK-FAC influence",
            "BM25",
            "spans",
            "embedding cosine",
            "chance");

    public Method {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException("the method '" + name + "' is missing in NAMES");
        }
    }

    Method(String name, Supplier<Credit> work) {
        this(name, "", work, () -> 0);
    }

    /**
     * What a method says.
     *
     * @param rises of each query's loss without each group, in any unit: [queries][groups]
     * @param bytes what must be kept from training to the answer
     */
    @SuppressWarnings("ArrayRecordComponent") // one matrix, read once
    record Credit(double[][] rises, long bytes) {}
}
