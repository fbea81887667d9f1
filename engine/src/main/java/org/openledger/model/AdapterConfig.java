package org.openledger.model;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.openledger.model.file.ModelException;

/**
 * The shape of one LoRA adapter (Hu et al., arXiv:2106.09685).
 *
 * @param rank rows of A and columns of B
 * @param alpha the product B·A is scaled by alpha/rank, or alpha/√rank when rank-stabilised
 * @param rankStabilised PEFT's {@code use_rslora}
 * @param targets which matrices are adapted, where the base has them
 */
public record AdapterConfig(int rank, double alpha, boolean rankStabilised, Set<Projection> targets) {
    /** The largest rank accepted. */
    public static final int MAXIMUM_RANK = 1024;

    public AdapterConfig {
        if (rank < 1 || rank > MAXIMUM_RANK) {
            throw new ModelException("a LoRA rank of " + rank + " is not between 1 and " + MAXIMUM_RANK);
        }
        if (!(alpha > 0)) {
            throw new ModelException("lora_alpha must be positive, not " + alpha);
        }
        if (targets.isEmpty()) {
            throw new ModelException("an adapter must adapt at least one matrix");
        }
        targets = Collections.unmodifiableSet(EnumSet.copyOf(targets));
    }

    /** The same, of the matrices that a base has. */
    public AdapterConfig of(ModelConfig base) {
        Set<Projection> there = EnumSet.copyOf(base.projections());
        there.retainAll(targets);
        return there.equals(targets) ? this : new AdapterConfig(rank, alpha, rankStabilised, there);
    }

    /** What B·A is multiplied by. */
    public double scale() {
        return rankStabilised ? alpha / Math.sqrt(rank) : alpha / rank;
    }
}
