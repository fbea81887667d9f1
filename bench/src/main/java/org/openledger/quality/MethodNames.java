package org.openledger.quality;

import java.util.List;

/** What the ways to tell credit are called, so that a name can be refused before anything is trained. */
public final class MethodNames {
    public static final List<String> ALL = List.of(
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

    private MethodNames() {}
}
