package org.openledger.client.evidence;

import org.openledger.client.shape.Words;

/**
 * Whether the licences that stand today permit a use of a model or an answer.
 *
 * @param use without payment, or for money
 * @param permitted whether they do
 * @param why not, naming every Datanet that stands in the way; empty where it is permitted
 */
public record Permit(@Words({"unpaid", "paid"}) String use, boolean permitted, String why) {}
