package org.openledger.settlement.epoch;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.openledger.verify.EpochAudit.Outcome;

/** The SQL of what the epochs' audits decided. */
public final class EpochAuditTable {
    private EpochAuditTable() {}

    static void insert(Handle transaction, long epoch, List<Outcome> outcomes) {
        PreparedBatch batch = transaction.prepareBatch("""
                INSERT INTO settlement_audit (epoch, contributor, paid_gwei, waiting_gwei, returned_gwei, netted_gwei)
                VALUES (:epoch, :contributor, :paidGwei, :waitingGwei, :returnedGwei, :nettedGwei)""");
        outcomes.forEach(
                outcome -> batch.bind("epoch", epoch).bindMethods(outcome).add());
        batch.execute();
    }

    public static Optional<Outcome> find(Handle handle, long epoch, String contributor) {
        return handle.createQuery("SELECT * FROM settlement_audit WHERE epoch = :epoch AND contributor = :contributor")
                .bind("epoch", epoch)
                .bind("contributor", contributor)
                .mapTo(Outcome.class)
                .findOne();
    }

    /** All outcomes of an epoch, by contributor. */
    public static List<Outcome> ofEpoch(Handle handle, long epoch) {
        return handle.createQuery("SELECT * FROM settlement_audit WHERE epoch = :epoch ORDER BY contributor")
                .bind("epoch", epoch)
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
}
