package org.openledger.verify;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.openledger.verify.Receipt.Ancestor;
import org.openledger.verify.Receipt.Attribution;
import org.openledger.verify.Receipt.Fee;
import org.openledger.verify.Receipt.Model;
import org.openledger.verify.Receipt.PayRule;
import org.openledger.verify.Receipt.Payment;
import org.openledger.verify.Receipt.Retrieval;
import org.openledger.verify.Receipt.Share;
import org.openledger.verify.Receipt.SplitBps.Part;

/**
 * Who gets which part of a fee: the one place that turns fee, split and shares into payments. The node pays by it, and the
 * verifier computes it again.
 *
 * <ol>
 *   <li>The fee is divided by the split's basis points into six parts, by largest remainder; equal remainders go to the
 *       earlier role in the order treasury, stakers, operator, base, developer, data.
 *   <li>The developer's part is divided by basis points into one part an ancestor of the model and what is left for its owner, by
 *       largest remainder; equal remainders go to the earlier ancestor in the receipt's order, then the owner. Who owns several
 *       ancestors gets one payment for all of them.
 *   <li>The data part is divided by parts per million into one part a contributor, the base model's and the unattributed
 *       one, by largest remainder; equal remainders go to the earlier contributor in the receipt's order, then the base.
 *   <li>Of a contributor's part v, with the share's effect e and the lower bound l of its 90 % interval, what is sure is paid
 *       with the answer: ⌊v · min(l, e) / e⌋, and nothing where l or e is not above zero. The rest is of the role waiting: it
 *       is the contributor's too, but waits for what the {@link EpochAudit} makes of it. (A receipt of
 *       {@link PayRule#AT_ONCE} has nothing that waits.)
 *   <li>The base model's owner gets one payment: its role's part and the data part's base part.
 *   <li>The unattributed part goes to the commons of the Datanets of model and sources in equal parts; what does not divide goes to
 *       the first one named. Without any Datanet there are no commons: the treasury takes it, in its one payment.
 * </ol>
 *
 * An answer that was withheld ({@link Receipt.Withheld}) costs what it would have cost, less its data part, and is divided by the
 * other five parts' basis points alone: it was computed, and gave nobody anything.
 *
 * <p>Largest remainder (Hamilton's method): every part gets its exact value rounded down, and the gwei still missing go, one
 * each, to the parts that lost most by it. So no payment is a whole gwei or more from its exact value at either step, and
 * the sum is the fee. A payment of nothing is not listed.
 */
public final class Payments {
    private static final int WHOLE_BPS = 10_000;
    private static final String TREASURY = Role.TREASURY.word();
    private static final String STAKERS = Role.STAKERS.word();
    private static final Part[] WITHOUT_DATA =
            Stream.of(Part.values()).filter(part -> part != Part.DATA).toArray(Part[]::new);

    private Payments() {}

    /**
     * Whom a fee is paid to besides the contributors.
     *
     * @param operator address of who ran the model
     * @param base address of the base model's owner
     * @param developer address of the model's owner
     * @param datanets ids of the Datanets whose commons share the unattributed part, see {@link #commons}
     * @param ancestors the models that the model was built on
     */
    public record Payees(
            String operator, String base, String developer, List<String> datanets, List<Ancestor> ancestors) {
        /** Of a model that was built on no other. */
        public Payees(String operator, String base, String developer, List<String> datanets) {
            this(operator, base, developer, datanets, List.of());
        }

        public Payees {
            ancestors = List.copyOf(ancestors);
            datanets = List.copyOf(datanets);
            Require.address("operator", operator);
            Require.address("base", base);
            Require.address("developer", developer);
            datanets.forEach(datanet -> Require.decimal("datanets", datanet));
        }
    }

    /** The Datanets the model was trained on, in the receipt's order, then those that sources in the prompt are from. */
    public static List<String> commons(Model model, Optional<Retrieval> retrieval) {
        Set<String> datanets = new LinkedHashSet<>(model.datanets());
        retrieval.ifPresent(trail -> datanets.addAll(trail.datanets()));
        return List.copyOf(datanets);
    }

    /** What an answer costs that is withheld, by what it would have cost. */
    public static long withheldGwei(long gwei, Receipt.SplitBps split) {
        return gwei - FeeParts.of(gwei, split, split.sum(), Part.values()).of(Part.DATA);
    }

