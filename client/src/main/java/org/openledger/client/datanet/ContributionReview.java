package org.openledger.client.datanet;

import java.util.List;
import java.util.Optional;
import org.openledger.client.shape.Example;
import org.openledger.client.shape.WhenAbsent;
import org.openledger.client.shape.Words;

/**
 * The decision of an owner or curator on a contribution.
 *
 * @param accept whether its rows come in, but for those of {@code rejectRows}
 * @param reason why rows are refused
 * @param rejectRows lines of the upload that are refused all the same
 * @param acceptRows lines of the upload that are accepted, held ones too
 * @param rest what becomes of rows that are in neither list: accept, but for those that are held; refuse; or wait. What {@code accept}
 *     says where this is absent
 * @param unseen whether rows may be accepted that who decides was not shown; it is recorded
 * @param by the owner, or a curator; the caller where this is absent
 */
public record ContributionReview(
        boolean accept,
        Optional<String> reason,
        @WhenAbsent("[]") @Example("[4, 17]") List<Integer> rejectRows,
        @WhenAbsent("[]") @Example("[2, 3]") List<Integer> acceptRows,
        @Words({"accept", "refuse", "wait"}) Optional<String> rest,
        Optional<Boolean> unseen,
        Optional<String> by) {
    /** Every row comes in that is not held, seen or not. */
    public static final ContributionReview ACCEPT_ALL = new ContributionReview(
            /* accept= */ true,
            Optional.empty(),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.of(/* value= */ true),
            Optional.empty());

    /** No row comes in. */
    public static ContributionReview refuseAll(String reason) {
        return new ContributionReview(
                /* accept= */ false,
                Optional.of(reason),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
