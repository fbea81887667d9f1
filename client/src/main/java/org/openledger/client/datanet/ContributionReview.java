package org.openledger.client.datanet;

import java.util.List;
import java.util.Optional;
import org.openledger.client.shape.Example;
import org.openledger.client.shape.WhenAbsent;

/**
 * The owner's decision on a contribution.
 *
 * @param accept whether its rows come in, but for those of {@code rejectRows}
 * @param reason why rows are refused
 * @param rejectRows lines of the upload that are refused all the same
 */
public record ContributionReview(
        boolean accept,
        Optional<String> reason,
        @WhenAbsent("[]") @Example("[4, 17]") List<Integer> rejectRows) {
    /** Every row comes in. */
    public static final ContributionReview ACCEPT_ALL =
            new ContributionReview(/* accept= */ true, Optional.empty(), List.of());
}
