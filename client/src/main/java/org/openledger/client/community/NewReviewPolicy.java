package org.openledger.client.community;

import org.openledger.client.shape.Bounds;
import org.openledger.client.shape.Example;
import org.openledger.client.shape.WhenAbsent;
import org.openledger.client.shape.Words;

/**
 * How contributions are to be reviewed that are signed from now on.
 *
 * @param kind whether the owner decides, or a quorum of votes that none of the others sees; or, for who stakes a bond, a spot check
 *     of rows that are taken at once
 * @param quorum how many votes that agree decide a row; 0 where the owner decides
 * @param hours how long votes are taken after a signature; 0 where the owner decides
 * @param sample how many rows of a contribution a spot check draws; 0 without a bond
 * @param bondGwei what a contributor stakes for each row; 0 without a bond
 * @param toleratedPercent how many of the drawn rows may be refused without all rows being out that nobody voted for
 */
public record NewReviewPolicy(
        @Words({"owner", "quorum", "bond"}) @Example("\"quorum\"")
        String kind,

        @WhenAbsent("0") @Bounds(from = 0, to = 25) @Example("2")
        int quorum,

        @WhenAbsent("0") @Bounds(from = 0, to = 2160) @Example("72")
        int hours,

        @WhenAbsent("0") @Bounds(from = 0, to = 1000) @Example("0")
        int sample,

        @WhenAbsent("0") @Bounds(from = 0, to = 1_000_000_000) @Example("0")
        long bondGwei,

        @WhenAbsent("0") @Bounds(from = 0, to = 50) @Example("0")
        int toleratedPercent) {
    /** The owner decides. */
    public static NewReviewPolicy owner() {
        return quorum("owner", /* quorum= */ 0, /* hours= */ 0);
    }

    /** Without a bond. */
    public static NewReviewPolicy quorum(String kind, int quorum, int hours) {
        return new NewReviewPolicy(kind, quorum, hours, /* sample= */ 0, /* bondGwei= */ 0, /* toleratedPercent= */ 0);
    }
}
