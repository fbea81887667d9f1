package org.openledger.client.model;

import java.util.Optional;
import org.openledger.client.shape.Bounds;

/**
 * Which version of a model is to answer.
 *
 * @param version its number; the newest without it
 */
public record ModelActivation(
        @Bounds(from = 1, to = 1_000_000) Optional<Long> version) {
    /** The newest. */
    public static final ModelActivation NEWEST = new ModelActivation(Optional.empty());
}
