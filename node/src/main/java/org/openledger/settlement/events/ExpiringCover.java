package org.openledger.settlement.events;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.openledger.ledger.Charges;
import org.openledger.ledger.Entry;
import org.openledger.ledger.Hold;
import org.openledger.ledger.Holds;
import org.openledger.ledger.Journal;
import org.openledger.ledger.LedgerAccount;
import org.openledger.ledger.Posting;
import org.openledger.ledger.Turnover;
import org.openledger.settlement.epoch.Epoch;
import org.openledger.settlement.epoch.EpochTable;
import org.openledger.settlement.events.ExpiringCoverTable.Reason;
import org.openledger.settlement.events.ExpiringCoverTable.Row;

/**
 * Charges whose cover on chain may soon be gone, because their payer asked for the deposit back or lowered the spending limit.
 * They have to be settled while the escrow's delay runs; from the middle of it on they are, so that the other half is left
 * for the settlement to reach the chain.
 */
public final class ExpiringCover {
    private final Journal journal;
    private final Holds holds;

    /**
     * What was done for the covers whose charges are due.
     *
     * @param unsettledPayers who has charges that must be settled now
     * @param promisesGivenUp rewards of runs that were asked back
     * @param setAsideGwei what was set aside beside what was before
     * @param gonePayers whose cover is gone, with nothing left that it was for
     */
    public record Due(
            SortedSet<String> unsettledPayers, int promisesGivenUp, long setAsideGwei, SortedSet<String> gonePayers) {
        /** Whether charges have to be settled now. */
        public boolean mustSettle() {
            return !unsettledPayers.isEmpty();
        }
    }

    public ExpiringCover(Journal journal) {
        this.journal = journal;
        this.holds = new Holds(journal);
    }

    /**
     * The cover goes when the delay ends, in place of what was expected for that reason before.
     *
     * @param requestedGwei what the payer asked back; 0 for a lower limit
     */
    void expect(Handle transaction, EventId event, String payer, Reason reason, long requestedGwei, long endsSeconds) {
        forget(transaction, event, payer, reason);
        long announcedSeconds = event.timeMillis() / 1_000;
        ExpiringCoverTable.insert(
                transaction,
                new Row(
                        payer,
                        reason,
                        event.key(),
                        requestedGwei,
                        announcedSeconds + (endsSeconds - announcedSeconds) / 2,
                        endsSeconds));
    }

    /** The cover stays, or is gone, as an event says. */
    void forget(Handle transaction, EventId event, String payer, Reason reason) {
        EventTable.note(
                transaction, event, Note.cover(payer, reason, ExpiringCoverTable.find(transaction, payer, reason)));
        ExpiringCoverTable.delete(transaction, payer, reason);
    }

    /** The events whose delay is over. */
    public List<String> ended(Handle handle, long nowSeconds) {
        return ExpiringCoverTable.ended(handle, nowSeconds);
    }

    /**
     * Makes ready what is due: gives up promises that their payer asked back, sets aside what is asked for, forgets covers that
     * are gone, and names who has charges to settle.
     */
    public Due settleDue(Handle transaction, long nowSeconds, long timeMillis) {
        SortedSet<String> unsettled = new TreeSet<>();
        SortedSet<String> gone = new TreeSet<>();
        int givenUp = 0;
        long setAsideGwei = 0;
        for (Row row : ExpiringCoverTable.due(transaction, nowSeconds)) {
            LedgerAccount payer = LedgerAccount.payer(row.payer());
            if (row.reason() == Reason.WITHDRAWAL) {
                givenUp += giveUpPromises(transaction, payer, timeMillis);
            }
            setAsideGwei += setAside(transaction, row, timeMillis);
            if (!isCovered(transaction, row) && hasOpenCharges(transaction, payer)) {
                unsettled.add(row.payer());
            } else if (!hasHolds(transaction, payer) && row.endsSeconds() <= nowSeconds) {
                ExpiringCoverTable.delete(transaction, row.payer(), row.reason());
                gone.add(row.payer());
            }
        }
        return new Due(unsettled, givenUp, setAsideGwei, gone);
    }

    /**
     * A run may take longer than the delay: a reward that is asked back is not waited for. A bond binds: its spot check ends within
     * seconds, by the votes that are cast, and what it takes is settled in the other half of the delay.
     */
    private int giveUpPromises(Handle transaction, LedgerAccount payer, long timeMillis) {
        List<Hold> held = holds.all(transaction).stream()
                .filter(hold -> hold.account().equals(payer))
                .toList();
        held.stream().filter(Charges::isBond).forEach(bond -> holds.askBack(transaction, bond.id(), timeMillis));
        List<Hold> promised = held.stream().filter(Charges::isPromise).toList();
        promised.forEach(hold -> holds.release(transaction, hold.id()));
        return promised.size();
    }

    /**
     * What was held when the payer asked for it, and was not charged in the end, is asked back too. Returns what is set aside
     * beside what was before.
     */
    private long setAside(Handle transaction, Row row, long timeMillis) {
        LedgerAccount payer = LedgerAccount.payer(row.payer());
        LedgerAccount withdrawing = LedgerAccount.withdrawing(row.payer());
        long aside = journal.balance(transaction, withdrawing);
        long more = Math.min(row.requestedGwei() - aside, journal.available(transaction, payer));
        if (more <= 0) {
            return 0;
        }
        String kind = "withdrawal-request";
        journal.post(
                transaction,
                new Entry(
                        EventEntry.newId(journal, transaction, kind + ":" + row.event() + ":" + aside),
                        timeMillis,
                        kind,
                        row.event(),
                        List.of(new Posting(payer, -more), new Posting(withdrawing, more))));
        return more;
    }

    /** Whether all that was asked back is set aside: then charges are covered by the rest. */
    private boolean isCovered(Handle handle, Row row) {
        return row.reason() == Reason.WITHDRAWAL
                && journal.balance(handle, LedgerAccount.withdrawing(row.payer())) >= row.requestedGwei();
    }

    private boolean hasHolds(Handle handle, LedgerAccount payer) {
        return journal.balance(handle, payer) != journal.available(handle, payer);
    }

    private boolean hasOpenCharges(Handle handle, LedgerAccount payer) {
        long settled = EpochTable.newest(handle).map(Epoch::lastPosition).orElse(0L);
        long head = journal.head(handle).position();
        return Turnover.of(handle, Charges.KINDS, settled, head).gweiByAccount().containsKey(payer);
    }
}
