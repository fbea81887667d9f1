package org.openledger.client.community;

import java.util.List;
import java.util.Optional;
import org.openledger.client.shape.Example;
import org.openledger.client.shape.WhenAbsent;

/**
 * Votes on rows of a contribution. A vote is final.
 *
 * @param acceptRows lines of rows that should come in
 * @param refuseRows lines of rows that should not
 * @param reason why not; the contributor is told the first reviewer's
 * @param unseen whether the reviewer votes for rows without having been shown them; it is recorded
 * @param by the reviewer; the caller where this is absent
 */
public record NewVotes(
        @WhenAbsent("[]") @Example("[2, 3]") List<Integer> acceptRows,
        @WhenAbsent("[]") @Example("[4]") List<Integer> refuseRows,
        @Example("\"not about bread\"") Optional<String> reason,
        Optional<Boolean> unseen,
        Optional<String> by) {}
