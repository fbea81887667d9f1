package org.openledger.settlement.epoch;

/**
 * A settlement period.
 *
 * @param number from 1, as on chain
 * @param afterPosition it has the journal's charges after this position
 * @param lastPosition and through this one
 * @param journalHash the hash of the journal's entry there: the journal as it was
 * @param receipts how many answers it settles, rewards of runs not counted
 * @param chargedGwei what it takes from payers, which is what it gives to earners
 * @param totalGwei what all epochs through it gave
 * @param root the reward tree's, 0x and 64 hex characters
 * @param finalAtSeconds when its challenge window ends, by the chain's clock; 0 until it is posted
 * @param settleTransaction hash of the transaction that posted it; empty until it is posted
 * @param leavesDigest SHA-256 of the file of its leaves, 64 hex characters; empty for an epoch whose tree is a
 *     {@link org.openledger.verify.reward.StandardTree}, from before trees had sums
 */
public record Epoch(
        long number,
        EpochState state,
        long afterPosition,
        long lastPosition,
        String journalHash,
        long receipts,
        long chargedGwei,
        long totalGwei,
        String root,
        long closedMillis,
        long finalAtSeconds,
        String settleTransaction,
        String leavesDigest) {
    /** Whether its tree is a {@link org.openledger.verify.reward.RewardTree}. */
    public boolean summed() {
        return !leavesDigest.isEmpty();
    }

    public Epoch with(EpochState next, long finalAt) {
        return new Epoch(
                number,
                next,
                afterPosition,
                lastPosition,
                journalHash,
                receipts,
                chargedGwei,
                totalGwei,
                root,
                closedMillis,
                finalAt,
                settleTransaction,
                leavesDigest);
    }

    /** With another root and total, which are not on chain yet. */
    public Epoch replacedBy(String otherRoot, long otherTotalGwei, String otherLeavesDigest) {
        return new Epoch(
                number,
                EpochState.REPLACING,
                afterPosition,
                lastPosition,
                journalHash,
                receipts,
                chargedGwei,
                otherTotalGwei,
                otherRoot,
                closedMillis,
                0,
                settleTransaction,
                otherLeavesDigest);
    }

    /** As the chain says that it stands. */
    public Epoch on(EpochState next, long finalAt, String transaction) {
        Epoch there = postedBy(transaction);
        return there.with(next, finalAt);
    }

    public Epoch postedBy(String transaction) {
        return new Epoch(
                number,
                EpochState.POSTED,
                afterPosition,
                lastPosition,
                journalHash,
                receipts,
                chargedGwei,
                totalGwei,
                root,
                closedMillis,
                finalAtSeconds,
                transaction,
                leavesDigest);
    }
}
