package org.openledger.settlement.call;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.openledger.chain.Outbox;
import org.openledger.chain.OutboxEntry;

/** The chain's outbox as settlement uses it: the seam at which tests put no network at all. */
public interface Transactions {
    /** Times a transaction is tried again that the chain refused, before somebody has to look into it. */
    int MAX_ATTEMPTS = 100;

    /** Sends a transaction once this database transaction is committed; the same key again changes nothing. */
    long enqueue(Handle transaction, String key, String to, String data, BigInteger valueWei);

    /** As above, never before or without those of other keys. */
    long enqueue(Handle transaction, String key, String to, String data, BigInteger valueWei, List<String> needs);

    /** Whether the chain refused the transaction of this key for good, or the operator cancelled it. */
    boolean failed(String key);

    /** Whether there is a transaction of this key, however far it is. */
    boolean knows(String key);

    /** Why the transaction of this key cannot be sent now; empty when it is not set aside. */
    Optional<String> whyAside(String key);

    /** The outbox itself. */
    static Transactions of(Outbox outbox) {
        return new Transactions() {
            @Override
            public long enqueue(Handle transaction, String key, String to, String data, BigInteger valueWei) {
                return outbox.enqueue(transaction, key, to, data, valueWei);
            }

            @Override
            public long enqueue(
                    Handle transaction, String key, String to, String data, BigInteger valueWei, List<String> needs) {
                return outbox.enqueue(transaction, key, to, data, valueWei, needs);
            }

            @Override
            public boolean failed(String key) {
                return outbox.find(key)
                        .filter(entry -> entry.state() == OutboxEntry.State.FAILED
                                || entry.state() == OutboxEntry.State.CANCELLED)
                        .isPresent();
            }

            @Override
            public boolean knows(String key) {
                return outbox.find(key).isPresent();
            }

            @Override
            public Optional<String> whyAside(String key) {
                return outbox.find(key)
                        .filter(entry -> entry.state() == OutboxEntry.State.ASIDE)
                        .map(entry -> String.valueOf(entry.error()));
            }
        };
    }

    /** The key under which something is sent now: its own, or a new one for each time that it failed. */
    default String attempt(String key) {
        String attempt = key;
        for (int number = 2; failed(attempt); number++) {
            if (number > MAX_ATTEMPTS) {
                throw new SettlementException("the chain refused " + key + " " + MAX_ATTEMPTS
                        + " times: see the outbox's entry for the reason, and remove it");
            }
            attempt = key + ":" + number;
        }
        return attempt;
    }
}
