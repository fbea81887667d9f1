package org.openledger.settlement;

import java.util.List;
import org.openledger.ledger.LedgerAccount;
import org.openledger.verify.OpenAmount;

/**
 * Where an address's money comes from, to the gwei.
 *
 * @param earnedGwei all it ever earned: unsettled + claimable + claimed
 * @param unsettledGwei earned in no epoch yet
 * @param claimableGwei in an epoch, not paid out by the chain; of it, {@code dueGwei} can be claimed now
 * @param claimedGwei paid out by the chain
 * @param waitingGwei what waits for the audit of the present epoch, and is not earned yet
 * @param spendableGwei what it can still spend as a payer
 */
public record AccountExplanation(
        String address,
        long earnedGwei,
        long unsettledGwei,
        long claimableGwei,
        long dueGwei,
        long claimedGwei,
        long waitingGwei,
        long spendableGwei) {

    public AccountExplanation {
        if (earnedGwei != unsettledGwei + claimableGwei + claimedGwei) {
            throw new IllegalStateException(address + " earned " + OpenAmount.of(earnedGwei) + ", but has "
                    + OpenAmount.of(unsettledGwei) + " unsettled, " + OpenAmount.of(claimableGwei) + " claimable and "
                    + OpenAmount.of(claimedGwei) + " claimed");
        }
    }

    /**
     * What one answer, or one run's reward, paid the address in one role. Of the role waiting it is not earned yet, or decided by
     * the audit of its epoch. The lines of all other roles and the audits sum to all that was earned.
     *
     * @param position of the charge in the journal
     * @param kind of the charge, see {@link org.openledger.ledger.Charges#KINDS}
     * @param reference the receipt's id, or the run's
     * @param epoch the epoch that settles it; 0 while in none
     * @param rows which rows brought it in; empty for roles that are not paid for rows
     */
    public record Line(
            long position,
            String kind,
            String reference,
            long timeMillis,
            LedgerAccount.Role role,
            long gwei,
            long epoch,
            List<RowCredit> rows) {
        public Line {
            rows = List.copyOf(rows);
        }
    }

    /**
     * What the audit of an epoch changed for the address.
     *
     * @param role contributor, or the pool's
     * @param gwei what it is more; negative where harm took more of a contributor's pay than was released
     * @param says what became of what waited, and why, in a sentence
     */
    public record Audit(long epoch, long timeMillis, LedgerAccount.Role role, long gwei, String says) {}

    /**
     * One row's part of what an answer paid its contributor.
     *
     * @param leaf the row's, hex
     * @param ppm its part of the contributor's payment, in parts per million
     */
    public record RowCredit(String leaf, String datanet, long ppm, long gwei) {}
}
