package org.openledger.settlement.call;

import java.math.BigInteger;

/** The chain counts in wei, the journal in gwei of 10^9 wei. */
public final class Wei {
    public static final BigInteger PER_GWEI = BigInteger.valueOf(1_000_000_000);

    private Wei() {}

    public static BigInteger ofGwei(long gwei) {
        return BigInteger.valueOf(gwei).multiply(PER_GWEI);
    }

    /** Exactly so many gwei; {@link IllegalStateException} for a part of one, which this node never puts on chain. */
    public static long toGweiExact(BigInteger wei) {
        BigInteger[] parts = wei.divideAndRemainder(PER_GWEI);
        if (parts[1].signum() != 0) {
            throw new IllegalStateException(wei + " wei are not whole gwei");
        }
        return parts[0].longValueExact();
    }

    /** Whole gwei, rounded down; the largest long for more than that. */
    public static long toGweiSaturated(BigInteger wei) {
        BigInteger gwei = wei.divide(PER_GWEI);
        return gwei.bitLength() < Long.SIZE ? gwei.longValue() : Long.MAX_VALUE;
    }
}
