package org.openledger.train.descent;

/** What a run makes small. */
public sealed interface Objective {
    /** Σ −log p of each response token, over the tokens of a step. */
    record Likelihood() implements Objective {}

    /**
     * −log σ(β·m) of each row, over the rows of a step: m is by how many nats more than the base the adapter prefers the response to the
     * one that was rejected (R. Rafailov et al., "Direct preference optimization", arXiv:2305.18290).
     *
     * @param beta how strongly the adapter is held to the base's own preference
     */
    record Preference(double beta) implements Objective {}
}
