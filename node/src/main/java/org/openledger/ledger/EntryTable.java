package org.openledger.ledger;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The SQL of entries and their postings. */
final class EntryTable {
    static final int MAX_PAGE = 1_000;

    private EntryTable() {}

    /** Whether there is an entry of a kind whose reference begins so. */
    static boolean hasReference(Handle handle, String kind, String beginning) {
        return handle.createQuery("""
                        SELECT count(*) FROM ledger_entry WHERE id > :from AND id < :to""")
                        .bind("from", kind + ":" + beginning)
                        .bind("to", kind + ":" + beginning + "~")
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    /** A posting with its place, and what its account has after it. */
    record PostedLine(long position, int line, @Nested Posting posting, long balanceGwei) {}

    private record Heading(long position, String id, long timeMillis, String kind, String reference, String hash) {
        PostedEntry with(List<Posting> postings) {
            return new PostedEntry(position, new Entry(id, timeMillis, kind, reference, postings), hash);
        }
    }

    /** @param after the balances after the entry, in the order of its postings */
    static void insert(Handle transaction, long position, Entry entry, String hash, List<Balance> after) {
        transaction
                .createUpdate("""
                        INSERT INTO ledger_entry (position, id, time_millis, kind, reference, hash)
                        VALUES (:position, :id, :timeMillis, :kind, :reference, :hash)""")
                .bindMethods(entry)
                .bind("position", position)
                .bind("hash", hash)
                .execute();
        PreparedBatch postings = transaction.prepareBatch("""
                INSERT INTO ledger_posting (position, line, account, gwei, balance_gwei)
                VALUES (:position, :line, :account, :gwei, :balanceGwei)""");
        for (int line = 0; line < after.size(); line++) {
            postings.bindMethods(entry.postings().get(line))
                    .bind("position", position)
                    .bind("line", line)
                    .bind("balanceGwei", after.get(line).gwei())
                    .add();
        }
        postings.execute();
    }

    static Optional<Long> position(Handle handle, String id) {
        return handle.createQuery("SELECT position FROM ledger_entry WHERE id = :id")
                .bind("id", id)
                .mapTo(Long.class)
                .findOne();
    }

    static List<String> ids(Handle handle, String kind) {
        return handle.createQuery("SELECT id FROM ledger_entry WHERE kind = :kind ORDER BY position")
                .bind("kind", kind)
                .mapTo(String.class)
                .list();
    }

    static Optional<JournalHead> head(Handle handle) {
        return handle.createQuery("SELECT position, hash FROM ledger_entry ORDER BY position DESC LIMIT 1")
                .mapTo(JournalHead.class)
                .findOne();
    }

    static List<PostedEntry> read(Handle handle, long afterPosition, int limit) {
        if (limit < 1 || limit > MAX_PAGE) {
            throw new IllegalArgumentException("1 to " + MAX_PAGE + " entries are read at once, not " + limit);
        }
        List<Heading> headings = handle.createQuery("""
                        SELECT position, id, time_millis, kind, reference, hash FROM ledger_entry
                        WHERE position > :after ORDER BY position LIMIT :limit""")
                .bind("after", afterPosition)
                .bind("limit", limit)
                .mapTo(Heading.class)
                .list();
        if (headings.isEmpty()) {
            return List.of();
        }
        Map<Long, List<Posting>> postings = lines(
                        handle, afterPosition, headings.getLast().position())
                .stream()
                .collect(Collectors.groupingBy(
                        PostedLine::position, Collectors.mapping(PostedLine::posting, Collectors.toList())));
        return headings.stream()
                .map(heading -> heading.with(postings.getOrDefault(heading.position(), List.of())))
                .toList();
    }

    /** The postings after a position, through another, in their order. */
    static List<PostedLine> lines(Handle handle, long afterPosition, long throughPosition) {
        return handle.createQuery("""
                        SELECT position, line, account, gwei, balance_gwei FROM ledger_posting
                        WHERE position > :after AND position <= :through ORDER BY position, line""")
                .bind("after", afterPosition)
                .bind("through", throughPosition)
                .mapTo(PostedLine.class)
                .list();
    }

    static Optional<StatementLine> line(Handle handle, long position, int line) {
        return handle.createQuery("""
                        SELECT e.position, e.id AS entry_id, e.time_millis, e.kind, e.reference, p.account, p.gwei,
                            p.balance_gwei
                        FROM ledger_posting p JOIN ledger_entry e ON e.position = p.position
                        WHERE p.position = :position AND p.line = :line""")
                .bind("position", position)
                .bind("line", line)
                .mapTo(StatementLine.class)
                .findOne();
    }

    /** What entries of some kinds moved after one position, through another, by account; zero sums are left out. */
    static SortedMap<LedgerAccount, Long> sums(
            Handle handle, List<String> kinds, long afterPosition, long throughPosition) {
        record Sum(LedgerAccount account, long gwei) {}
        return handle
                .createQuery("""
                        SELECT p.account, SUM(p.gwei) AS gwei FROM ledger_posting p
                        JOIN ledger_entry e ON e.position = p.position
                        WHERE e.kind IN (<kinds>) AND p.position > :after AND p.position <= :through
                        GROUP BY p.account HAVING SUM(p.gwei) <> 0""")
                .bindList("kinds", kinds)
                .bind("after", afterPosition)
                .bind("through", throughPosition)
                .mapTo(Sum.class)
                .stream()
                .collect(Collectors.toMap(Sum::account, Sum::gwei, Math::addExact, TreeMap::new));
    }

    /** When the first entry of some kinds after a position was posted. */
    static Optional<Long> firstMillis(Handle handle, List<String> kinds, long afterPosition) {
        return handle.createQuery("""
                        SELECT time_millis FROM ledger_entry WHERE kind IN (<kinds>) AND position > :after
                        ORDER BY position LIMIT 1""")
                .bindList("kinds", kinds)
                .bind("after", afterPosition)
                .mapTo(Long.class)
                .findOne();
    }

    /** How many entries of some kinds there are after one position, through another. */
    static SortedMap<String, Long> counts(Handle handle, List<String> kinds, long afterPosition, long throughPosition) {
        record Count(String kind, long entries) {}
        return handle
                .createQuery("""
                        SELECT kind, COUNT(*) AS entries FROM ledger_entry
                        WHERE kind IN (<kinds>) AND position > :after AND position <= :through GROUP BY kind""")
                .bindList("kinds", kinds)
                .bind("after", afterPosition)
                .bind("through", throughPosition)
                .mapTo(Count.class)
                .stream()
                .collect(Collectors.toMap(Count::kind, Count::entries, Math::addExact, TreeMap::new));
    }

    /** The position after one at which entries of some kinds touch the account of a role that is one too many. */
    static Optional<Long> firstBeyond(
            Handle handle, List<String> kinds, LedgerAccount.Role role, long afterPosition, int maxAccounts) {
        return handle.createQuery("""
                        SELECT MIN(p.position) AS first FROM ledger_posting p
                        JOIN ledger_entry e ON e.position = p.position
                        WHERE e.kind IN (<kinds>) AND p.position > :after AND p.account LIKE :role
                        GROUP BY p.account ORDER BY first LIMIT 1 OFFSET :max""")
                .bindList("kinds", kinds)
                .bind("after", afterPosition)
                .bind("role", role.pattern())
                .bind("max", maxAccounts)
                .mapTo(Long.class)
                .findOne();
    }
}
