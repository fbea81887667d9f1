package org.openledger.client.account;

import java.util.Optional;

/**
 * An account, and what it earned.
 *
 * @param address its address
 * @param name what the node calls it
 * @param earnedGwei all it ever earned
 * @param settledGwei of that, what closed epochs hold
 * @param claimableGwei of that, what can be claimed
 * @param dueGwei what is final on chain and not yet claimed
 * @param claimedGwei what was claimed
 * @param waitingGwei what waits for an epoch's audit
 * @param depositGwei what it can spend
 */
public record AccountDetail(
        String address,
        Optional<String> name,
        long earnedGwei,
        long settledGwei,
        long claimableGwei,
        long dueGwei,
        long claimedGwei,
        long waitingGwei,
        long depositGwei) {}
