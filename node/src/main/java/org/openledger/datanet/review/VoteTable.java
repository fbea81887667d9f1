package org.openledger.datanet.review;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.openledger.datanet.row.QueryKeys;

/** The SQL of votes on rows, of the rows that were shown to who votes, and of those whose right answer is known. */
public final class VoteTable {
    private VoteTable() {}

    public static void insert(Handle tx, List<Vote> votes) {
        PreparedBatch batch = tx.prepareBatch("""
                INSERT INTO review_vote (contribution, line, reviewer, vote, why, unseen, time_millis)
                VALUES (:contribution, :line, :reviewer, :vote, :why, :unseen, :timeMillis)""");
        votes.forEach(vote -> batch.bindMethods(vote).add());
        batch.execute();
    }

    /** The votes on a line, in the order of their reviewers. */
    public static List<Vote> of(Handle handle, long contribution, long line) {
        return handle.createQuery("""
                        SELECT * FROM review_vote WHERE contribution = :id AND line = :line ORDER BY reviewer""")
                .bind("id", contribution)
                .bind("line", line)
                .mapTo(Vote.class)
                .list();
    }

    /** All votes on a contribution. */
    public static List<Vote> of(Handle handle, long contribution) {
        return handle.createQuery("SELECT * FROM review_vote WHERE contribution = :id ORDER BY line, reviewer")
                .bind("id", contribution)
                .mapTo(Vote.class)
                .list();
    }

    /** The lines of a contribution on which somebody voted. */
    public static List<Long> linesOf(Handle handle, long contribution, String reviewer) {
        return handle.createQuery("SELECT line FROM review_vote WHERE contribution = :id AND reviewer = :reviewer")
                .bind("id", contribution)
                .bind("reviewer", reviewer)
                .mapTo(Long.class)
                .list();
    }

    /** The contributions that have votes. */
    public static List<Long> contributions(Handle handle) {
        return handle.createQuery("SELECT DISTINCT contribution FROM review_vote ORDER BY contribution")
                .mapTo(Long.class)
                .list();
    }

    /** Rows were shown to somebody who is not the owner. */
    public static void seen(Handle tx, long contribution, Collection<Long> lines, String reviewer) {
        PreparedBatch batch = tx.prepareBatch("""
                INSERT INTO review_sight (contribution, line, reviewer) VALUES (:id, :line, :reviewer)
                ON CONFLICT DO NOTHING""");
        lines.forEach(line -> batch.bind("id", contribution)
                .bind("line", line)
                .bind("reviewer", reviewer)
                .add());
        batch.execute();
    }

    /** Which of some lines were never shown to somebody. */
    public static List<Long> unseen(Handle handle, long contribution, List<Long> lines, String reviewer, boolean owns) {
        List<Long> unseen = new ArrayList<>();
        for (List<Long> part : QueryKeys.parts(lines)) {
            handle.createQuery("""
                            SELECT r.line FROM datanet_row r WHERE r.contribution = :id AND r.line IN (<lines>)
                              AND NOT (:owns = 1 AND r.seen_millis IS NOT NULL) AND NOT EXISTS
                              (SELECT 1 FROM review_sight s WHERE s.contribution = r.contribution AND s.line = r.line
                                AND s.reviewer = :reviewer)""")
                    .bindList("lines", part)
                    .bind("id", contribution)
                    .bind("reviewer", reviewer)
                    .bind("owns", owns ? 1 : 0)
                    .mapTo(Long.class)
                    .forEach(unseen::add);
        }
        return unseen;
    }

    /** Writes down the right answer for some lines; a later word replaces an earlier one. */
    public static void gold(Handle tx, long contribution, Map<Long, Vote.Side> lines) {
        PreparedBatch gone = tx.prepareBatch("DELETE FROM review_gold WHERE contribution = :id AND line = :line");
        PreparedBatch batch =
                tx.prepareBatch("INSERT INTO review_gold (contribution, line, vote) VALUES (:id, :line, :vote)");
        lines.forEach((line, side) -> {
            gone.bind("id", contribution).bind("line", line).add();
            batch.bind("id", contribution).bind("line", line).bind("vote", side).add();
        });
        gone.execute();
        batch.execute();
    }

