package org.openledger.client;

/**
 * An answer of a model.
 *
 * @param answer itself
 * @param receiptId the id of its receipt
 */
public record Asked<A>(A answer, String receiptId) {}
