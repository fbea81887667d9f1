package org.openledger.settlement.epoch;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.openledger.ledger.Entry;
import org.openledger.ledger.Journal;
import org.openledger.ledger.LedgerAccount;
import org.openledger.ledger.PostedEntry;
import org.openledger.ledger.Posting;
import org.openledger.ledger.Turnover;
import org.openledger.settlement.call.Wei;
import org.openledger.verify.EpochAudit;
import org.openledger.verify.EpochAudit.Outcome;
import org.openledger.verify.OpenAmount;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.reward.ClaimTree;
import org.openledger.verify.reward.RewardLeaves;
import org.openledger.verify.reward.RewardTree;
import org.openledger.verify.reward.StandardTree;

/**
 * What closing an epoch means, computed from the turnover of its charges and its audit: pure, so that anyone with journal and
 * receipts gets the same root.
 *
 * <p>Two entries of the journal, posted together. The audit's moves what waited to its contributors and to the commons, and
 * what harm takes of their pay to the commons. The epoch's turns what everybody has after that into what can be claimed.
 *
 * @param outcomes what the audit decides, by contributor; empty where nothing is to be audited
 * @param movedGwei how the audit changes each account: it sums to zero
 * @param payees what each of the journal's payee accounts got in the end
 * @param chargesGwei what each payer pays, by address
 * @param earnedGwei what each address earned in this epoch
 * @param cumulativeGwei what each address earned in all epochs through this one: the leaves of the tree
 */
