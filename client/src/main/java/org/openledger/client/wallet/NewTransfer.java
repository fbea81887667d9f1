package org.openledger.client.wallet;

import org.openledger.client.shape.Bounds;

/**
 * OPEN that an account sends to another, where the node keeps its key.
 *
 * @param from who sends it
 * @param to who gets it
 * @param gwei how much of the token that rewards are paid in
 * @param paidNative whether it arrives as the chain's native OPEN, with which gas is paid
 */
public record NewTransfer(
        String from,
        String to,
        @Bounds(from = 1, to = Bounds.ALL_OPEN_GWEI) long gwei,
        boolean paidNative) {}
