package org.openledger.model;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import org.openledger.model.file.ModelException;

/**
 * The shape of one LoRA adapter (Hu et al., arXiv:2106.09685).
 *
 * @param rank rows of A and columns of B
 * @param alpha the product B·A is scaled by alpha/rank, or alpha/√rank when rank-stabilised
 * @param rankStabilised PEFT's {@code use_rslora}
 * @param targets which matrices are adapted, where the base has them
 * @param layers PEFT's {@code layers_to_transform}: the layers whose matrices are adapted, counted from 0; empty for all
 */
public record AdapterConfig(
        int rank, double alpha, boolean rankStabilised, Set<Projection> targets, Set<Integer> layers) {
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
        if (layers.stream().anyMatch(layer -> layer < 0)) {
            throw new ModelException("layers_to_transform counts layers from 0; it has " + layers);
        }
        targets = Collections.unmodifiableSet(EnumSet.copyOf(targets));
        layers = Collections.unmodifiableSet(new TreeSet<>(layers));
    }

    /** An adapter of all layers. */
    public AdapterConfig(int rank, double alpha, boolean rankStabilised, Set<Projection> targets) {
        this(rank, alpha, rankStabilised, targets, Set.of());
    }

    /**
     * The same, of the matrices and layers that a base has.
     *
     * @throws ModelException when it names a layer that the base lacks, or none of its matrices
     */
    public AdapterConfig of(ModelConfig base) {
        Set<Projection> there = EnumSet.copyOf(base.projections());
        there.retainAll(targets);
        if (layers.stream().anyMatch(layer -> layer >= base.layers())) {
            throw new ModelException(
                    "layers_to_transform has " + layers + "; the base has the layers 0 to " + (base.layers() - 1));
        }
        return new AdapterConfig(
                rank, alpha, rankStabilised, there, layers.size() == base.layers() ? Set.of() : layers);
    }

    /** Whether it adapts a matrix of a layer. */
    public boolean adapts(int layer, Projection projection) {
        return targets(layer).contains(projection);
    }

    /** The adapted matrices of a layer. */
    public Set<Projection> targets(int layer) {
        return layers.isEmpty() || layers.contains(layer) ? targets : Set.of();
    }

    /** The lowest adapted layer: what is below computes as the base does. */
    public int lowestLayer() {
        return layers.isEmpty() ? 0 : layers.iterator().next();
    }

    /** What B·A is multiplied by. */
    public double scale() {
        return rankStabilised ? alpha / Math.sqrt(rank) : alpha / rank;
    }
}