public record EpochPlan(
        long number,
        List<Outcome> outcomes,
        SortedMap<LedgerAccount, Long> movedGwei,
        SortedMap<LedgerAccount, Long> payees,
        SortedMap<String, Long> chargesGwei,
        SortedMap<String, Long> earnedGwei,
        SortedMap<String, Long> cumulativeGwei) {
    /** The kind of the entry that moves what waited. */
    public static final String AUDIT = "audit";

    private static final String EPOCH = "epoch";

    /**
     * The plan of an epoch.
     *
     * @param audit of the turnover's charges
     * @param cumulativeBefore what each address earned through the epoch before, gwei
     * @param addressOf which address a payee's account stands for
     */
    public static EpochPlan of(
            long number,
            Turnover turnover,
            EpochAudit audit,
            Map<String, Long> cumulativeBefore,
            Function<LedgerAccount, String> addressOf) {
        SortedMap<LedgerAccount, Long> moved = moves(audit);
        SortedMap<LedgerAccount, Long> payees = new TreeMap<>(moved);
        SortedMap<String, Long> charges = new TreeMap<>();
        turnover.gweiByAccount().forEach((account, gwei) -> {
            if (account.role() == LedgerAccount.Role.PAYER) {
                charges.put(account.owner(), Math.negateExact(gwei));
            } else {
                payees.merge(account, gwei, Math::addExact);
            }
        });
        payees.values().removeIf(gwei -> gwei == 0);
        SortedMap<String, Long> earned = new TreeMap<>();
        payees.forEach((account, gwei) -> earned.merge(addressOf.apply(account), gwei, Math::addExact));
        SortedMap<String, Long> cumulative = new TreeMap<>(cumulativeBefore);
        earned.forEach((account, gwei) -> cumulative.merge(account, gwei, Math::addExact));
        EpochPlan plan = new EpochPlan(
                number,
                audit.outcomes(),
                moved,
                payees,
                charges,
                earned,
                Collections.unmodifiableSortedMap(cumulative));
        plan.check(sum(cumulativeBefore));
        return plan;
    }

    /** What waited goes: to its contributors, as far as it is released, and with what harm takes to the commons. */
    private static SortedMap<LedgerAccount, Long> moves(EpochAudit audit) {
        SortedMap<LedgerAccount, Long> moved = new TreeMap<>();
        for (Outcome outcome : audit.outcomes()) {
            moved.put(LedgerAccount.waiting(outcome.contributor()), -outcome.waitingGwei());
            moved.put(LedgerAccount.contributor(outcome.contributor()), outcome.changeGwei());
        }
        audit.poolsGwei().forEach((pool, gwei) -> moved.put(new LedgerAccount(pool), gwei));
        moved.values().removeIf(gwei -> gwei == 0);
        return moved;
    }

    public long chargedGwei() {
        return sum(chargesGwei);
    }

    public long totalGwei() {
        return sum(cumulativeGwei);
    }

    /** @param summed whether by a tree with sums, or by one of contracts from before */
    public String root(boolean summed) {
        return Hex.prefixed(tree(summed, cumulativeGwei).root());
    }

    /** The digest of the file of its leaves; empty for contracts from before trees had sums, which know no such file. */
    public String leavesDigest(boolean summed, String operator) {
        return summed ? leaves(operator, number, cumulativeGwei).digest() : "";
    }

    public static ClaimTree tree(boolean summed, SortedMap<String, Long> cumulativeGwei) {
        return summed ? rewardTree(cumulativeGwei) : StandardTree.of(wei(cumulativeGwei));
    }

    public static RewardTree rewardTree(SortedMap<String, Long> cumulativeGwei) {
        return RewardTree.of(wei(cumulativeGwei));
    }

    public static RewardLeaves leaves(String operator, long number, SortedMap<String, Long> cumulativeGwei) {
        return new RewardLeaves(operator, number, wei(cumulativeGwei));
    }

    private static SortedMap<String, BigInteger> wei(SortedMap<String, Long> cumulativeGwei) {
        SortedMap<String, BigInteger> wei = new TreeMap<>();
        cumulativeGwei.forEach((account, gwei) -> wei.put(account, Wei.ofGwei(gwei)));
        return wei;
    }

    /** What closing posts, in this order: the audit's entry, where it moves anything, and the epoch's. */
    public List<Entry> entries(long timeMillis) {
        List<Entry> entries = new ArrayList<>();
        if (!movedGwei.isEmpty()) {
            List<Posting> audited = new ArrayList<>();
            movedGwei.forEach((account, gwei) -> audited.add(new Posting(account, gwei)));
            entries.add(entry(AUDIT, timeMillis, audited));
        }
        List<Posting> earned = new ArrayList<>();
        payees.forEach((account, gwei) -> earned.add(new Posting(account, -gwei)));
        earnedGwei.forEach((address, gwei) -> earned.add(new Posting(LedgerAccount.claimable(address), gwei)));
        entries.add(entry(EPOCH, timeMillis, earned));
        return entries;
    }

    private Entry entry(String kind, long timeMillis, List<Posting> postings) {
        return new Entry(kind + ":" + number, timeMillis, kind, Long.toString(number), postings);
    }

    /** Whether the journal has what closing this epoch posts, and no other audit of it. */
    public boolean standsIn(Journal journal, Handle handle, long timeMillis) {
        List<Entry> posted = Stream.of(AUDIT, EPOCH)
                .flatMap(kind -> journal.find(handle, kind + ":" + number).stream())
                .map(PostedEntry::entry)
                .toList();
        return posted.equals(entries(timeMillis));
    }

    private void check(long totalBeforeGwei) {
        boolean positive = chargesGwei.values().stream().allMatch(gwei -> gwei > 0)
                && payees.values().stream().allMatch(gwei -> gwei > 0);
        // What waits by the charges and what was brought to the audit are the same, or something would still wait.
        boolean nothingWaits =
                payees.keySet().stream().noneMatch(account -> account.role() == LedgerAccount.Role.WAITING);
        if (!positive || !nothingWaits || chargedGwei() != totalGwei() - totalBeforeGwei) {
            throw new IllegalStateException("epoch " + number + " charges " + OpenAmount.of(chargedGwei())
                    + " but gives " + OpenAmount.of(totalGwei() - totalBeforeGwei) + ": run openledger fsck");
        }
    }

    private static long sum(Map<?, Long> gwei) {
        return gwei.values().stream().reduce(0L, Math::addExact);
    }
}
