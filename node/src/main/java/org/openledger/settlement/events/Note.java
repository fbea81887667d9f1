package org.openledger.settlement.events;

import java.util.Optional;
import org.openledger.ledger.SpendingLimits;
import org.openledger.settlement.epoch.Epoch;

/** What an event notes of what was before it: a line of words, of which the first says what it is about. {@link Undo} reads them. */
final class Note {
    /** Stands for what there was not. */
    static final String NONE = "-";

    private Note() {}

    static String entry(String id) {
        return "entry " + id;
    }

    static String withdrawing(EventId id, String payer, long gwei) {
        return "withdrawing " + payer + " " + gwei + " " + id.key() + " " + id.timeMillis();
    }

    static String dust(String payer, long wei) {
        return "dust " + payer + " " + wei;
    }

    static String limit(String payer, SpendingLimits.Said said) {
        return "limit " + payer + " " + said.limitGwei() + " " + said.sequence();
    }

    static String cover(String payer, ExpiringCoverTable.Reason reason, Optional<ExpiringCoverTable.Row> before) {
        return "cover " + payer + " " + reason + " "
                + before.map(row -> row.event() + " " + row.requestedGwei() + " " + row.settleFromSeconds() + " "
                                + row.endsSeconds())
                        .orElse(NONE);
    }

    static String epoch(Epoch before) {
        return "epoch " + before.number() + " " + before.state() + " " + before.finalAtSeconds() + " "
                + (before.settleTransaction().isEmpty() ? NONE : before.settleTransaction());
    }

    static String claimed(String account, long gwei) {
        return "claimed " + account + " " + gwei;
    }

    static String anchor(long size) {
        return "anchor " + size;
    }
}
