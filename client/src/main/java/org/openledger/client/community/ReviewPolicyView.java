package org.openledger.client.community;

import java.util.Optional;
import org.openledger.client.shape.Words;

/**
 * How contributions are reviewed that are signed from now on.
 *
 * @param kind whether the owner decides, or a quorum of votes that none of the others sees; or, for who stakes a bond, a spot check
 *     of rows that are taken at once
 * @param quorum how many votes that agree decide a row; 0 where the owner decides
 * @param hours how long votes are taken after a signature, before the owner decides what is left; 0 where the owner decides
 * @param sample how many rows of a contribution a spot check draws; 0 without a bond
 * @param bondGwei what a contributor stakes for each row; 0 without a bond
 * @param toleratedPercent how many of the drawn rows may be refused without all rows being out that nobody voted for
 * @param setBy the address that said so; left out where nobody did
 * @param setMillis when
 */
public record ReviewPolicyView(
        @Words({"owner", "quorum", "bond"}) String kind,
        long quorum,
        long hours,
        long sample,
        long bondGwei,
        long toleratedPercent,
        Optional<String> setBy,
        Optional<Long> setMillis) {}