    /** The right answer for a line, where one is known. */
    public static Optional<Vote.Side> gold(Handle handle, long contribution, long line) {
        return handle.createQuery("SELECT vote FROM review_gold WHERE contribution = :id AND line = :line")
                .bind("id", contribution)
                .bind("line", line)
                .mapTo(Vote.Side.class)
                .findOne();
    }

    /**
     * The votes of a reviewer on a Datanet's rows that are decided.
     *
     * @param votes all of them
     * @param asDecided how many were as the row was decided
     * @param gold how many were on rows whose right answer is known
     * @param goldRight how many of those were right
     */
    public record VotingRecord(String reviewer, long votes, long asDecided, long gold, long goldRight) {}

    /** The Datanets on whose rows somebody voted. */
    public static List<Long> datanetsOf(Handle handle, String reviewer) {
        return handle.createQuery("""
                        SELECT DISTINCT c.datanet FROM review_vote v JOIN contribution c ON c.id = v.contribution
                        WHERE v.reviewer = :reviewer ORDER BY c.datanet""")
                .bind("reviewer", reviewer)
                .mapTo(Long.class)
                .list();
    }

    /** How those voted who voted, by reviewer. Votes on rows that are not decided are nobody's affair yet. */
    public static List<VotingRecord> records(Handle handle, long datanet) {
        return handle.createQuery("""
                        SELECT v.reviewer, count(*) AS votes,
                            sum(CASE WHEN (r.state = 'ACCEPTED') = (v.vote = 'accept') THEN 1 ELSE 0 END) AS as_decided,
                            sum(CASE WHEN g.vote IS NULL THEN 0 ELSE 1 END) AS gold,
                            sum(CASE WHEN g.vote = v.vote THEN 1 ELSE 0 END) AS gold_right
                        FROM review_vote v
                        JOIN datanet_row r ON r.contribution = v.contribution AND r.line = v.line
                        LEFT JOIN review_gold g ON g.contribution = v.contribution AND g.line = v.line
                        WHERE r.datanet = :datanet AND r.state IN ('ACCEPTED', 'REJECTED') AND NOT EXISTS
                          (SELECT 1 FROM spot_check s WHERE s.contribution = v.contribution AND s.outcome IS NULL)
                        GROUP BY v.reviewer ORDER BY v.reviewer""")
                .bind("datanet", datanet)
                .mapTo(VotingRecord.class)
                .list();
    }

    /** Of the decided rows of a Datanet: how many have so many votes for and against. */
    public static Map<Agreement.Split, Long> splits(Handle handle, long datanet) {
        record Line(long accepts, long refuses, long units) {}
        Map<Agreement.Split, Long> splits = new TreeMap<>();
        handle.createQuery("""
                        SELECT accepts, refuses, count(*) AS units FROM (
                          SELECT sum(CASE WHEN v.vote = 'accept' THEN 1 ELSE 0 END) AS accepts,
                              sum(CASE WHEN v.vote = 'refuse' THEN 1 ELSE 0 END) AS refuses
                          FROM review_vote v
                          JOIN datanet_row r ON r.contribution = v.contribution AND r.line = v.line
                          WHERE r.datanet = :datanet AND r.state IN ('ACCEPTED', 'REJECTED') AND NOT EXISTS
                          (SELECT 1 FROM spot_check s WHERE s.contribution = v.contribution AND s.outcome IS NULL)
                          GROUP BY v.contribution, v.line) AS votes
                        GROUP BY accepts, refuses""")
                .bind("datanet", datanet)
                .mapTo(Line.class)
                .forEach(line -> splits.put(new Agreement.Split(line.accepts(), line.refuses()), line.units()));
        return splits;
    }
}
