package org.openledger.client.community;

import org.openledger.client.shape.Bounds;
import org.openledger.client.shape.Example;
import org.openledger.client.shape.WhenAbsent;
import org.openledger.client.shape.Words;

/**
 * How contributions are to be reviewed that are signed from now on.
 *
 * @param kind whether the owner decides, or a quorum of votes that none of the others sees
 * @param quorum how many votes that agree decide a row; 0 where the owner decides
 * @param hours how long votes are taken after a signature; 0 where the owner decides
 */
public record NewReviewPolicy(
        @Words({"owner", "quorum"}) @Example("\"quorum\"") String kind,

        @WhenAbsent("0") @Bounds(from = 0, to = 25) @Example("2")
        int quorum,

        @WhenAbsent("0") @Bounds(from = 0, to = 2160) @Example("72")
        int hours) {}
