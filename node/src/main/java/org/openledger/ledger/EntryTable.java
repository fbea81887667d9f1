package org.openledger.ledger;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Reads entries back from their two tables. */
final class EntryTable {
    static final int MAX_PAGE = 1_000;

    private record Line(long position, Posting posting) {}

    private record Heading(long position, String id, long timeMillis, String kind, String reference, String hash) {
        PostedEntry with(List<Posting> postings) {
            return new PostedEntry(position, new Entry(id, timeMillis, kind, reference, postings), hash);
        }
    }

    private EntryTable() {}

    static List<PostedEntry> read(Handle handle, long afterPosition, int limit) {
        if (limit < 1 || limit > MAX_PAGE) {
            throw new IllegalArgumentException("1 to " + MAX_PAGE + " entries are read at once, not " + limit);
        }
        List<Heading> headings = headings(handle, afterPosition, limit);
        if (headings.isEmpty()) {
            return List.of();
        }
        List<Line> lines = lines(handle, afterPosition, headings.getLast().position());
        List<PostedEntry> entries = new ArrayList<>(headings.size());
        int next = 0;
        for (Heading heading : headings) {
            List<Posting> postings = new ArrayList<>();
            while (next < lines.size() && lines.get(next).position() <= heading.position()) {
                postings.add(lines.get(next++).posting());
            }
            entries.add(heading.with(postings));
        }
        return entries;
    }

    private static List<Heading> headings(Handle handle, long afterPosition, int limit) {
        return handle.createQuery("""
                        SELECT position, id, time_millis, kind, reference, hash FROM ledger_entry
                        WHERE position > :after ORDER BY position LIMIT :limit""")
                .bind("after", afterPosition)
                .bind("limit", limit)
                .map((row, context) -> new Heading(
                        row.getLong(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6)))
                .list();
    }

    private static List<Line> lines(Handle handle, long afterPosition, long lastPosition) {
        return handle.createQuery("""
                        SELECT position, account, gwei FROM ledger_posting
                        WHERE position > :after AND position <= :last ORDER BY position, line""")
                .bind("after", afterPosition)
                .bind("last", lastPosition)
                .map((row, context) ->
                        new Line(row.getLong(1), new Posting(new LedgerAccount(row.getString(2)), row.getLong(3))))
                .list();
    }
}