    /**
     * What a receipt's own rule makes of an amount: of its fee, its payments. The owners of base and model are named by their payments
     * alone; the operator stands in where nobody is, and the comparison with those finds it when that is wrong.
     */
    public static List<Payment> of(Receipt receipt, long gwei) {
        Payees payees = new Payees(
                receipt.operator(),
                paidFor(Role.BASE, receipt),
                paidFor(Role.DEVELOPER, receipt),
                commons(receipt.model(), receipt.retrieval()),
                receipt.model().ancestors());
        return split(
                new Fee(gwei, receipt.fee().splitBps(), receipt.fee().rule()),
                payees,
                receipt.attribution(),
                receipt.withheld().isPresent());
    }

    private static String paidFor(Role role, Receipt receipt) {
        return receipt.payments().stream()
                .filter(payment -> payment.role() == role)
                .map(Payment::account)
                .findFirst()
                .orElse(receipt.operator());
    }

    /** The payments of an answer's fee that was given. */
    public static List<Payment> split(Fee fee, Payees payees, Attribution attribution) {
        return split(fee, payees, attribution, /* withheld= */ false);
    }

    /** The payments of a fee, in the receipt's order. The split must sum to 10,000 and the attribution to 1,000,000. */
    public static List<Payment> split(Fee fee, Payees payees, Attribution attribution, boolean withheld) {
        FeeParts parts = FeeParts.of(fee, withheld);
        DataPart data = DataPart.of(parts.of(Part.DATA), attribution);
        boolean commons = !payees.datanets().isEmpty();
        long treasury = parts.of(Part.TREASURY);
        long base = Math.addExact(parts.of(Part.BASE), data.base());

        List<Payment> payments = new ArrayList<>();
        add(payments, TREASURY, Role.TREASURY, commons ? treasury : Math.addExact(treasury, data.unattributed()));
        add(payments, STAKERS, Role.STAKERS, parts.of(Part.STAKERS));
        add(payments, payees.operator(), Role.OPERATOR, parts.of(Part.OPERATOR));
        add(payments, payees.base(), Role.BASE, base);
        Royalties royalties = Royalties.of(parts.of(Part.DEVELOPER), payees.ancestors());
        add(payments, payees.developer(), Role.DEVELOPER, royalties.left());
        royalties.gweiByOwner().forEach((owner, gwei) -> add(payments, owner, Role.ROYALTY, gwei));
        data.gweiByShare().forEach((share, gwei) -> {
            long sure = fee.rule() == PayRule.AT_ONCE ? gwei : sureGwei(gwei, share);
            add(payments, share.contributor(), Role.CONTRIBUTOR, sure);
            add(payments, share.contributor(), Role.WAITING, gwei - sure);
        });
        if (commons) {
            equally(payees.datanets(), data.unattributed())
                    .forEach((pool, gwei) -> add(payments, pool, Role.COMMONS, gwei));
        }
        payments.sort(Payment.ORDER);
        return Collections.unmodifiableList(payments);
    }

    /** The data part of a fee: one part a contributor, in the receipt's order, the base model's and the unattributed one. */
    private record DataPart(Map<Share, Long> gweiByShare, long base, long unattributed) {
        static DataPart of(long gwei, Attribution attribution) {
            Iterator<Long> parts = LongStream.of(apportion(gwei, weights(attribution), Require.PPM))
                    .boxed()
                    .iterator();
            Map<Share, Long> gweiByShare = new LinkedHashMap<>();
            attribution.shares().forEach(share -> gweiByShare.put(share, parts.next()));
            return new DataPart(gweiByShare, parts.next(), parts.next());
        }

        private static long[] weights(Attribution attribution) {
            LongStream shares = attribution.shares().stream().mapToLong(Share::ppm);
            return LongStream.concat(shares, LongStream.of(attribution.basePpm(), attribution.unattributedPpm()))
                    .toArray();
        }
    }

    /** The developer's part of a fee: what owners of ancestors get, by address, and what is left for the model's own. */
    private record Royalties(SortedMap<String, Long> gweiByOwner, long left) {
        static Royalties of(long gwei, List<Ancestor> ancestors) {
            long owed = ancestors.stream().mapToLong(Ancestor::bps).sum();
            long[] weights = LongStream.concat(
                            ancestors.stream().mapToLong(Ancestor::bps), LongStream.of(WHOLE_BPS - owed))
                    .toArray();
            long[] parts = apportion(gwei, weights, WHOLE_BPS);
            SortedMap<String, Long> gweiByOwner = new TreeMap<>();
            for (int i = 0; i < ancestors.size(); i++) {
                gweiByOwner.merge(ancestors.get(i).owner(), parts[i], Math::addExact);
            }
            return new Royalties(gweiByOwner, parts[ancestors.size()]);
        }
    }

