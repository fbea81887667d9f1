package org.openledger.chain;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;

/**
 * What the operator lets its transactions cost in gas, and when it offers more. Both limits count what they may cost at most, not what they cost in the end: so whatever
 * the network does, it cannot take more.
 *
 * @param perGasWei the most for a unit of gas; empty without a limit
 * @param dayWei the most that all that is signed within 24 hours may cost; empty without a limit
 * @param raiseAfter how long a transaction waits for a block before more is offered for it
 */
public record FeePolicy(Optional<BigInteger> perGasWei, Optional<BigInteger> dayWei, Duration raiseAfter) {
    public static final Duration STANDARD_RAISE_AFTER = Duration.ofSeconds(90);
    public static final FeePolicy NONE = new FeePolicy(Optional.empty(), Optional.empty(), STANDARD_RAISE_AFTER);

    static final Duration DAY = Duration.ofDays(1);

    public FeePolicy {
        if (perGasWei.or(() -> dayWei).filter(least -> least.signum() <= 0).isPresent()) {
            throw new ChainException("a limit on fees must be positive");
        }
    }

    /** These fees, or as much of them as may be offered. */
    ChainClient.Fees within(ChainClient.Fees fees) {
        BigInteger most = perGasWei.orElse(fees.maxFeeWei()).min(fees.maxFeeWei());
        return new ChainClient.Fees(fees.maxPriorityFeeWei().min(most), most);
    }

    /**
     * Why something is not signed now; empty where it may be.
     *
     * @param asked what the network asks for now
     * @param mostWei what it may cost in gas
     * @param signedWei what all that was signed within a day may cost, without this
     */
    Optional<String> refusal(ChainClient.Fees asked, BigInteger mostWei, BigInteger signedWei) {
        return perGas(asked.nowWei()).or(() -> ofDay(mostWei, signedWei));
    }

    /**
     * Why no more is offered for what is signed; empty where it may be.
     *
     * @param raisedWei what would be offered for a unit of gas
     * @param moreWei what it might cost more in gas
     * @param signedWei what all that was signed within a day may cost
     */
    Optional<String> refusalToRaise(BigInteger raisedWei, BigInteger moreWei, BigInteger signedWei) {
        return perGasWei
                .filter(most -> raisedWei.compareTo(most) > 0)
                .map(most -> "a quarter more for a unit of gas is above the " + NativeAmount.open(most)
                        + " of chain.max_fee_gwei: it waits until gas is cheaper")
                .or(() -> ofDay(moreWei, signedWei));
    }

    private Optional<String> perGas(BigInteger askedWei) {
        return perGasWei
                .filter(most -> askedWei.compareTo(most) > 0)
                .map(most -> "the network asks for " + NativeAmount.open(askedWei) + " a unit of gas, more than the "
                        + NativeAmount.open(most) + " of chain.max_fee_gwei: it waits until gas is cheaper");
    }

    private Optional<String> ofDay(BigInteger mostWei, BigInteger signedWei) {
        return dayWei.filter(most -> signedWei.add(mostWei).compareTo(most) > 0)
                .map(most -> "it may cost " + NativeAmount.open(mostWei)
                        + " in gas, and what was signed in the last 24 hours "
                        + NativeAmount.open(signedWei) + ", together more than the " + NativeAmount.open(most)
                        + " of chain.day_fees_gwei: it waits");
    }
}
