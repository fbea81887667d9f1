package org.openledger.ledger;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.openledger.store.Refusal;
import org.openledger.verify.OpenAmount;

/** What a sequence of entries adds up to: the journal's rules without a database. Not for use by several threads. */
public final class Balances {
    private final SortedMap<LedgerAccount, Long> gweiByAccount = new TreeMap<>();

    /** Applies an entry; {@link LedgerException} when it would leave an account negative, and then nothing changed. */
    public void apply(Entry entry) {
        for (Posting posting : entry.postings()) {
            checkSufficient(posting.account(), after(posting), 0);
        }
        for (Posting posting : entry.postings()) {
            gweiByAccount.put(posting.account(), after(posting));
        }
    }

    public long of(LedgerAccount account) {
        return gweiByAccount.getOrDefault(account, 0L);
    }

    /** Every account that was ever posted to. */
    public SortedMap<LedgerAccount, Long> all() {
        return Collections.unmodifiableSortedMap(gweiByAccount);
    }

    /** Zero, always: money is moved, never made. */
    public long total() {
        return gweiByAccount.values().stream().reduce(0L, Math::addExact);
    }

    /** The balances that differ from {@code others}, a missing account counting as zero. */
    SortedMap<LedgerAccount, Long> differences(Map<LedgerAccount, Long> others) {
        SortedMap<LedgerAccount, Long> differing = new TreeMap<>();
        gweiByAccount.forEach((account, gwei) -> {
            if (others.getOrDefault(account, 0L) != (long) gwei) {
                differing.put(account, gwei);
            }
        });
        others.forEach((account, gwei) -> {
            if (gwei != 0 && !gweiByAccount.containsKey(account)) {
                differing.put(account, 0L);
            }
        });
        return differing;
    }

    /** The one rule about amounts: an account never has less than what is held of it; assets are never positive. */
    static void checkSufficient(LedgerAccount account, long gweiAfter, long heldGwei) {
        if (account.asset() ? gweiAfter > 0 : gweiAfter < heldGwei) {
            throw new LedgerException(
                    Refusal.Kind.UNPAID,
                    account + " would be left with " + OpenAmount.of(gweiAfter)
                            + (heldGwei > 0
                                    ? ", of which " + OpenAmount.of(heldGwei) + " are held for running requests"
                                    : "")
                            + ": deposit more, or ask for less");
        }
    }

    private long after(Posting posting) {
        return Math.addExact(of(posting.account()), posting.gwei());
    }
}
