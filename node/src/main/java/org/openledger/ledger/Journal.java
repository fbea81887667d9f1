package org.openledger.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The journal in the database. Every method works on the caller's handle, so that an entry is posted in the same
 * transaction as what it records. Writing needs a transaction of {@code Database}, which has one writer at a time.
 */
public final class Journal {
    /**
     * Posts an entry and returns its position. Posting the same entry again changes nothing and returns the first
     * position. Throws {@link LedgerException}, having written nothing, when the id stands for another entry or an
     * account has too little.
     */
    public long post(Handle transaction, Entry entry) {
        Optional<PostedEntry> posted = find(transaction, entry.id());
        if (posted.isPresent()) {
            return samePosition(posted.get(), entry);
        }
        List<Balance> after = new ArrayList<>(entry.postings().size());
        for (Posting posting : entry.postings()) {
            after.add(BalanceTable.read(transaction, posting.account()).plus(posting.gwei()));
        }
        JournalHead head = head(transaction);
        long position = head.position() + 1;
        EntryTable.insert(transaction, position, entry, EntryHash.of(head.hash(), position, entry), after);
        BalanceTable.write(transaction, after);
        return position;
    }

    public Optional<PostedEntry> find(Handle handle, String id) {
        return EntryTable.position(handle, id)
                .map(position -> read(handle, position - 1, 1).getFirst());
    }

    public long balance(Handle handle, LedgerAccount account) {
        return BalanceTable.read(handle, account).gwei();
    }

    /** The ids of all entries of a kind, in their order. */
    public List<String> idsOf(Handle handle, String kind) {
        return EntryTable.ids(handle, kind);
    }

    /** The balance less what is held for running requests. */
    public long available(Handle handle, LedgerAccount account) {
        return BalanceTable.read(handle, account).availableGwei();
    }

    /** The accounts of a role that were ever posted to. */
    public List<LedgerAccount> accounts(Handle handle, LedgerAccount.Role role) {
        return BalanceTable.accounts(handle, role);
    }

    /** One posting of an entry, with what explains it. */
    public Optional<StatementLine> line(Handle handle, long position, int line) {
        return EntryTable.line(handle, position, line);
    }

    /** Position 0 and zeros while the journal is empty. */
    public JournalHead head(Handle handle) {
        return EntryTable.head(handle).orElse(new JournalHead(0, EntryHash.GENESIS));
    }

    /** At most {@code limit} entries after a position, in order. */
    public List<PostedEntry> read(Handle handle, long afterPosition, int limit) {
        return EntryTable.read(handle, afterPosition, limit);
    }

    private static long samePosition(PostedEntry posted, Entry entry) {
        if (!posted.entry().equals(entry)) {
            throw new LedgerException("entry " + entry.id() + " was posted with another content at position "
                    + posted.position() + ": an id stands for one entry forever");
        }
        return posted.position();
    }
}
