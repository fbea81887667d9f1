package org.openledger.client.epoch;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * An epoch.
 *
 * @param line what a list shows of it
 * @param receiptsBefore how many receipts the epochs before it settle
 */
public record EpochDetail(@JsonUnwrapped EpochLine line, long receiptsBefore) {}
