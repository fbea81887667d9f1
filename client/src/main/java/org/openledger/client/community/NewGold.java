package org.openledger.client.community;

import java.util.List;
import java.util.Optional;
import org.openledger.client.shape.Example;
import org.openledger.client.shape.WhenAbsent;

/**
 * Rows of which the right answer is known. Reviewers are measured by them, and told so once the rows are decided.
 *
 * @param acceptRows lines of rows that should come in
 * @param refuseRows lines of rows that should not
 * @param by the owner or curator who says so; the caller where this is absent
 */
public record NewGold(
        @WhenAbsent("[]") @Example("[2, 3]") List<Integer> acceptRows,
        @WhenAbsent("[]") @Example("[4]") List<Integer> refuseRows,
        Optional<String> by) {}
