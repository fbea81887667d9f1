package org.openledger.client.epoch;

import java.util.Optional;

/**
 * An epoch in a list.
 *
 * @param number counted from 1
 * @param state how far its settlement is
 * @param root of the Merkle tree over what accounts are owed
 * @param leavesDigest SHA-256 of the file of the tree's leaves; absent where the contracts are from before such files
 * @param receipts it settles
 * @param paidGwei fees of those receipts
 * @param waitedGwei what waited for the epoch's audit
 * @param releasedGwei what contributors got of that
 * @param returnedGwei what went back to the commons, because it may be chance
 * @param nettedGwei what went there for answers that were made worse
 * @param transaction that settles it on chain; empty before it is sent
 * @param gas the transaction used
 * @param closedMillis when it was closed
 * @param finalAtSeconds when its root can no longer be challenged
 * @param next what happens next with it, in a sentence
 * @param nextAtMillis when, where that is known
 */
public record EpochLine(
        long number,
        String state,
        String root,
        Optional<String> leavesDigest,
        long receipts,
        long paidGwei,
        long waitedGwei,
        long releasedGwei,
        long returnedGwei,
        long nettedGwei,
        String transaction,
        Optional<Long> gas,
        long closedMillis,
        long finalAtSeconds,
        String next,
        Optional<Long> nextAtMillis) {}
