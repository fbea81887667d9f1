package org.openledger.settlement.events;

import java.util.List;
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

/**
 * Charges whose cover on chain may soon be gone, because their payer asked for the deposit back or lowered the spending limit.
 * They have to be settled while the escrow's delay runs; from the middle of it on they are, so that the other half is left
 * for the settlement to reach the chain.
 */
public final class ExpiringCover {
    private final Journal journal;
    private final Holds holds;

    /** Why the cover goes. */
    enum Reason {
        WITHDRAWAL,
        LOWER_LIMIT
    }

    private record Row(String payer, Reason reason, String event, long requestedGwei, long endsSeconds) {}

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
        forget(transaction, payer, reason);
        long announcedSeconds = event.timeMillis() / 1_000;
        transaction.execute(
                "INSERT INTO settlement_expiring (payer, reason, event, requested_gwei, settle_from_seconds,"
                        + " ends_seconds) VALUES (?, ?, ?, ?, ?, ?)",
                payer,
                reason.name(),
                event.key(),
                requestedGwei,
                announcedSeconds + (endsSeconds - announcedSeconds) / 2,
                endsSeconds);
    }

    /** The cover stays, or is gone. */
    void forget(Handle transaction, String payer, Reason reason) {
        transaction.execute("DELETE FROM settlement_expiring WHERE payer = ? AND reason = ?", payer, reason.name());
    }

    /** Whether there are charges that have to be settled now. */
    public boolean settleNow(Handle transaction, long nowSeconds, long timeMillis) {
        boolean settle = false;
        for (Row row : due(transaction, nowSeconds)) {
            LedgerAccount payer = LedgerAccount.payer(row.payer());
            if (row.reason() == Reason.WITHDRAWAL) {
                giveUpPromises(transaction, payer);
            }
            boolean covered = setAside(transaction, row, timeMillis);
            boolean open = !covered && openCharges(transaction, payer);
            boolean held = journal.balance(transaction, payer) != journal.available(transaction, payer);
            settle |= open;
            if (!open && !held && row.endsSeconds() <= nowSeconds) {
                forget(transaction, row.payer(), row.reason());
            }
        }
        return settle;
    }

    /** A run may take longer than the delay: a reward that its builder promised and asks back is not waited for. */
    private void giveUpPromises(Handle transaction, LedgerAccount payer) {
        for (Hold hold : holds.all(transaction)) {
            if (hold.account().equals(payer) && hold.id().startsWith(Charges.promiseId(""))) {
                holds.release(transaction, hold.id());
            }
        }
    }

    /** The events whose delay is over. */
    public List<String> ended(Handle handle, long nowSeconds) {
        return handle.createQuery("SELECT event FROM settlement_expiring WHERE ends_seconds <= :now ORDER BY event")
                .bind("now", nowSeconds)
                .mapTo(String.class)
                .list();
    }

    /**
     * What was held when the payer asked for it, and was not charged in the end, is asked back too. Whether all that was
     * asked is set aside now: then charges are covered by the rest.
     */
    private boolean setAside(Handle transaction, Row row, long timeMillis) {
        LedgerAccount payer = LedgerAccount.payer(row.payer());
        LedgerAccount withdrawing = LedgerAccount.withdrawing(row.payer());
        long aside = journal.balance(transaction, withdrawing);
        long more = Math.min(row.requestedGwei() - aside, journal.available(transaction, payer));
        if (more > 0) {
            String kind = "withdrawal-request";
            journal.post(
                    transaction,
                    new Entry(
                            kind + ":" + row.event() + ":" + aside,
                            timeMillis,
                            kind,
                            row.event(),
                            List.of(new Posting(payer, -more), new Posting(withdrawing, more))));
        }
        return row.reason() == Reason.WITHDRAWAL && aside + Math.max(more, 0) >= row.requestedGwei();
    }

    private boolean openCharges(Handle handle, LedgerAccount payer) {
        long settled = EpochTable.newest(handle).map(Epoch::lastPosition).orElse(0L);
        long head = journal.head(handle).position();
        return Turnover.of(handle, Charges.KINDS, settled, head).gweiByAccount().containsKey(payer);
    }

    private static List<Row> due(Handle handle, long nowSeconds) {
        return handle.createQuery("SELECT payer, reason, event, requested_gwei, ends_seconds FROM settlement_expiring"
                        + " WHERE settle_from_seconds <= :now ORDER BY payer, reason")
                .bind("now", nowSeconds)
                .map((row, context) -> new Row(
                        row.getString(1),
                        Reason.valueOf(row.getString(2)),
                        row.getString(3),
                        row.getLong(4),
                        row.getLong(5)))
                .list();
    }
}
