package org.openledger.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.openledger.verify.OpenAmount;

/** Replays the whole journal and compares: entries against their hashes, balances and holds against the entries. */
public final class LedgerCheck {
    private static final int MAX_FINDINGS = 100;

    private final Journal journal;

    public LedgerCheck(Journal journal) {
        this.journal = journal;
    }

    /** What differs, each in a sentence, at most {@value #MAX_FINDINGS}; empty when all is as it must be. */
    public List<String> fsck(Handle handle) {
        List<String> findings = new ArrayList<>();
        try {
            Balances balances = replay(handle, findings);
            compareBalances(handle, balances, findings);
            compareHolds(handle, findings);
            compareDrawn(handle, findings);
        } catch (IllegalArgumentException | LedgerException malformed) {
            // A row that is no valid entry ends the replay: what follows it cannot be judged.
            findings.add("journal: " + malformed.getMessage());
        }
        return findings.size() > MAX_FINDINGS ? findings.subList(0, MAX_FINDINGS) : findings;
    }

    /** The balances that the entries add up to, whatever the balance table says. */
    public Balances replay(Handle handle) {
        return replay(handle, new ArrayList<>());
    }

    private Balances replay(Handle handle, List<String> findings) {
        Balances balances = new Balances();
        String previous = EntryHash.GENESIS;
        long expected = 1;
        List<PostedEntry> page = journal.read(handle, 0, EntryTable.MAX_PAGE);
        while (!page.isEmpty()) {
            Map<Long, Map<LedgerAccount, Long>> after = balancesAfter(handle, page);
            for (PostedEntry posted : page) {
                checkPlace(posted, expected, previous, findings);
                balances.apply(posted.entry());
                checkAfter(posted, balances, after.getOrDefault(posted.position(), Map.of()), findings);
                previous = posted.hash();
                expected = posted.position() + 1;
            }
            page = journal.read(handle, expected - 1, EntryTable.MAX_PAGE);
        }
        return balances;
    }

    private static void checkPlace(PostedEntry posted, long expected, String previous, List<String> findings) {
        if (posted.position() != expected) {
            findings.add("journal: entries " + expected + " to " + (posted.position() - 1) + " are missing");
        }
        if (!posted.hash().equals(EntryHash.of(previous, posted.position(), posted.entry()))) {
            findings.add("journal: entry " + posted.position() + " ("
                    + posted.entry().id() + ") does not have the hash it was posted with");
        }
    }

    private static void checkAfter(
            PostedEntry posted, Balances balances, Map<LedgerAccount, Long> after, List<String> findings) {
        for (Posting posting : posted.entry().postings()) {
            long replayed = balances.of(posting.account());
            if (after.getOrDefault(posting.account(), 0L) != replayed) {
                findings.add("journal: entry " + posted.position() + " says that " + posting.account() + " then had "
                        + OpenAmount.of(after.getOrDefault(posting.account(), 0L)) + "; replay gives "
                        + OpenAmount.of(replayed));
            }
        }
    }

    /** The balances that the postings of these entries carry, by position and account. */
    private static Map<Long, Map<LedgerAccount, Long>> balancesAfter(Handle handle, List<PostedEntry> page) {
        Map<Long, Map<LedgerAccount, Long>> after = new HashMap<>();
        long before = page.getFirst().position() - 1;
        for (EntryTable.PostedLine row :
                EntryTable.lines(handle, before, page.getLast().position())) {
            after.computeIfAbsent(row.position(), position -> new HashMap<>())
                    .put(row.posting().account(), row.balanceGwei());
        }
        return after;
    }

    private static void compareBalances(Handle handle, Balances balances, List<String> findings) {
        Map<LedgerAccount, Long> kept = new HashMap<>();
        for (Balance row : BalanceTable.all(handle)) {
            kept.put(row.account(), row.gwei());
        }
        balances.differences(kept)
                .forEach((account, gwei) ->
                        findings.add("balance of " + account + ": " + OpenAmount.of(kept.getOrDefault(account, 0L))
                                + " are kept; replay gives " + OpenAmount.of(gwei)));
    }

    private void compareHolds(Handle handle, List<String> findings) {
        Map<LedgerAccount, Long> sums = new HashMap<>();
        for (Hold hold : new Holds(journal).all(handle)) {
            sums.merge(hold.account(), hold.gwei(), Math::addExact);
        }
        for (Balance row : BalanceTable.all(handle)) {
            long sumGwei = sums.getOrDefault(row.account(), 0L);
            if (row.heldGwei() != sumGwei) {
                findings.add("holds of " + row.account() + ": " + OpenAmount.of(row.heldGwei())
                        + " are kept; the holds sum to " + OpenAmount.of(sumGwei));
            }
            if (row.heldGwei() > 0 && row.gwei() < row.heldGwei()) {
                findings.add("holds of " + row.account() + ": " + OpenAmount.of(row.heldGwei()) + " are held of "
                        + OpenAmount.of(row.gwei()));
            }
        }
    }

    private static void compareDrawn(Handle handle, List<String> findings) {
        for (SpendingLimitTable.Difference drawn : SpendingLimitTable.differences(handle, Charges.KINDS)) {
            findings.add("spending limit of " + drawn.account() + ": " + OpenAmount.of(drawn.drawnGwei())
                    + " are kept as drawn; the charges sum to " + OpenAmount.of(drawn.chargedGwei()));
        }
    }
}
