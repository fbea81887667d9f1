package org.openledger.chain.rights;

import java.math.BigInteger;

/**
 * Terms that the owner of a Datanet once offered, and what a holder has under them for one version.
 *
 * @param terms 64 hexadecimal digits
 * @param uses bits of {@link org.openledger.verify.UsageRights}
 * @param feeWei wei of OPEN for one licence
 * @param lastsSeconds of one licence from its minting; 0 for ever
 * @param offered whether they are offered now
 * @param held how many licences the holder has
 * @param expiresSeconds until which second they last, of what expires
 */
public record OfferedTerms(
        String terms,
        String spdx,
        int uses,
        BigInteger feeWei,
        long lastsSeconds,
        boolean offered,
        long held,
        long expiresSeconds) {
    boolean free() {
        return offered && feeWei.signum() == 0;
    }

    boolean expired(long nowSeconds) {
        return lastsSeconds != 0 && expiresSeconds <= nowSeconds;
    }
}
