package org.openledger.settlement;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.openledger.ledger.AuditedAnswerTable;
import org.openledger.ledger.Charges;
import org.openledger.ledger.Journal;
import org.openledger.ledger.LedgerAccount;
import org.openledger.ledger.PostedEntry;
import org.openledger.ledger.Turnover;
import org.openledger.settlement.claim.ClaimTable;
import org.openledger.settlement.epoch.Epoch;
import org.openledger.settlement.epoch.EpochAuditTable;
import org.openledger.settlement.epoch.EpochPlan;
import org.openledger.settlement.epoch.EpochReplay;
import org.openledger.settlement.epoch.EpochTable;
import org.openledger.verify.OpenAmount;

/** Computes every epoch again from the journal and compares. */
public final class SettlementCheck {
    private final Journal journal;
    private final String operator;

    /** @param operator this node's address, whose epochs they are */
    public SettlementCheck(Journal journal, String operator) {
        this.journal = journal;
        this.operator = operator;
    }

    /** What differs, each in a sentence; empty when all is as it must be. */
    public List<String> fsck(Handle handle) {
        List<String> findings = new ArrayList<>();
        SortedMap<String, Long> cumulative = new TreeMap<>();
        long after = 0;
        long expected = 1;
        for (Epoch epoch :
                EpochTable.before(handle, Long.MAX_VALUE, Integer.MAX_VALUE).reversed()) {
            if (epoch.number() != expected || epoch.afterPosition() != after) {
                findings.add("epoch " + epoch.number() + ": it does not follow the one before it");
            }
            try {
                cumulative = new TreeMap<>(checkEpoch(handle, epoch, cumulative, findings));
            } catch (IllegalStateException | IllegalArgumentException impossible) {
                // The charges make no epoch at all; those that follow stand on the leaves as they are kept.
                findings.add("epoch " + epoch.number() + ": " + impossible.getMessage());
                cumulative = EpochTable.cumulative(handle, epoch.number());
            }
            after = epoch.lastPosition();
            expected = epoch.number() + 1;
        }
        checkClaimable(handle, cumulative, findings);
        checkWaiting(handle, after, findings);
        return findings;
    }

    /** Returns the epoch's leaves, as computed. */
    private SortedMap<String, Long> checkEpoch(
            Handle handle, Epoch epoch, SortedMap<String, Long> before, List<String> findings) {
        String name = "epoch " + epoch.number() + ": ";
        Turnover turnover = Turnover.of(handle, Charges.KINDS, epoch.afterPosition(), epoch.lastPosition());
        EpochPlan plan = EpochReplay.plan(handle, epoch, turnover, before);
        check(plan.root(epoch.summed()).equals(epoch.root()), name + "the journal gives another root", findings);
        check(
                plan.leavesDigest(epoch.summed(), operator).equals(epoch.leavesDigest()),
                name + "the journal gives another file of leaves",
                findings);
        check(
                turnover.entries(Charges.KIND) == epoch.receipts(),
                name + "the journal has another number of receipts",
                findings);
        check(plan.chargedGwei() == epoch.chargedGwei(), name + "the journal charges " + plan.chargedGwei(), findings);
        check(plan.totalGwei() == epoch.totalGwei(), name + "the journal gives " + plan.totalGwei(), findings);
        check(
                plan.chargesGwei().equals(EpochTable.charges(handle, epoch.number())),
                name + "the journal charges other payers or amounts",
                findings);
        check(
                plan.earnedGwei().equals(EpochTable.earned(handle, epoch.number()))
                        && plan.cumulativeGwei().equals(EpochTable.cumulative(handle, epoch.number())),
                name + "the journal gives other leaves",
                findings);
        List<PostedEntry> last = journal.read(handle, epoch.lastPosition() - 1, 1);
        check(
                !last.isEmpty() && last.getFirst().hash().equals(epoch.journalHash()),
                name + "the journal was changed after the epoch was closed",
                findings);
        check(
                plan.standsIn(journal, handle, epoch.closedMillis()),
                name + "its entries in the journal are missing or others",
                findings);
        check(
                plan.outcomes().equals(EpochAuditTable.ofEpoch(handle, epoch.number())),
                name + "its audit decided something else than is kept",
                findings);
        return plan.cumulativeGwei();
    }

    private void checkClaimable(Handle handle, SortedMap<String, Long> cumulative, List<String> findings) {
        SortedMap<String, Long> claimed = ClaimTable.all(handle);
        claimed.forEach((account, gwei) -> check(
                cumulative.getOrDefault(account, 0L) >= gwei,
                account + " was paid " + OpenAmount.of(gwei) + " but earned "
                        + OpenAmount.of(cumulative.getOrDefault(account, 0L)),
                findings));
        cumulative.forEach((account, gwei) -> {
            long left = gwei - claimed.getOrDefault(account, 0L);
            long kept = journal.balance(handle, LedgerAccount.claimable(account));
            check(
                    kept == left,
                    account + " can claim " + OpenAmount.of(kept) + " by the journal, " + OpenAmount.of(left)
                            + " by the epochs",
                    findings);
        });
    }

    /** What waits is what the answers after the last epoch brought to the next audit, and nothing else. */
    private void checkWaiting(Handle handle, long after, List<String> findings) {
        SortedMap<String, Long> brought = AuditedAnswerTable.waitingGwei(handle, after);
        SortedSet<String> contributors = new TreeSet<>(brought.keySet());
        journal.accounts(handle, LedgerAccount.Role.WAITING).forEach(account -> contributors.add(account.owner()));
        for (String contributor : contributors) {
            long kept = journal.balance(handle, LedgerAccount.waiting(contributor));
            long expected = brought.getOrDefault(contributor, 0L);
            check(
                    kept == expected,
                    OpenAmount.of(kept) + " wait for " + contributor + " by the journal, " + OpenAmount.of(expected)
                            + " by the open answers",
                    findings);
        }
    }

    private static void check(boolean holds, String finding, List<String> findings) {
        if (!holds) {
            findings.add(finding);
        }
    }
}
