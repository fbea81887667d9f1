package org.openledger.datanet.review;

import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.openledger.datanet.record.Contribution;

/** The SQL of the policies by which contributions are reviewed. */
public final class ReviewPolicyTable {
    private ReviewPolicyTable() {}

    /** What counts for contributions that are signed now. */
    public static ReviewPolicy latest(Handle handle, long datanet) {
        return handle.createQuery("SELECT * FROM review_policy WHERE datanet = :datanet ORDER BY number DESC LIMIT 1")
                .bind("datanet", datanet)
                .mapTo(ReviewPolicy.class)
                .findOne()
                .orElseGet(() -> ReviewPolicy.standard(datanet));
    }

    /** What counted when a contribution was signed; what counts now for one that is not. */
    public static ReviewPolicy of(Handle handle, Contribution contribution) {
        return contribution.isSigned()
                ? of(handle, contribution.datanet(), contribution.reviewPolicy())
                : latest(handle, contribution.datanet());
    }

    private static ReviewPolicy of(Handle handle, long datanet, Optional<Long> number) {
        return number.<ReviewPolicy>flatMap(each -> handle.createQuery(
                                "SELECT * FROM review_policy WHERE datanet = :datanet AND number = :number")
                        .bind("datanet", datanet)
                        .bind("number", each)
                        .mapTo(ReviewPolicy.class)
                        .findOne())
                .orElseGet(() -> ReviewPolicy.standard(datanet));
    }

    public static void insert(Handle tx, ReviewPolicy policy) {
        tx.createUpdate("""
                        INSERT INTO review_policy (datanet, number, kind, quorum, hours, sample, bond_gwei,
                            tolerated_percent, set_by, set_millis)
                        VALUES (:datanet, :number, :kind, :quorum, :hours, :sample, :bondGwei, :toleratedPercent, :setBy,
                            :setMillis)""").bindMethods(policy).execute();
    }
}
