package org.openledger.client.account;

import org.openledger.client.shape.Bounds;
import org.openledger.client.shape.Example;
import org.openledger.client.shape.WhenAbsent;

/**
 * Which outcomes of an audit.
 *
 * @param after the address to go on after; the first ones where it is empty
 * @param limit outcomes at most
 */
public record OutcomesQuery(
        @WhenAbsent("\"\"") @Example("\"0x70997970c51812dc3a010c7d01b50e0d17dc79c8\"")
        String after,

        @WhenAbsent("1000") @Bounds(from = 1, to = 1_000) int limit) {}
