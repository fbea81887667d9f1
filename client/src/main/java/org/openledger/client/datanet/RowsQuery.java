package org.openledger.client.datanet;

import org.openledger.client.shape.Bounds;
import org.openledger.client.shape.WhenAbsent;

/**
 * Which rows of a Datanet.
 *
 * @param offset rows to leave out before
 * @param limit rows at most
 */
public record RowsQuery(
        @WhenAbsent("0") @Bounds(from = 0) int offset,
        @WhenAbsent("100") @Bounds(from = 1, to = 1000) int limit) {}
