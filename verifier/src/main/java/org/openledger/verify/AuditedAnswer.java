package org.openledger.verify;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openledger.verify.Receipt.Attribution;
import org.openledger.verify.Receipt.PayRule;
import org.openledger.verify.Receipt.Payment;
import org.openledger.verify.Receipt.Share;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.Json;

/**
 * An answer as its epoch's audit sees it: what it paid each contributor, what waits, and what the measured effects are worth at
 * the answer's own price.
 *
 * <p>An answer that gave G gwei to its contributors for positive effects of E nats together has the price G/E for a nat: an
 * effect of x nats, helpful or harmful, is worth G·x/E gwei, rounded towards nothing, and never more than G either way. Nobody
 * can earn more by one answer than all its contributors do, so nobody can lose more by it. What helps counts as far as rows support
 * it (see {@link Receipt.Support}), and so does what harm to an answer costs: one that no row supports gave nothing, and takes nothing.
 *
 * @param datanets whose commons get what goes back, see {@link Payments#commons}
 * @param payer who paid for it; empty where the receipt's rule nets all harm, whoever paid
 * @param measurement which the effects are from; absent where the receipt says nothing of other seeds
 * @param shares one for each contributor for whom there is something to audit
 */
public record AuditedAnswer(
        List<String> datanets, Optional<String> payer, Optional<Measurement> measurement, List<AuditedShare> shares) {
    /** Of a receipt that pays at once, or gives contributors nothing. */
    public static final AuditedAnswer NOTHING = new AuditedAnswer(List.of(), List.of());

    public AuditedAnswer {
        datanets = List.copyOf(datanets);
        shares = List.copyOf(shares);
    }

    /** One whose harm counts whoever paid, and whose receipt says nothing of other seeds. */
    public AuditedAnswer(List<String> datanets, List<AuditedShare> shares) {
        this(datanets, Optional.empty(), Optional.empty(), shares);
    }

    /**
     * Which measurement effects are from. The same answer to the same prompt by the same model is measured by the same numbers, to
     * the last digit, so whoever has receipts sees which are of one measurement, without knowing what was asked.
     *
     * @param run the digest of the counterfactual adapters
     * @param digest of the numbers that were measured
     * @param commonPpm of the squared doubt, what is common to all measurements of the run, see {@link Receipt.OtherSeeds}
     */
    public record Measurement(String run, String digest, int commonPpm) {
        public Measurement {
            Require.digest("run", run);
            Require.digest("digest", digest);
            Require.ppm("commonPpm", commonPpm);
        }

        static Optional<Measurement> of(Attribution attribution) {
            return attribution
                    .otherSeeds()
                    .map(said -> new Measurement(
                            attribution.influenceDigest(),
                            Hex.of(Hashes.sha256(numbers(attribution))),
                            said.commonPpm()));
        }

        private static byte[] numbers(Attribution attribution) {
            return CanonicalJson.write(Json.object()
                    .put("run", attribution.influenceDigest())
                    .put("deltaNanonats", attribution.deltaNanonats())
                    .put(
                            "effects",
                            Json.array(attribution.shares().stream()
                                    .sorted(Comparator.comparing(Share::contributor))
                                    .map(share -> Json.object()
                                            .put("contributor", share.contributor())
                                            .put("effectNanonats", share.effectNanonats())
                                            .build())
                                    .toList()))
                    .build());
        }
    }

    /** What a receipt brings, by its shares and payments. */
    public static AuditedAnswer of(Receipt receipt) {
        return of(receipt, receipt.payments());
    }

    /** The same of what its rule made of another amount than its fee. */
    public static AuditedAnswer of(Receipt receipt, List<Payment> payments) {
        PayRule rule = receipt.fee().rule();
        return rule == PayRule.AT_ONCE
                ? NOTHING
                : of(
                        Payments.commons(receipt.model(), receipt.retrieval()),
                        rule == PayRule.LOWER_BOUND_1 ? Optional.empty() : Optional.of(receipt.payer()),
                        receipt.attribution(),
                        payments);
    }

    /**
     * What an answer brings whose fee was paid by a lower bound.
     *
     * @param datanets whose commons get what goes back
     * @param payer who paid, where harm counts by payers
     */
    public static AuditedAnswer of(
            List<String> datanets, Optional<String> payer, Attribution attribution, List<Payment> payments) {
        Map<String, Long> paid = gweiByAccount(payments, Role.CONTRIBUTOR);
        Map<String, Long> waiting = gweiByAccount(payments, Role.WAITING);
        long all = Math.addExact(sum(paid), sum(waiting));
        if (all == 0) {
            return NOTHING;
        }
        Price price = new Price(all, positiveNanonats(attribution));
        List<AuditedShare> shares = new ArrayList<>();
        for (Share share : attribution.shares()) {
            AuditedShare audited = price.of(
                    share, paid.getOrDefault(share.contributor(), 0L), waiting.getOrDefault(share.contributor(), 0L));
            if (!audited.isNothing()) {
                shares.add(audited);
            }
        }
        return shares.isEmpty() ? NOTHING : new AuditedAnswer(datanets, payer, Measurement.of(attribution), shares);
    }

    /**
     * What effects on an answer are worth.
     *
     * @param gwei of all its contributors
     * @param nanonats their positive effects together
     */
    private record Price(long gwei, BigInteger nanonats) {
        AuditedShare of(Share share, long paidGwei, long waitingGwei) {
            long worth = worthGwei(share.countedNanonats(share.effectNanonats()));
            long harm = Math.max(0, -worth);
            return new AuditedShare(
                    share.contributor(),
                    paidGwei,
                    waitingGwei,
                    Math.max(waitingGwei, worth - worthGwei(share.countedNanonats(share.lowNanonats()))),
                    harm,
                    Math.min(harm, Math.max(0, -worthGwei(share.highNanonats()))));
        }

        /** Nothing where no effect is positive: then there is no price. */
        private long worthGwei(long effectNanonats) {
            if (nanonats.signum() == 0) {
                return 0;
            }
            BigInteger most = BigInteger.valueOf(gwei);
            return most.multiply(BigInteger.valueOf(effectNanonats))
                    .divide(nanonats)
                    .min(most)
                    .max(most.negate())
                    .longValueExact();
        }
    }

    private static BigInteger positiveNanonats(Attribution attribution) {
        return attribution.shares().stream()
                .map(share -> BigInteger.valueOf(Math.max(0, share.countedNanonats(share.effectNanonats()))))
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static Map<String, Long> gweiByAccount(List<Payment> payments, Role role) {
        Map<String, Long> gwei = new HashMap<>();
        for (Payment payment : payments) {
            if (payment.role() == role) {
                gwei.merge(payment.account(), payment.gwei(), Math::addExact);
            }
        }
        return gwei;
    }

    private static long sum(Map<String, Long> gwei) {
        return gwei.values().stream().reduce(0L, Math::addExact);
    }
}
