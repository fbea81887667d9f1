package org.openledger.datanet.row;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The SQL of decisions on rows that wait for review. */
public final class DecisionTable {
    /** Who decided a row that reviewers voted on. */
    public static final String QUORUM = "quorum";

    /** Who decided a row that was taken at once under a bond. */
    public static final String BOND = "bond";

    private DecisionTable() {}

    /**
     * Who decides, and when.
     *
     * @param by an address
     * @param owns whether it is the Datanet's owner, who alone decides appeals
     */
    public record Decider(String by, boolean owns, long nowMillis) {}

    /** Takes the rows that wait for review, but for those that are held. */
    public static void acceptRest(Handle tx, long contribution, Decider decider) {
        tx.createUpdate("""
                        UPDATE datanet_row SET state = 'ACCEPTED', decided_by = :by, decided_millis = :nowMillis
                        WHERE contribution = :id AND state = 'COMMITTED' AND held IS NULL""").bind("id", contribution).bindMethods(decider).execute();
    }

    /** Takes one row, held or not; false where none with this line waits for such a decision. */
    public static boolean acceptLine(Handle tx, long contribution, long line, Decider decider) {
        return tx.createUpdate("""
                                UPDATE datanet_row SET state = 'ACCEPTED', decided_by = :by,
                                    decided_millis = :nowMillis
                                WHERE contribution = :id AND line = :line AND state = 'COMMITTED'
                                  AND (appealed_millis IS NULL OR :owns)""")
                        .bind("id", contribution)
                        .bind("line", line)
                        .bindMethods(decider)
                        .execute()
                > 0;
    }

    /** Does not take the rows that wait for review. */
    public static void refuseRest(Handle tx, long contribution, String why, Decider decider) {
        tx.createUpdate("""
                        UPDATE datanet_row SET state = 'REJECTED', reason = :reason, detail = :why, decided_by = :by,
                            decided_millis = :nowMillis
                        WHERE contribution = :id AND state = 'COMMITTED' AND (appealed_millis IS NULL OR :owns)""")
                .bind("id", contribution)
                .bind("reason", Reason.REVIEW)
                .bind("why", why)
                .bindMethods(decider)
                .execute();
    }

    /** Does not take one row; false where none with this line waits for such a decision. */
    public static boolean refuseLine(Handle tx, long contribution, long line, String why, Decider decider) {
        return tx.createUpdate("""
                                UPDATE datanet_row SET state = 'REJECTED', reason = :reason, detail = :why,
                                    decided_by = :by, decided_millis = :nowMillis
                                WHERE contribution = :id AND line = :line AND state = 'COMMITTED'
                                  AND (appealed_millis IS NULL OR :owns)""")
                        .bind("id", contribution)
                        .bind("line", line)
                        .bind("reason", Reason.REVIEW)
                        .bind("why", why)
                        .bindMethods(decider)
                        .execute()
                > 0;
    }

    /** How many rows somebody took without having been shown them. */
    public static long countUnseen(Handle handle, long contribution, Decider decider) {
        return handle.createQuery("""
                        SELECT count(*) FROM datanet_row r
                        WHERE r.contribution = :id AND r.state = 'ACCEPTED' AND r.decided_by = :by
                          AND NOT (:owns AND r.seen_millis IS NOT NULL) AND NOT EXISTS
                            (SELECT 1 FROM review_sight s WHERE s.contribution = r.contribution AND s.line = r.line
                              AND s.reviewer = :by)""")
                .bind("id", contribution)
                .bindMethods(decider)
                .mapTo(Long.class)
                .one();
    }

    /** Rows count as seen that were shown to who took them. */
    public static void see(Handle tx, long contribution, Decider decider) {
        tx.createUpdate("""
                        UPDATE datanet_row SET seen_millis = :nowMillis
                        WHERE contribution = :id AND state = 'ACCEPTED' AND decided_by = :by AND seen_millis IS NULL
                          AND EXISTS (SELECT 1 FROM review_sight s WHERE s.contribution = datanet_row.contribution
                            AND s.line = datanet_row.line AND s.reviewer = :by)""").bind("id", contribution).bindMethods(decider).execute();
    }

