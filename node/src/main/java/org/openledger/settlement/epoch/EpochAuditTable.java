package org.openledger.settlement.epoch;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.openledger.verify.EpochAudit.Outcome;

/** The SQL of what the epochs' audits decided. */
public final class EpochAuditTable {
    private EpochAuditTable() {}

    /** What the audit of an epoch decided about one contributor. */
    public record OfEpoch(
            long epoch, long closedMillis, @Nested Outcome outcome) {}

    static void insert(Handle transaction, long epoch, List<Outcome> outcomes) {
        PreparedBatch batch = transaction.prepareBatch("""
                INSERT INTO settlement_audit (epoch, contributor, paid_gwei, waiting_gwei, returned_gwei, netted_gwei)
                VALUES (:epoch, :contributor, :paidGwei, :waitingGwei, :returnedGwei, :nettedGwei)""");
        outcomes.forEach(
                outcome -> batch.bind("epoch", epoch).bindMethods(outcome).add());
        batch.execute();
    }

    /** By contributor, those after one; the empty text for the first. */
    public static List<Outcome> ofEpoch(Handle handle, long epoch, String after, int limit) {
        return handle.createQuery("""
                        SELECT * FROM settlement_audit
                        WHERE epoch = :epoch AND contributor > :after ORDER BY contributor LIMIT :limit""")
                .bind("epoch", epoch)
                .bind("after", after)
                .bind("limit", limit)
                .mapTo(Outcome.class)
                .list();
    }

    /** An epoch's audit added up over its contributors. */
    public static AuditTotals totals(Handle handle, long epoch) {
        return handle.createQuery("""
                        SELECT COALESCE(SUM(waiting_gwei), 0) AS waited_gwei,
                            COALESCE(SUM(CASE WHEN waiting_gwei > returned_gwei + netted_gwei
                                THEN waiting_gwei - returned_gwei - netted_gwei ELSE 0 END), 0) AS released_gwei,
                            COALESCE(SUM(returned_gwei), 0) AS returned_gwei,
                            COALESCE(SUM(netted_gwei), 0) AS netted_gwei
                        FROM settlement_audit WHERE epoch = :epoch""")
                .bind("epoch", epoch)
                .mapTo(AuditTotals.class)
                .one();
    }

    /** Newest first. */
    public static List<OfEpoch> ofContributor(Handle handle, String address, int limit) {
        return handle.createQuery("""
                        SELECT a.*, e.closed_millis FROM settlement_audit a
                        JOIN settlement_epoch e ON e.number = a.epoch
                        WHERE a.contributor = :address ORDER BY a.epoch DESC LIMIT :limit""")
                .bind("address", address)
                .bind("limit", limit)
                .mapTo(OfEpoch.class)
                .list();
    }
}
