package org.openledger.client.account;

import org.openledger.client.shape.Example;
import org.openledger.client.shape.WhenAbsent;

/**
 * An API key to be.
 *
 * @param payer whose deposit it may spend
 * @param label to tell it from others
 */
public record NewKey(
        String payer,
        @WhenAbsent("\"\"") @Example("\"laptop\"") String label) {}
