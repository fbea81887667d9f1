package org.openledger.receipt;

import java.util.Map;
import org.openledger.identity.Reader;
import org.openledger.store.Database;
import org.openledger.store.ListPage;
import org.openledger.store.ListRequest;
import org.openledger.store.Listing;
import org.openledger.verify.Role;

/**
 * Rows of a Datanet by what receipts say of them, as a reader searches, filters, sorts and pages them. Each takes the Datanet
 * and a {@link Reader}, who sees their own rows: how a row's credit changes from one answer to the next tells what was answered.
 */
public final class RowCreditLists {
    private static final String CREDITED = "row_credit c LEFT JOIN datanet_row r ON r.leaf = unhex(c.leaf)";

    private static final String COPIES = """
            (SELECT count(*) FROM rejected_line x JOIN contribution y ON y.id = x.contribution
                    WHERE x.leader = c.leaf AND y.commit_position IS NOT NULL)
                + (SELECT count(*) FROM datanet_row x WHERE x.leader = c.leaf AND x.state <> 'SCREENED')""";

    /** Rows that uploads repeat, and rows that a quotation found in more than one place. */
    private static final String REPETITIONS = """
            (SELECT leaf, sum(copies) AS copies FROM (
                SELECT x.leader AS leaf, count(*) AS copies FROM rejected_line x JOIN contribution y ON y.id = x.contribution
                WHERE x.leader IS NOT NULL AND y.commit_position IS NOT NULL GROUP BY x.leader
                UNION ALL
                SELECT leader, count(*) FROM datanet_row WHERE leader IS NOT NULL AND state <> 'SCREENED' GROUP BY leader
                UNION ALL
                SELECT leaf, 0 FROM row_credit WHERE datanet = :datanet AND places > 1) parts GROUP BY leaf) n
            JOIN datanet_row r ON r.leaf = unhex(n.leaf) LEFT JOIN row_credit c ON c.leaf = n.leaf""";

    /** Rows that earned or may earn, the most first. */
    public static final Listing EARNED = rows("c.leaf", CREDITED, COPIES)
            .where("c.datanet = :datanet")
            .where("c.earned_gwei + c.waiting_gwei > 0")
            .standing("c.earned_gwei + c.waiting_gwei DESC, c.leaf");

    /** Rows whose contributors' rows made answers less likely, the most first. */
    public static final Listing LOWERED = rows("c.leaf", CREDITED, COPIES)
            .where("c.datanet = :datanet")
            .where("c.lowered_micronats > 0")
            .standing("c.lowered_micronats DESC, c.leaf");

    /** Rows that uploads or the Datanet's own versions repeat, the most repeated first. */
    public static final Listing REPEATED = rows("n.leaf", REPETITIONS, "n.copies")
            .where("r.datanet = :datanet")
            .where("r.first_version IS NOT NULL")
            .standing("n.copies + coalesce(c.places, 0) DESC, n.leaf");

    private static Listing rows(String leaf, String from, String copies) {
        return Listing.of(
                        leaf,
                        from
                                + " LEFT JOIN contribution g ON g.id = r.contribution LEFT JOIN account a ON a.address = g.contributor")
                .where("(:all = 1 OR g.contributor = :account)")
                .searching(leaf)
                .searching("r.content")
                .searching("a.name")
                .filtering(Role.CONTRIBUTOR.word(), "g.contributor")
                .sorting("answers", "coalesce(c.answers, 0)")
                .sorting("quotedAnswers", "coalesce(c.quoted_answers, 0)")
                .sorting("earnedGwei", "coalesce(c.earned_gwei, 0)")
                .sorting("waitingGwei", "coalesce(c.waiting_gwei, 0)")
                .sorting("copies", copies)
                .sorting("places", "coalesce(c.places, 0)")
                .sorting("loweredAnswers", "coalesce(c.lowered_answers, 0)")
                .sorting("loweredSurely", "coalesce(c.lowered_surely, 0)")
                .sorting("loweredMicronats", "coalesce(c.lowered_micronats, 0)");
    }

    private final Database database;

    public RowCreditLists(Database database) {
        this.database = database;
    }

    /** @param listing one of this class's */
    public ListPage<RowCredit> rows(Listing listing, long datanet, Reader reader, ListRequest request) {
        return database.read(handle -> listing.page(handle, request, reader.with(Map.of("datanet", datanet)))
                .map(leaf -> RowCreditTable.of(handle, leaf)));
    }
}
