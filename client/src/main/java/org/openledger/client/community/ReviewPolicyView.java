package org.openledger.client.community;

import java.util.Optional;
import org.openledger.client.shape.Words;

/**
 * How contributions are reviewed that are signed from now on.
 *
 * @param kind whether the owner decides, or a quorum of votes that none of the others sees
 * @param quorum how many votes that agree decide a row; 0 where the owner decides
 * @param hours how long votes are taken after a signature, before the owner decides what is left; 0 where the owner decides
 * @param setBy the address that said so; left out where nobody did
 * @param setMillis when
 */
public record ReviewPolicyView(
        @Words({"owner", "quorum"}) String kind,
        long quorum,
        long hours,
        Optional<String> setBy,
        Optional<Long> setMillis) {}
