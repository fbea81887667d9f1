package org.openledger.verify;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.openledger.verify.AuditedAnswer.Measurement;

/**
 * What becomes of the pay that waits, at the end of an epoch: the one place that decides it. It follows from the epoch's
 * receipts alone, and the rewards of decisions in trails, in any order, so that anyone who has them can check it.
 *
 * <p>One answer is short, so its interval is wide and little of its pay is sure. Over an epoch the errors average out, as far as they
 * are different errors. Of a contributor let P be what its answers paid, W what waits of them, d each answer's doubt, H its harm by
 * estimate and S its sure harm as far as they count ({@link AuditedShare}; all sums over the epoch's answers). Answers of one {@link
 * AuditedAnswer.Measurement} have one error, however often they are given: their doubts add up to D. Different measurements of one
 * run have in common the part ρ of their squared doubts, since the run is one throw of the dice: τ² = ρ·(ΣD)² stays however much is
 * asked. The rest is independent. So what all answers are worth lies below its estimate by at most (with the confidence of the
 * single intervals)
 *
 * <pre>doubt = √Σ over runs [ (1 − ρ)·ΣD² + ρ·(ΣD)² ]</pre>
 *
 * where one by one they would allow Σd. An answer whose receipt says nothing of other seeds is a run of its own. Then
 *
 * <ol>
 *   <li>as much as may be chance is returned: min(W, ⌈doubt⌉);
 *   <li>what is left of W, R = W − returned, would be released, but harm nets first: it is taken from R by estimate, and from P
 *       where it is sure: netted = min(H, R + min(P, S));
 *   <li>the rest of R is released: the contributor's, as P less what was netted of it.
 * </ol>
 *
 * Harm by estimate counts against what waits, because errors average out only where those to both sides are counted: a
 * contributor whose effects are noise around zero has as much harm as help, and is released nothing. An answer alone, be it
 * uncertain, releases nothing; given a thousand times it releases nothing either, and a thousand different ones release what ρ
 * leaves. Who divides answers that helped among several names is
 * released no more than under one. But harm, and doubt beyond what waits, count against the name that they are measured for:
 * that two names are one person nobody can tell.
 *
 * <p>Harm counts as far as others than its payer show some too: of the harm h in one payer's answers counts min(h, the harm in
 * all others' answers). One payer's questions alone, which anybody can choose so that they harm somebody, net nothing. Answers
 * that name no payer are from before payers counted, and count whole. Who asks under several names pays under each.
 *
 * <p>What is returned goes to the commons where it waited, what is netted to the commons where harm was done: for each, an
 * answer's gwei in equal parts to its Datanets, added up over the epoch, and the amount divided by these sums by largest
 * remainder, equal remainders to the earlier account by name.
 */
public final class EpochAudit {
    private static final BigInteger WHOLE = BigInteger.valueOf(Require.PPM);

    private final SortedMap<String, Tally> byContributor = new TreeMap<>();

    /**
     * What the audit decides about one contributor.
     *
     * @param paidGwei what its answers paid it
     * @param waitingGwei what waited
     * @param returnedGwei of that, what may be chance
     * @param nettedGwei what its harm takes, of what waited first, then of what was paid
     */
    public record Outcome(String contributor, long paidGwei, long waitingGwei, long returnedGwei, long nettedGwei) {
        public Outcome {
            Require.address("contributor", contributor);
            Require.that(
                    returnedGwei >= 0
                            && returnedGwei <= waitingGwei
                            && nettedGwei >= 0
                            && nettedGwei <= Math.addExact(paidGwei, waitingGwei - returnedGwei),
                    "an audit takes more than there is: " + contributor);
        }

        /** Of what waited, what is the contributor's in the end. */
        public long releasedGwei() {
            return Math.max(0, waitingGwei - returnedGwei - nettedGwei);
        }

        /** Of what was paid with the answers, what harm takes back. */
        public long nettedOfPaidGwei() {
            return Math.max(0, nettedGwei - (waitingGwei - returnedGwei));
        }

        /** How the audit changes what the contributor was paid; negative when harm takes of it. */
        public long changeGwei() {
            return releasedGwei() - nettedOfPaidGwei();
        }
    }

    /** One contributor's answers, added up. */
    private static final class Tally {
        private long paidGwei;
        private long waitingGwei;
        private final Harm harm = new Harm();
        private final Harm sureHarm = new Harm();
        /** Of answers whose receipts say nothing of other seeds. */
        private BigInteger squaredDoubt = BigInteger.ZERO;

        private final Map<String, RunDoubt> doubtByRun = new HashMap<>();
        private final SortedMap<String, Long> waitingByPool = new TreeMap<>();
        private final SortedMap<String, Long> harmByPool = new TreeMap<>();

        void add(AuditedAnswer answer, AuditedShare share) {
            paidGwei = Math.addExact(paidGwei, share.paidGwei());
            waitingGwei = Math.addExact(waitingGwei, share.waitingGwei());
            harm.add(answer.payer(), share.harmGwei());
            sureHarm.add(answer.payer(), share.sureHarmGwei());
            answer.measurement()
                    .ifPresentOrElse(
                            of -> doubtByRun
                                    .computeIfAbsent(of.run(), run -> new RunDoubt())
                                    .add(of, share.doubtGwei()),
                            () -> squaredDoubt = squaredDoubt.add(
                                    BigInteger.valueOf(share.doubtGwei()).pow(2)));
            merge(waitingByPool, Payments.equally(answer.datanets(), share.waitingGwei()));
            merge(harmByPool, Payments.equally(answer.datanets(), share.harmGwei()));
        }

