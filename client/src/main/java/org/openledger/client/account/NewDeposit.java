package org.openledger.client.account;

import org.openledger.client.shape.Bounds;

/**
 * A deposit that the operator makes for a payer.
 *
 * @param payer who may spend it
 * @param gwei how much
 */
public record NewDeposit(
        String payer,
        @Bounds(from = 1, to = Bounds.ALL_OPEN_GWEI) long gwei) {}
