package org.openledger.verify;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What becomes of the pay that waits, at the end of an epoch: the one place that decides it. It follows from the epoch's
 * receipts alone, in any order, so that anyone who has them can check it.
 *
 * <p>One answer is short, so its interval is wide and little of its pay is sure. Over an epoch the errors average out. Of a
 * contributor let P be what its answers paid, W what waits of them, d each answer's doubt, H its harm by estimate and S its
 * sure harm as far as they count ({@link AuditedShare}; all sums over the epoch's answers). Taking the answers as independent, what all of them are
 * worth lies below its estimate by at most √Σd² (with the confidence of the single intervals), where one by one they would allow
 * Σd. So
 *
 * <ol>
 *   <li>as much as may be chance is returned: min(W, ⌈√Σd²⌉);
 *   <li>what is left of W, R = W − returned, would be released, but harm nets first: it is taken from R by estimate, and from P
 *       where it is sure: netted = min(H, R + min(P, S));
 *   <li>the rest of R is released: the contributor's, as P less what was netted of it.
 * </ol>
 *
 * Harm by estimate counts against what waits, because errors average out only where those to both sides are counted: a
 * contributor whose effects are noise around zero has as much harm as help, and is released nothing. An answer alone, be it
 * uncertain, releases nothing; a thousand like it release nearly all. Who divides answers that helped among several names is
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
        private BigInteger squaredDoubt = BigInteger.ZERO;
        private final SortedMap<String, Long> waitingByPool = new TreeMap<>();
        private final SortedMap<String, Long> harmByPool = new TreeMap<>();

        void add(List<String> datanets, Optional<String> payer, AuditedShare share) {
            paidGwei = Math.addExact(paidGwei, share.paidGwei());
            waitingGwei = Math.addExact(waitingGwei, share.waitingGwei());
            harm.add(payer, share.harmGwei());
            sureHarm.add(payer, share.sureHarmGwei());
            squaredDoubt =
                    squaredDoubt.add(BigInteger.valueOf(share.doubtGwei()).pow(2));
            merge(waitingByPool, Payments.equally(datanets, share.waitingGwei()));
            merge(harmByPool, Payments.equally(datanets, share.harmGwei()));
        }

        Outcome outcome(String contributor) {
            long returned = ceilingOfRoot(squaredDoubt)
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

    /** Adds an answer. */
    public void add(AuditedAnswer answer) {
        answer.shares().forEach(share -> add(answer.datanets(), answer.payer(), share));
    }

    /** Adds one contributor's part of an answer whose harm counts whoever paid. */
    public void add(List<String> datanets, AuditedShare share) {
        add(datanets, Optional.empty(), share);
    }

    /**
     * Adds one contributor's part of an answer, once for each answer and contributor.
     *
     * @param payer who paid for it, where harm counts by payers
     */
    public void add(List<String> datanets, Optional<String> payer, AuditedShare share) {
        byContributor
                .computeIfAbsent(share.contributor(), contributor -> new Tally())
                .add(datanets, payer, share);
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

    private static BigInteger ceilingOfRoot(BigInteger square) {
        BigInteger[] root = square.sqrtAndRemainder();
        return root[1].signum() == 0 ? root[0] : root[0].add(BigInteger.ONE);
    }
}
