package org.openledger.client.account;

import java.util.List;
import java.util.Optional;
import org.openledger.client.datanet.ContributionLine;

/**
 * An account, and why it earned what it earned.
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
 * @param lines the latest payments to it
 * @param audits what audits of epochs changed
 * @param contributions it gave
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
        long depositGwei,
        List<StatementEntry> lines,
        List<AuditEntry> audits,
        List<ContributionLine> contributions) {}
