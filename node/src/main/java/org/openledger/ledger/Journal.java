package org.openledger.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * The journal in the database. Every method works on the caller's handle, so that an entry is posted in the same
 * transaction as what it records. Writing needs a transaction of {@code Database}, which has one writer at a time.
 */
public final class Journal {
    public static final int MAX_STATEMENT_LINES = 10_000;

    /** The newest entry's place, and the hash (64 hex characters) that commits to it and all before it. */
    public record Head(long position, String hash) {}

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
            after.add(Balance.read(transaction, posting.account()).plus(posting.gwei()));
        }
        Head head = head(transaction);
        long position = head.position() + 1;
        insert(transaction, position, entry, EntryHash.of(head.hash(), position, entry));
        insertPostings(transaction, position, entry, after);
        return position;
    }

    public Optional<PostedEntry> find(Handle handle, String id) {
        return handle.createQuery("SELECT position FROM ledger_entry WHERE id = :id")
                .bind("id", id)
                .mapTo(Long.class)
                .findOne()
                .map(position -> read(handle, position - 1, 1).getFirst());
    }

    public long balance(Handle handle, LedgerAccount account) {
        return Balance.read(handle, account).gwei();
    }

    /** The balance less what is held for running requests. */
    public long available(Handle handle, LedgerAccount account) {
        Balance row = Balance.read(handle, account);
        return row.gwei() - row.heldGwei();
    }

    /** The accounts of a role that were ever posted to. */
    public List<LedgerAccount> accounts(Handle handle, String role) {
        return handle.createQuery("SELECT account FROM ledger_balance WHERE account LIKE :role ORDER BY account")
                .bind("role", role + ":%")
                .map((row, context) -> new LedgerAccount(row.getString(1)))
                .list();
    }

    /** The lines of an account before a position ({@link Long#MAX_VALUE} for the end), newest first. */
    public List<StatementLine> statement(Handle handle, LedgerAccount account, long beforePosition, int limit) {
        return statement(handle, account, "%", beforePosition, limit);
    }

    /** {@link #statement} of the entries of one kind. */
    public List<StatementLine> statement(
            Handle handle, LedgerAccount account, String kind, long beforePosition, int limit) {
        if (limit < 1 || limit > MAX_STATEMENT_LINES) {
            throw new IllegalArgumentException("a statement has 1 to " + MAX_STATEMENT_LINES + " lines, not " + limit);
        }
        return handle.createQuery("""
                        SELECT e.position, e.id, e.time_millis, e.kind, e.reference, p.gwei, p.balance_gwei
                        FROM ledger_posting p JOIN ledger_entry e ON e.position = p.position
                        WHERE p.account = :account AND p.position < :before AND e.kind LIKE :kind
                        ORDER BY p.position DESC LIMIT :limit""")
                .bind("account", account.name())
                .bind("before", beforePosition)
                .bind("kind", kind)
                .bind("limit", limit)
                .map((row, context) -> new StatementLine(
                        row.getLong(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getString(4),
                        row.getString(5),
                        account,
                        row.getLong(6),
                        row.getLong(7)))
                .list();
    }

    /** Position 0 and zeros while the journal is empty. */
    public Head head(Handle handle) {
        return handle.createQuery("SELECT position, hash FROM ledger_entry ORDER BY position DESC LIMIT 1")
                .map((row, context) -> new Head(row.getLong(1), row.getString(2)))
                .findOne()
                .orElse(new Head(0, EntryHash.GENESIS));
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

    private static void insert(Handle transaction, long position, Entry entry, String hash) {
        transaction
                .createUpdate("""
                        INSERT INTO ledger_entry (position, id, time_millis, kind, reference, hash)
                        VALUES (:position, :id, :timeMillis, :kind, :reference, :hash)""")
                .bind("position", position)
                .bind("id", entry.id())
                .bind("timeMillis", entry.timeMillis())
                .bind("kind", entry.kind())
                .bind("reference", entry.reference())
                .bind("hash", hash)
                .execute();
    }

    private static void insertPostings(Handle transaction, long position, Entry entry, List<Balance> after) {
        PreparedBatch postings = transaction.prepareBatch("""
                INSERT INTO ledger_posting (position, line, account, gwei, balance_gwei)
                VALUES (:position, :line, :account, :gwei, :balance)""");
        for (int line = 0; line < after.size(); line++) {
            postings.bind("position", position)
                    .bind("line", line)
                    .bind("account", after.get(line).account().name())
                    .bind("gwei", entry.postings().get(line).gwei())
                    .bind("balance", after.get(line).gwei())
                    .add();
        }
        postings.execute();
        Balance.write(transaction, after);
    }
}