    /**
     * Decides the rows on which so many votes agree: votes for a row take it, held or not. A refused row has the reason of the first
     * reviewer against it. A taken one counts as seen where every vote for it was cast by who was shown it.
     */
    public static void byQuorum(Handle tx, long contribution, long quorum, long nowMillis) {
        tx.createUpdate("""
                        UPDATE datanet_row SET state = 'ACCEPTED', decided_by = :quorum, decided_millis = :now,
                            seen_millis = CASE WHEN EXISTS
                              (SELECT 1 FROM review_vote v WHERE v.contribution = datanet_row.contribution
                                AND v.line = datanet_row.line AND v.vote = 'accept' AND v.unseen = 1)
                              THEN seen_millis ELSE coalesce(seen_millis, :now) END
                        WHERE contribution = :id AND state = 'COMMITTED' AND appealed_millis IS NULL AND line IN
                          (SELECT line FROM review_vote WHERE contribution = :id AND vote = 'accept'
                           GROUP BY line HAVING count(*) >= :votes)""")
                .bind("id", contribution)
                .bind("quorum", QUORUM)
                .bind("now", nowMillis)
                .bind("votes", quorum)
                .execute();
        tx.createUpdate("""
                        UPDATE datanet_row SET state = 'REJECTED', reason = :reason, decided_by = :quorum,
                            decided_millis = :now, detail =
                              (SELECT v.why FROM review_vote v WHERE v.contribution = datanet_row.contribution
                                AND v.line = datanet_row.line AND v.vote = 'refuse'
                                ORDER BY v.time_millis, v.reviewer LIMIT 1)
                        WHERE contribution = :id AND state = 'COMMITTED' AND appealed_millis IS NULL AND line IN
                          (SELECT line FROM review_vote WHERE contribution = :id AND vote = 'refuse'
                           GROUP BY line HAVING count(*) >= :votes)""")
                .bind("id", contribution)
                .bind("reason", Reason.REVIEW)
                .bind("quorum", QUORUM)
                .bind("now", nowMillis)
                .bind("votes", quorum)
                .execute();
    }

    /** The leaves of the rows that were taken under a bond and that nobody decided since, by line. */
    public static SortedMap<Long, String> takenUnderBond(Handle handle, long contribution) {
        record Taken(long line, String leaf) {}
        SortedMap<Long, String> taken = new TreeMap<>();
        handle.createQuery("""
                        SELECT line, <leaf> AS leaf FROM datanet_row
                        WHERE contribution = :id AND state = 'ACCEPTED' AND decided_by = :bond""")
                .bind("id", contribution)
                .bind("bond", BOND)
                .define("leaf", RowTable.digits("leaf"))
                .mapTo(Taken.class)
                .forEach(row -> taken.put(row.line(), row.leaf()));
        return taken;
    }

    /** Somebody looked at rows that were taken under a bond: they stay, or do not, each with a reason. */
    public static void confirm(Handle tx, long contribution, Collection<Long> stay, Map<Long, String> go, long now) {
        PreparedBatch confirmed = tx.prepareBatch("""
                UPDATE datanet_row SET decided_by = :quorum, decided_millis = :now,
                    seen_millis = coalesce(seen_millis, :now)
                WHERE contribution = :id AND line = :line AND state = 'ACCEPTED' AND decided_by = :bond""");
        stay.forEach(line -> confirmed
                .bind("id", contribution)
                .bind("line", line)
                .bind("now", now)
                .bind("quorum", QUORUM)
                .bind("bond", BOND)
                .add());
        confirmed.execute();
        PreparedBatch refused = tx.prepareBatch("""
                UPDATE datanet_row SET state = 'REJECTED', reason = :reason, detail = :why, decided_by = :quorum,
                    decided_millis = :now
                WHERE contribution = :id AND line = :line AND state = 'ACCEPTED' AND decided_by = :bond""");
        go.forEach((line, why) -> refused.bind("id", contribution)
                .bind("line", line)
                .bind("why", why)
                .bind("reason", Reason.REVIEW)
                .bind("now", now)
                .bind("quorum", QUORUM)
                .bind("bond", BOND)
                .add());
        refused.execute();
    }

