package org.openledger.settlement.epoch;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.openledger.verify.EpochAudit.Outcome;

/** What the epochs' audits decided. */
public final class EpochAuditTable {
    private static final String COLUMNS = "contributor, paid_gwei, waiting_gwei, returned_gwei, netted_gwei";

    private EpochAuditTable() {}

    /** What the audit of an epoch decided about one contributor. */
    public record OfEpoch(long epoch, long closedMillis, Outcome outcome) {}

    static void insert(Handle transaction, long epoch, List<Outcome> outcomes) {
        PreparedBatch batch = transaction.prepareBatch(
                "INSERT INTO settlement_audit (epoch, " + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?)");
        outcomes.forEach(outcome -> batch.add(
                epoch,
                outcome.contributor(),
                outcome.paidGwei(),
                outcome.waitingGwei(),
                outcome.returnedGwei(),
                outcome.nettedGwei()));
        if (batch.size() > 0) {
            batch.execute();
        }
    }

    /** By contributor, those after one; the empty text for the first. */
    public static List<Outcome> ofEpoch(Handle handle, long epoch, String after, int limit) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM settlement_audit"
                        + " WHERE epoch = :epoch AND contributor > :after ORDER BY contributor LIMIT :limit")
                .bind("epoch", epoch)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> outcome(row))
                .list();
    }

    /** An epoch's audit added up over its contributors. */
    public static AuditTotals totals(Handle handle, long epoch) {
        return handle.createQuery("""
                        SELECT COALESCE(SUM(waiting_gwei), 0),
                            COALESCE(SUM(CASE WHEN waiting_gwei > returned_gwei + netted_gwei
                                THEN waiting_gwei - returned_gwei - netted_gwei ELSE 0 END), 0),
                            COALESCE(SUM(returned_gwei), 0), COALESCE(SUM(netted_gwei), 0)
                        FROM settlement_audit WHERE epoch = :epoch""")
                .bind("epoch", epoch)
                .map((row, context) -> new AuditTotals(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)))
                .one();
    }

    /** Newest first. */
    public static List<OfEpoch> ofContributor(Handle handle, String contributor, int limit) {
        return handle.createQuery("SELECT " + COLUMNS + ", a.epoch, e.closed_millis FROM settlement_audit a"
                        + " JOIN settlement_epoch e ON e.number = a.epoch"
                        + " WHERE a.contributor = :contributor ORDER BY a.epoch DESC LIMIT :limit")
                .bind("contributor", contributor)
                .bind("limit", limit)
                .map((row, context) -> new OfEpoch(row.getLong(6), row.getLong(7), outcome(row)))
                .list();
    }

    private static Outcome outcome(ResultSet row) throws SQLException {
        return new Outcome(row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5));
    }
}