        Outcome outcome(String contributor) {
            BigInteger millionfold = doubtByRun.values().stream()
                    .map(RunDoubt::squaredMillionfold)
                    .reduce(squaredDoubt.multiply(WHOLE), BigInteger::add);
            long returned = ceilingOfRoot(ceilingOf(millionfold, WHOLE))
                    .min(BigInteger.valueOf(waitingGwei))
                    .longValueExact();
            long reach = Math.addExact(waitingGwei - returned, Math.min(paidGwei, sureHarm.countedGwei()));
            return new Outcome(contributor, paidGwei, waitingGwei, returned, Math.min(harm.countedGwei(), reach));
        }
    }

    /** Harm of one contributor, by who paid for the answers that it was done to. */
    private static final class Harm {
        private long wholeGwei;
        private long byPayersGwei;
        private final Map<String, Long> gweiByPayer = new HashMap<>();

        void add(Optional<String> payer, long gwei) {
            if (payer.isEmpty()) {
                wholeGwei = Math.addExact(wholeGwei, gwei);
            } else if (gwei > 0) {
                byPayersGwei = Math.addExact(byPayersGwei, gwei);
                gweiByPayer.merge(payer.get(), gwei, Math::addExact);
            }
        }

        /** What counts: of each payer's at most what all others' answers show together. */
        long countedGwei() {
            long counted = wholeGwei;
            for (long gwei : gweiByPayer.values()) {
                counted = Math.addExact(counted, Math.min(gwei, byPayersGwei - gwei));
            }
            return counted;
        }
    }

    /** The doubts of one contributor by one run. Who says different common parts of one run is held to the largest. */
    private static final class RunDoubt {
        private int commonPpm;
        private final Map<String, Long> byMeasurement = new HashMap<>();

        void add(Measurement of, long doubtGwei) {
            commonPpm = Math.max(commonPpm, of.commonPpm());
            byMeasurement.merge(of.digest(), doubtGwei, Math::addExact);
        }

        /** 10⁶ · [ (1 − ρ)·ΣD² + ρ·(ΣD)² ]. */
        BigInteger squaredMillionfold() {
            BigInteger sum = BigInteger.ZERO;
            BigInteger squares = BigInteger.ZERO;
            for (long doubt : byMeasurement.values()) {
                BigInteger each = BigInteger.valueOf(doubt);
                sum = sum.add(each);
                squares = squares.add(each.pow(2));
            }
            BigInteger common = BigInteger.valueOf(commonPpm);
            return squares.multiply(WHOLE.subtract(common)).add(sum.pow(2).multiply(common));
        }
    }

    /** Adds an answer, or some of its shares; once for each answer and contributor. */
    public void add(AuditedAnswer answer) {
        for (AuditedShare share : answer.shares()) {
            byContributor
                    .computeIfAbsent(share.contributor(), contributor -> new Tally())
                    .add(answer, share);
        }
    }

    /** One for each contributor, in the order of their addresses. */
    public List<Outcome> outcomes() {
        List<Outcome> outcomes = new ArrayList<>();
        byContributor.forEach((contributor, sums) -> outcomes.add(sums.outcome(contributor)));
        return outcomes;
    }

    /** All that goes back, in gwei by account: {@code commons:<datanet>}, or the treasury where there was no Datanet. */
    public SortedMap<String, Long> poolsGwei() {
        SortedMap<String, Long> pools = new TreeMap<>();
        byContributor.forEach((contributor, sums) -> {
            Outcome outcome = sums.outcome(contributor);
            divide(outcome.returnedGwei(), sums.waitingByPool, pools);
            divide(outcome.nettedGwei(), sums.harmByPool, pools);
        });
        return pools;
    }

    private static void divide(long gwei, SortedMap<String, Long> weights, SortedMap<String, Long> pools) {
        if (gwei > 0) {
            List<String> accounts = List.copyOf(weights.keySet());
            long[] parts = weights.values().stream().mapToLong(Long::longValue).toArray();
            long[] divided = Payments.apportion(gwei, parts);
            for (int i = 0; i < divided.length; i++) {
                if (divided[i] > 0) {
                    pools.merge(accounts.get(i), divided[i], Math::addExact);
                }
            }
        }
    }

    private static void merge(SortedMap<String, Long> into, SortedMap<String, Long> parts) {
        parts.forEach((pool, gwei) -> {
            if (gwei > 0) {
                into.merge(pool, gwei, Math::addExact);
            }
        });
    }

    private static BigInteger ceilingOf(BigInteger dividend, BigInteger divisor) {
        BigInteger[] quotient = dividend.divideAndRemainder(divisor);
        return quotient[1].signum() == 0 ? quotient[0] : quotient[0].add(BigInteger.ONE);
    }

    private static BigInteger ceilingOfRoot(BigInteger square) {
        BigInteger[] root = square.sqrtAndRemainder();
        return root[1].signum() == 0 ? root[0] : root[0].add(BigInteger.ONE);
    }
}
