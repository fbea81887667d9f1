package org.openledger.settlement;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.openledger.ledger.Account;
import org.openledger.ledger.Entry;
import org.openledger.ledger.Posting;
import org.openledger.ledger.Turnover;
import org.openledger.verify.Hex;
import org.openledger.verify.RewardTree;

/**
 * What closing an epoch means, computed from the turnover of its charges: pure, so that anyone with the journal gets the
 * same root.
 *
 * @param payees what each of the journal's payee accounts got
 * @param chargesGwei what each payer pays, by address
 * @param earnedGwei what each address earned in this epoch
 * @param cumulativeGwei what each address earned in all epochs through this one: the leaves of the tree
 */
record EpochPlan(
        long number,
        SortedMap<Account, Long> payees,
        SortedMap<String, Long> chargesGwei,
        SortedMap<String, Long> earnedGwei,
        SortedMap<String, Long> cumulativeGwei) {
    private static final String PAYER = "payer";

    /**
     * The plan of an epoch.
     *
     * @param cumulativeBefore what each address earned through the epoch before, gwei
     * @param addressOf which address a payee's account stands for
     */
    static EpochPlan of(
            long number, Turnover turnover, Map<String, Long> cumulativeBefore, Function<Account, String> addressOf) {
        SortedMap<Account, Long> payees = new TreeMap<>();
        SortedMap<String, Long> charges = new TreeMap<>();
        SortedMap<String, Long> earned = new TreeMap<>();
        turnover.gweiByAccount().forEach((account, gwei) -> {
            if (account.role().equals(PAYER)) {
                charges.put(account.owner(), Math.negateExact(gwei));
            } else {
                payees.put(account, gwei);
                earned.merge(addressOf.apply(account), gwei, Math::addExact);
            }
        });
        SortedMap<String, Long> cumulative = new TreeMap<>(cumulativeBefore);
        earned.forEach((account, gwei) -> cumulative.merge(account, gwei, Math::addExact));
        EpochPlan plan = new EpochPlan(number, payees, charges, earned, Collections.unmodifiableSortedMap(cumulative));
        plan.check(sum(cumulativeBefore));
        return plan;
    }

    /** The plan of an epoch that was closed before, from its charges and the addresses that its pools had then. */
    static EpochPlan again(Handle handle, Epoch epoch, Turnover turnover, Map<String, Long> cumulativeBefore) {
        Map<String, String> pools = EpochRows.pools(handle, epoch.number());
        return of(epoch.number(), turnover, cumulativeBefore, payee -> pools.getOrDefault(payee.name(), payee.owner()));
    }

    long chargedGwei() {
        return sum(chargesGwei);
    }

    long totalGwei() {
        return sum(cumulativeGwei);
    }

    String root() {
        return Hex.prefixed(tree(cumulativeGwei).root());
    }

    static RewardTree tree(SortedMap<String, Long> cumulativeGwei) {
        SortedMap<String, BigInteger> wei = new TreeMap<>();
        cumulativeGwei.forEach((account, gwei) -> wei.put(account, Wei.ofGwei(gwei)));
        return RewardTree.of(wei);
    }

    /** The entry that turns what was earned into what can be claimed. */
    Entry entry(long timeMillis) {
        List<Posting> postings = new ArrayList<>();
        payees.forEach((account, gwei) -> postings.add(new Posting(account, -gwei)));
        earnedGwei.forEach((address, gwei) -> postings.add(new Posting(Account.claimable(address), gwei)));
        return new Entry("epoch:" + number, timeMillis, "epoch", Long.toString(number), postings);
    }

    private void check(long totalBeforeGwei) {
        boolean positive = chargesGwei.values().stream().allMatch(gwei -> gwei > 0)
                && payees.values().stream().allMatch(gwei -> gwei > 0);
        if (!positive || chargedGwei() != totalGwei() - totalBeforeGwei) {
            throw new IllegalStateException("epoch " + number + " charges " + chargedGwei() + " gwei but gives "
                    + (totalGwei() - totalBeforeGwei) + ": run openledger fsck");
        }
    }

    private static long sum(Map<?, Long> gwei) {
        return gwei.values().stream().reduce(0L, Math::addExact);
    }
}
