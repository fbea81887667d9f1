package org.openledger.chain;

import java.math.BigInteger;
import org.openledger.verify.OpenAmount;

/** An amount of the chain's own coin, for sentences. */
public final class NativeAmount {
    private static final BigInteger WEI_PER_GWEI = BigInteger.TEN.pow(9);
    private static final BigInteger MOST_GWEI = BigInteger.valueOf(Long.MAX_VALUE);

    private NativeAmount() {}

    /** In OPEN, cut to the gwei. */
    public static String open(BigInteger wei) {
        return OpenAmount.of(wei.divide(WEI_PER_GWEI).min(MOST_GWEI).longValueExact());
    }
}
