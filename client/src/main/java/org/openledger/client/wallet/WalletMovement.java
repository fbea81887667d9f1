package org.openledger.client.wallet;

import java.util.Optional;

/**
 * One of the operator's transactions that names an account.
 *
 * @param key of the outbox
 * @param kind what it is for
 * @param state queued, aside, sent, confirmed, failed or cancelled
 * @param reason why it waits or failed
 * @param transactionHash on chain, once it is signed
 * @param block that has it, once it is confirmed
 * @param timeMillis when it was asked for
 */
public record WalletMovement(
        String key,
        String kind,
        String state,
        Optional<String> reason,
        Optional<String> transactionHash,
        Optional<Long> block,
        long timeMillis) {}
