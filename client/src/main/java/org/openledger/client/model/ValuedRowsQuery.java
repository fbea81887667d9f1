package org.openledger.client.model;

import java.util.Optional;
import org.openledger.client.shape.Bounds;
import org.openledger.client.shape.WhenAbsent;
import org.openledger.client.shape.Words;

/**
 * Which rows of a run.
 *
 * @param order most: by the largest value first; least: by the smallest
 * @param datanet only rows of this one
 * @param offset rows to leave out before
 * @param limit rows at most
 */
public record ValuedRowsQuery(
        @WhenAbsent("\"most\"") @Words({"most", "least"}) String order,
        @Bounds(from = 1) Optional<Integer> datanet,
        @WhenAbsent("0") @Bounds(from = 0, to = 1_000_000) int offset,
        @WhenAbsent("20") @Bounds(from = 1, to = 1_000) int limit) {}
