package org.openledger.client.datanet;

import org.openledger.client.shape.Bounds;
import org.openledger.client.shape.WhenAbsent;
import org.openledger.client.shape.Words;

/**
 * Which rows of a Datanet's credit.
 *
 * @param order by what rows earned, by how often they are repeated, or by how much they lowered answers; most first
 * @param offset rows to leave out before
 * @param limit rows at most
 */
public record CreditQuery(
        @Words({"earned", "repeated", "lowered"}) String order,
        @WhenAbsent("0") @Bounds(from = 0, to = 10_000) int offset,
        @WhenAbsent("20") @Bounds(from = 1, to = 200) int limit) {}
