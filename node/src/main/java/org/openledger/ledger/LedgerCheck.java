package org.openledger.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.openledger.store.seal.Finding;
import org.openledger.verify.OpenAmount;

/** Replays the whole journal and compares: entries against their hashes, balances and holds against the entries. */
public final class LedgerCheck {
    private static final int MAX_FINDINGS = 100;
    private static final String ENTRY = "ledger_entry";
    private static final String BALANCE = "ledger_balance";
    private static final String LIMIT = "ledger_limit";
    private static final String BUDGET = "ledger_budget";
    private static final String RESTORE = "restore the database from a backup";
    private static final String REPAIR = "make it again with openledger fsck --repair";

    private final Journal journal;

    public LedgerCheck(Journal journal) {
        this.journal = journal;
    }

    /** What differs, each in a sentence, at most {@value #MAX_FINDINGS}; empty when all is as it must be. */
    public List<Finding> fsck(Handle handle) {
        List<Finding> findings = new ArrayList<>();
        try {
            Balances balances = replay(handle, findings);
            compareBalances(handle, balances, findings);
            compareHolds(handle, findings);
            compareDrawn(handle, findings);
            compareBudgets(handle, findings);
        } catch (IllegalArgumentException | LedgerException malformed) {
            // A row that is no valid entry ends the replay: what follows it cannot be judged.
            report(findings, ENTRY, "", String.valueOf(malformed.getMessage()));
        }
        return findings.size() > MAX_FINDINGS ? findings.subList(0, MAX_FINDINGS) : findings;
    }

    /** The balances that the entries add up to, whatever the balance table says. */
    public Balances replay(Handle handle) {
        return replay(handle, new ArrayList<>());
    }

    /** Makes the balances again from the entries and the holds. */
    public void repair(Handle tx) {
        Map<LedgerAccount, Long> held = held(tx);
        List<Balance> rows = new ArrayList<>();
        replay(tx)
                .all()
                .forEach((account, gwei) -> rows.add(new Balance(account, gwei, held.getOrDefault(account, 0L))));
        BalanceTable.clear(tx);
        BalanceTable.write(tx, rows);
    }

    private Map<LedgerAccount, Long> held(Handle handle) {
        Map<LedgerAccount, Long> sums = new HashMap<>();
        for (Hold hold : new Holds(journal).all(handle)) {
            sums.merge(hold.account(), hold.gwei(), Math::addExact);
        }
        return sums;
    }

    private Balances replay(Handle handle, List<Finding> findings) {
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

    private static void checkPlace(PostedEntry posted, long expected, String previous, List<Finding> findings) {
        if (posted.position() != expected) {
            report(findings, ENTRY, "", "entries " + expected + " to " + (posted.position() - 1) + " are missing");
        }
        if (!posted.hash().equals(EntryHash.of(previous, posted.position(), posted.entry()))) {
            report(
                    findings,
                    ENTRY,
                    Long.toString(posted.position()),
                    "entry " + posted.position() + " (" + posted.entry().id()
                            + ") does not have the hash it was posted with");
        }
    }

    private static void checkAfter(
            PostedEntry posted, Balances balances, Map<LedgerAccount, Long> after, List<Finding> findings) {
        for (Posting posting : posted.entry().postings()) {
            long replayed = balances.of(posting.account());
            if (after.getOrDefault(posting.account(), 0L) != replayed) {
                report(
                        findings,
                        ENTRY,
                        Long.toString(posted.position()),
                        "entry " + posted.position() + " says that " + posting.account() + " then had "
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

    private static void compareBalances(Handle handle, Balances balances, List<Finding> findings) {
        Map<LedgerAccount, Long> kept = new HashMap<>();
        for (Balance row : BalanceTable.all(handle)) {
            kept.put(row.account(), row.gwei());
        }
        balances.differences(kept)
                .forEach((account, gwei) -> report(
                        findings,
                        BALANCE,
                        account.toString(),
                        "balance of " + account + ": " + OpenAmount.of(kept.getOrDefault(account, 0L))
                                + " are kept; replay gives " + OpenAmount.of(gwei)));
    }

    private void compareHolds(Handle handle, List<Finding> findings) {
        Map<LedgerAccount, Long> sums = held(handle);
        for (Balance row : BalanceTable.all(handle)) {
            long sumGwei = sums.getOrDefault(row.account(), 0L);
            if (row.heldGwei() != sumGwei) {
                report(
                        findings,
                        BALANCE,
                        row.account().toString(),
                        "holds of " + row.account() + ": " + OpenAmount.of(row.heldGwei())
                                + " are kept; the holds sum to " + OpenAmount.of(sumGwei));
            }
            if (row.heldGwei() > 0 && row.gwei() < row.heldGwei()) {
                report(
                        findings,
                        BALANCE,
                        row.account().toString(),
                        "holds of " + row.account() + ": " + OpenAmount.of(row.heldGwei()) + " are held of "
                                + OpenAmount.of(row.gwei()));
            }
        }
    }

    private static void compareDrawn(Handle handle, List<Finding> findings) {
        for (SpendingLimitTable.Difference drawn : SpendingLimitTable.differences(handle, Charges.KINDS)) {
            report(
                    findings,
                    LIMIT,
                    drawn.account().toString(),
                    "spending limit of " + drawn.account() + ": " + OpenAmount.of(drawn.drawnGwei())
                            + " are kept as drawn; the charges sum to " + OpenAmount.of(drawn.chargedGwei()));
        }
    }

    private static void compareBudgets(Handle handle, List<Finding> findings) {
        for (BudgetTable.Difference day : BudgetTable.differences(handle)) {
            report(
                    findings,
                    BUDGET,
                    day.budget(),
                    "budget " + day.budget() + " on day " + day.day() + ": " + OpenAmount.of(day.heldGwei())
                            + " are kept as held; its holds sum to " + OpenAmount.of(day.sumGwei()));
        }
    }

    private static void report(List<Finding> findings, String table, String key, String what) {
        findings.add(new Finding(table, key, what, table.equals(BALANCE) ? REPAIR : RESTORE));
    }
}
