package org.openledger.settlement.events;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.openledger.ledger.Entry;
import org.openledger.ledger.Journal;
import org.openledger.ledger.LedgerAccount;
import org.openledger.ledger.Posting;
import org.openledger.ledger.SpendingLimits;
import org.openledger.settlement.call.AnchorTable;
import org.openledger.settlement.claim.ClaimTable;
import org.openledger.settlement.epoch.Epoch;
import org.openledger.settlement.epoch.EpochState;
import org.openledger.settlement.epoch.EpochTable;

/**
 * Takes events back whose block is no longer part of the chain, the last first. Each event has noted, line by line, what it changed
 * and how that was before; only events change it, so that the notes bring back what the chain says without them.
 *
 * <p>Entries of the journal stay for ever: an entry is taken back by another, {@code reversal:ID}. A payer who has spent by now what
 * is taken back is short of it, as one who took it out of the escrow is; what comes in later makes it good first.
 */
final class Undo {
    private static final String REVERSAL = "reversal";

    private final Journal journal;
    private final SpendingLimits limits;

    Undo(Journal journal, SpendingLimits limits) {
        this.journal = journal;
        this.limits = limits;
    }

    void takeBack(Handle transaction, EventTable.Row event) {
        for (String line : event.undo().lines().toList().reversed()) {
            takeBack(transaction, line.split(" "));
        }
        EventTable.delete(transaction, event);
    }

    private void takeBack(Handle transaction, String[] note) {
        switch (note[0]) {
            case "entry" -> reverse(transaction, note[1]);
            case "withdrawing" ->
                setWithdrawing(transaction, note[1], Long.parseLong(note[2]), note[3], Long.parseLong(note[4]));
            case "dust" -> DustTable.write(transaction, note[1], Long.parseLong(note[2]));
            case "limit" ->
                limits.restore(
                        transaction,
                        note[1],
                        new SpendingLimits.Said(Long.parseLong(note[2]), Long.parseLong(note[3])));
            case "cover" -> restoreCover(transaction, note);
            case "epoch" -> restoreEpoch(transaction, note);
            case "claimed" -> ClaimTable.add(transaction, note[1], -Long.parseLong(note[2]));
            case "anchor" -> AnchorTable.delete(transaction, Long.parseLong(note[1]));
            default -> throw new IllegalStateException("an event notes " + note[0] + ", which nobody can take back");
        }
    }

    private void reverse(Handle transaction, String id) {
        Entry entry = journal.find(transaction, id).orElseThrow().entry();
        List<EventEntry.Line> lines = new ArrayList<>();
        long missing = 0;
        Optional<String> payer = Optional.empty();
        for (Posting posting : entry.postings()) {
            long gwei = -posting.gwei();
            LedgerAccount account = posting.account();
            boolean spendable =
                    account.role() == LedgerAccount.Role.PAYER || account.role() == LedgerAccount.Role.WITHDRAWING;
            if (spendable && gwei < 0) {
                long left = Math.max(gwei, -journal.available(transaction, account));
                missing += gwei - left;
                gwei = left;
                payer = Optional.of(account.owner());
            }
            lines.add(new EventEntry.Line(account, gwei));
        }
        if (missing < 0) {
            lines.add(new EventEntry.Line(LedgerAccount.shortfall(payer.orElseThrow()), missing));
        }
        List<Posting> postings = summed(lines);
        if (!postings.isEmpty()) {
            journal.post(
                    transaction,
                    new Entry(REVERSAL + ":" + id, entry.timeMillis(), REVERSAL, entry.reference(), postings));
        }
    }

    /** One posting an account, none of nothing. */
    private static List<Posting> summed(List<EventEntry.Line> lines) {
        Map<LedgerAccount, Long> sums = new LinkedHashMap<>();
        lines.forEach(line -> sums.merge(line.account(), line.gwei(), Math::addExact));
        return EventEntry.postings(sums.entrySet().stream()
                .map(sum -> new EventEntry.Line(sum.getKey(), sum.getValue()))
                .toArray(EventEntry.Line[]::new));
    }

    /** What is set aside for a withdrawal follows the request, and with it goes back. */
    private void setWithdrawing(Handle transaction, String owner, long gwei, String event, long timeMillis) {
        LedgerAccount payer = LedgerAccount.payer(owner);
        LedgerAccount withdrawing = LedgerAccount.withdrawing(owner);
        long more = Math.min(gwei - journal.balance(transaction, withdrawing), journal.available(transaction, payer));
        List<Posting> postings =
                EventEntry.postings(new EventEntry.Line(payer, -more), new EventEntry.Line(withdrawing, more));
        if (!postings.isEmpty()) {
            String id = EventEntry.newId(journal, transaction, REVERSAL + ":withdrawal-request:" + event);
            String reference = event.substring(0, event.indexOf('#'));
            journal.post(transaction, new Entry(id, timeMillis, REVERSAL, reference, postings));
        }
    }

    private static void restoreCover(Handle transaction, String[] note) {
        ExpiringCoverTable.Reason reason = ExpiringCoverTable.Reason.valueOf(note[2]);
        ExpiringCoverTable.delete(transaction, note[1], reason);
        if (!note[3].equals(Note.NONE)) {
            ExpiringCoverTable.insert(
                    transaction,
                    new ExpiringCoverTable.Row(
                            note[1],
                            reason,
                            note[3],
                            Long.parseLong(note[4]),
                            Long.parseLong(note[5]),
                            Long.parseLong(note[6])));
        }
    }

    /** A root that this node replaced meanwhile waits for the verdict to come back. */
    private static void restoreEpoch(Handle transaction, String[] note) {
        Epoch now = EscrowEvents.closed(transaction, Long.parseLong(note[1]));
        if (now.state() != EpochState.REPLACING) {
            EpochTable.update(
                    transaction,
                    now.on(
                            EpochState.valueOf(note[2]),
                            Long.parseLong(note[3]),
                            note[4].equals(Note.NONE) ? "" : note[4]));
        }
    }
}
