package org.openledger.client.sale;

import org.openledger.client.shape.WhenAbsent;

/**
 * A key to be, whose holder asks with what an address paid and has not used.
 *
 * @param label to tell it from others
 */
public record BuyerKey(@WhenAbsent("\"\"") String label) {}
