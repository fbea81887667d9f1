package org.openledger.client.model;

import org.openledger.client.shape.Bounds;

/**
 * What a model costs from now on.
 *
 * @param priceGwei for each token of prompt and answer
 */
public record ModelPrice(
        @Bounds(from = 1, to = 1_000_000_000) long priceGwei) {}
