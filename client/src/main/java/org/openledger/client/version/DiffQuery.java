package org.openledger.client.version;

import org.openledger.client.shape.Bounds;
import org.openledger.client.shape.WhenAbsent;

/**
 * Which versions are compared.
 *
 * @param from a version's number
 * @param to another's
 * @param offset how many changes to leave out before
 * @param limit how many at most
 */
public record DiffQuery(
        @Bounds(from = 1, to = 1e9) long from,
        @Bounds(from = 1, to = 1e9) long to,
        @WhenAbsent("0") @Bounds(from = 0, to = 10_000_000) int offset,
        @WhenAbsent("100") @Bounds(from = 1, to = 1000) int limit) {}
