package org.openledger.ledger;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.openledger.verify.OpenAmount;

/**
 * Sets money aside before work starts, so that requests running at once can never spend more than there is. Holds are
 * durable: after a crash whoever owns a request releases or consumes its hold.
 */
public final class Holds {
    private final Journal journal;

    public Holds(Journal journal) {
        this.journal = journal;
    }

    /** Sets the money aside. Asking again with the same hold changes nothing. */
    public Reservation reserve(Handle transaction, Hold hold) {
        Optional<Hold> existing = find(transaction, hold.id());
        if (existing.isPresent()) {
            if (!existing.get().account().equals(hold.account())
                    || existing.get().gwei() != hold.gwei()) {
                throw new LedgerException("hold " + hold.id() + " is of "
                        + OpenAmount.of(existing.get().gwei()) + " of "
                        + existing.get().account() + " already: a request has one hold");
            }
            return new Reservation.Held(existing.get());
        }
        Balance row = BalanceTable.read(transaction, hold.account());
        long available = row.availableGwei();
        if (available < hold.gwei()) {
            return new Reservation.Insufficient(hold.account(), hold.gwei(), available);
        }
        HoldTable.insert(transaction, hold);
        BalanceTable.write(transaction, List.of(row.withHeld(hold.gwei())));
        return new Reservation.Held(hold);
    }

    /** Gives the money back to the account. Whether there was such a hold; releasing twice is fine. */
    public boolean release(Handle transaction, String id) {
        return release(transaction, id, 0);
    }

    private boolean release(Handle transaction, String id, long chargedGwei) {
        Optional<Hold> hold = find(transaction, id);
        if (hold.isEmpty()) {
            return false;
        }
        Budgets.release(transaction, hold.get(), chargedGwei);
        HoldTable.delete(transaction, id);
        Balance row = BalanceTable.read(transaction, hold.get().account());
        BalanceTable.write(transaction, List.of(row.withHeld(-hold.get().gwei())));
        return true;
    }

    /**
     * Posts what the held request really cost, and frees the rest; returns the entry's position. Doing so again with
     * the same entry changes nothing. {@link LedgerException} when there is no such hold or the entry takes more than
     * was held.
     */
    public long consume(Handle transaction, String id, Entry charge) {
        Optional<Hold> hold = find(transaction, id);
        if (hold.isEmpty()) {
            if (journal.find(transaction, charge.id()).isEmpty()) {
                throw new LedgerException("there is no hold " + id + " for entry " + charge.id()
                        + ": reserve before the work starts, consume once");
            }
            return journal.post(transaction, charge);
        }
        long taken = takenFrom(hold.get().account(), charge);
        if (taken > hold.get().gwei()) {
            throw new LedgerException("entry " + charge.id() + " takes " + OpenAmount.of(taken) + " but hold " + id
                    + " is of " + OpenAmount.of(hold.get().gwei()) + ": reserve the most a request can cost");
        }
        release(transaction, id, taken);
        return journal.post(transaction, charge);
    }

    /** The payer asked the money back: it stays held until what it is held for ends, which has to be soon. */
    public void askBack(Handle transaction, String id, long nowMillis) {
        HoldTable.askBack(transaction, id, nowMillis);
    }

    boolean isAskedBack(Handle handle, String id) {
        return HoldTable.isAskedBack(handle, id);
    }

    public Optional<Hold> find(Handle handle, String id) {
        return HoldTable.find(handle, id);
    }

    /** Every hold, oldest first: after a start, what the requests of the last run left behind. */
    public List<Hold> all(Handle handle) {
        return HoldTable.all(handle);
    }

    private static long takenFrom(LedgerAccount account, Entry charge) {
        return charge.postings().stream()
                .filter(posting -> posting.account().equals(account))
                .mapToLong(posting -> -posting.gwei())
                .findFirst()
                .orElse(0);
    }
}
