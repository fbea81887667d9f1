package org.openledger.settlement.events;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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

    /** Posts what moved, and notes how to take it back; nothing where no line moves any. */
    static void post(Journal journal, Handle transaction, EventId id, String kind, Line... lines) {
        postUnnoted(journal, transaction, id, kind, lines)
                .ifPresent(entry -> EventTable.note(transaction, id, Note.entry(entry)));
    }

    /** The same for what is taken back by another note; gives the entry's id. */
    static Optional<String> postUnnoted(Journal journal, Handle transaction, EventId id, String kind, Line... lines) {
        List<Posting> postings = postings(lines);
        if (postings.isEmpty()) {
            return Optional.empty();
        }
        String entry = newId(journal, transaction, kind + ":" + id.key());
        journal.post(transaction, new Entry(entry, id.timeMillis(), kind, id.transaction(), postings));
        return Optional.of(entry);
    }

    static List<Posting> postings(Line... lines) {
        return Arrays.stream(lines)
                .filter(line -> line.gwei() != 0)
                .map(line -> new Posting(line.account(), line.gwei()))
                .toList();
    }

    /** An entry's id; with a number where the chain took the same back before. */
    static String newId(Journal journal, Handle handle, String wanted) {
        String id = wanted;
        for (int time = 2; journal.find(handle, id).isPresent(); time++) {
            id = wanted + "@" + time;
        }
        return id;
    }
}