    /** A fee by its split. */
    private record FeeParts(Map<Part, Long> gweiByPart) {
        static FeeParts of(Fee fee, boolean withheld) {
            Receipt.SplitBps split = fee.splitBps();
            return withheld
                    ? of(fee.totalGwei(), split, WHOLE_BPS - split.data(), WITHOUT_DATA)
                    : of(fee.totalGwei(), split, WHOLE_BPS, Part.values());
        }

        /** @param whole what the split gives to these parts together */
        static FeeParts of(long gwei, Receipt.SplitBps split, int whole, Part... parts) {
            Map<Part, Long> gweiByPart = new EnumMap<>(Part.class);
            if (whole == 0) {
                Require.that(gwei == 0, "a fee of which all is for data costs nothing where the answer is withheld");
                return new FeeParts(gweiByPart);
            }
            long[] weights = Stream.of(parts).mapToLong(split::of).toArray();
            Iterator<Long> divided =
                    LongStream.of(apportion(gwei, weights, whole)).boxed().iterator();
            for (Part part : parts) {
                gweiByPart.put(part, divided.next());
            }
            return new FeeParts(gweiByPart);
        }

        /** Nothing for a part that is not divided. */
        long of(Part part) {
            return Objects.requireNonNull(gweiByPart.getOrDefault(part, 0L));
        }
    }

    /** The part of a share's gwei that its interval's lower bound is sure of. */
    static long sureGwei(long gwei, Share share) {
        long effect = share.effectNanonats();
        long low = Math.min(share.lowNanonats(), effect);
        return low <= 0 ? 0 : part(gwei, low, effect);
    }

    /**
     * Divides an amount by weights that sum to {@code whole}, by largest remainder; equal remainders go to the earlier
     * weight.
     */
    public static long[] apportion(long amount, long[] weights) {
        return apportion(amount, weights, LongStream.of(weights).reduce(0, Math::addExact));
    }

    /** The same, for weights that should sum to {@code whole}. */
    static long[] apportion(long amount, long[] weights, long whole) {
        Require.that(amount >= 0, "the amount is " + amount + ", less than nothing");
        Require.that(LongStream.of(weights).sum() == whole, "the parts must sum to " + whole);
        long[] parts = new long[weights.length];
        BigInteger[] remainders = new BigInteger[weights.length];
        long missing = amount;
        for (int i = 0; i < weights.length; i++) {
            BigInteger[] exact = BigInteger.valueOf(amount)
                    .multiply(BigInteger.valueOf(weights[i]))
                    .divideAndRemainder(BigInteger.valueOf(whole));
            parts[i] = exact[0].longValueExact();
            remainders[i] = exact[1];
            missing -= parts[i];
        }
        IntStream.range(0, weights.length)
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> remainders[i]).reversed())
                .limit(missing)
                .forEach(i -> parts[i]++);
        return parts;
    }

    /**
     * An amount in equal parts for the commons of Datanets, by account; what does not divide goes to the first one named. All of
     * it for the treasury where there is no Datanet.
     */
    static SortedMap<String, Long> equally(List<String> datanets, long gwei) {
        SortedMap<String, Long> parts = new TreeMap<>();
        if (datanets.isEmpty()) {
            parts.put(TREASURY, gwei);
            return parts;
        }
        long each = gwei / datanets.size();
        datanets.forEach(datanet -> parts.put(Payment.commons(datanet), each));
        parts.merge(Payment.commons(datanets.get(0)), gwei % datanets.size(), Math::addExact);
        return parts;
    }

    /** ⌊amount · of / whole⌋. */
    private static long part(long amount, long of, long whole) {
        return BigInteger.valueOf(amount)
                .multiply(BigInteger.valueOf(of))
                .divide(BigInteger.valueOf(whole))
                .longValueExact();
    }

    private static void add(List<Payment> payments, String account, Role role, long gwei) {
        if (gwei > 0) {
            payments.add(new Payment(account, role, gwei));
        }
    }
}
