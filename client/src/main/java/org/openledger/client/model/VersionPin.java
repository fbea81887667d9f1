package org.openledger.client.model;

import org.openledger.client.shape.Bounds;

/**
 * A version of a Datanet that a run learns from.
 *
 * @param datanet the Datanet's number
 * @param number of the version
 */
public record VersionPin(
        String datanet,
        @Bounds(from = 1, to = Integer.MAX_VALUE) long number) {}
