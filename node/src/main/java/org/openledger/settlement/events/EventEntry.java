package org.openledger.settlement.events;

import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.openledger.ledger.Entry;
import org.openledger.ledger.Journal;
import org.openledger.ledger.LedgerAccount;
import org.openledger.ledger.Posting;

/** The journal's entry for an event. */
final class EventEntry {
    private EventEntry() {}

    /** A posting that may be of nothing, and then is left out. */
    record Line(LedgerAccount account, long gwei) {}

    /** Posts what moved; nothing where no line moves any. */
    static void post(Journal journal, Handle transaction, EventId id, String kind, Line... lines) {
        List<Posting> postings = Arrays.stream(lines)
                .filter(line -> line.gwei() != 0)
                .map(line -> new Posting(line.account(), line.gwei()))
                .toList();
        if (!postings.isEmpty()) {
            journal.post(
                    transaction, new Entry(kind + ":" + id.key(), id.timeMillis(), kind, id.transaction(), postings));
        }
    }
}
