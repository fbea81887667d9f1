package org.openledger.client.community;

import java.util.List;
import java.util.Optional;
import org.openledger.client.shape.AtMost;

/**
 * How far those who vote on a Datanet's rows agree. Rows that are not decided are not in it.
 *
 * @param rows with at least two votes
 * @param alpha Krippendorff's α of them: 1 where all agree, 0 where they agree as chance would; left out where votes show nothing
 * @param reviewers each with how they voted
 */
public record AgreementView(
        long rows, Optional<Double> alpha, @AtMost(100_000) List<Reviewer> reviewers) {
    /**
     * How somebody voted.
     *
     * @param address of their account
     * @param name what the node calls them
     * @param votes on rows that are decided
     * @param asDecided how many of them were as the row was decided
     * @param gold how many were on rows whose right answer is known
     * @param goldRight how many of those were right
     */
    public record Reviewer(
            String address, Optional<String> name, long votes, long asDecided, long gold, long goldRight) {}
}