    /** Rows that were taken under a bond, and that nobody voted for, are out. */
    public static void refuseUnderBond(Handle tx, long contribution, String why, long now) {
        tx.createUpdate("""
                        UPDATE datanet_row SET state = 'REJECTED', reason = :reason, detail = :why, decided_millis = :now
                        WHERE contribution = :id AND state = 'ACCEPTED' AND decided_by = :bond""")
                .bind("id", contribution)
                .bind("reason", Reason.REVIEW)
                .bind("why", why)
                .bind("now", now)
                .bind("bond", BOND)
                .execute();
    }

    /** Rows that were taken under a bond, and that nobody voted for, wait for their review. */
    public static void waitAgain(Handle tx, long contribution) {
        tx.createUpdate("""
                        UPDATE datanet_row SET state = 'COMMITTED', decided_by = NULL, decided_millis = NULL
                        WHERE contribution = :id AND state = 'ACCEPTED' AND decided_by = :bond""").bind("id", contribution).bind("bond", BOND).execute();
    }

    /** Of some lines those whose rows wait for review. */
    public static List<Long> waiting(Handle handle, long contribution, List<Long> lines) {
        return among(handle, contribution, lines, "state = 'COMMITTED'", Map.of());
    }

    /** Of some lines those whose rows wait for review, and were not appealed. */
    public static List<Long> votable(Handle handle, long contribution, List<Long> lines) {
        return among(handle, contribution, lines, "state = 'COMMITTED' AND appealed_millis IS NULL", Map.of());
    }

    /** Of some lines those whose rows a review refused since then, and that were never appealed. */
    public static List<Long> appealable(Handle handle, long contribution, List<Long> lines, long sinceMillis) {
        return among(
                handle,
                contribution,
                lines,
                "state = 'REJECTED' AND reason = 'review' AND appealed_millis IS NULL AND decided_millis >= :since",
                Map.of("since", sinceMillis));
    }

    private static List<Long> among(
            Handle handle, long contribution, List<Long> lines, String condition, Map<String, Long> bound) {
        List<Long> found = new ArrayList<>();
        for (List<Long> part : QueryKeys.parts(lines)) {
            handle.createQuery("SELECT line FROM datanet_row WHERE contribution = :id AND line IN (<lines>) AND "
                            + condition)
                    .bindList("lines", part)
                    .bind("id", contribution)
                    .bindMap(bound)
                    .mapTo(Long.class)
                    .forEach(found::add);
        }
        return found;
    }

    /** Rows wait for somebody's own word. */
    public static void hold(Handle tx, long contribution, List<Long> lines) {
        for (List<Long> part : QueryKeys.parts(lines)) {
            tx.createUpdate("""
                            UPDATE datanet_row SET held = 1
                            WHERE contribution = :id AND line IN (<lines>) AND state = 'COMMITTED'""")
                    .bindList("lines", part)
                    .bind("id", contribution)
                    .execute();
        }
    }

    /** Refused rows wait for the owner's own word, and are found by others again. */
    public static void appeal(Handle tx, long contribution, List<Long> lines, long nowMillis, Schema schema) {
        for (List<Long> part : QueryKeys.parts(lines)) {
            tx.createUpdate("""
                            UPDATE datanet_row SET state = 'COMMITTED', held = 1, appealed_millis = :now
                            WHERE contribution = :id AND line IN (<lines>)""")
                    .bindList("lines", part)
                    .bind("id", contribution)
                    .bind("now", nowMillis)
                    .execute();
            List<Candidate> rows = tx.createQuery(RowTable.ROWS + "WHERE r.contribution = :id AND r.line IN (<lines>)")
                    .bindList("lines", part)
                    .bind("id", contribution)
                    .mapTo(Row.class)
                    .filter(row -> !row.isErased())
                    .map(row -> Candidate.of(row, schema))
                    .list();
            ShingleTable.delete(tx, rows); // some are filed still
            RowTable.file(tx, rows);
        }
    }
}
