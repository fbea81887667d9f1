package org.openledger.verify;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.openledger.verify.Receipt.Attribution;
import org.openledger.verify.Receipt.Fee;
import org.openledger.verify.Receipt.Model;
import org.openledger.verify.Receipt.Payment;
import org.openledger.verify.Receipt.Retrieval;
import org.openledger.verify.Receipt.Share;
import org.openledger.verify.Receipt.SplitBps;

/**
 * Who gets which part of a fee: the one place that turns fee, split and shares into payments. The node pays by it, and the
 * verifier computes it again.
 *
 * <ol>
 *   <li>The fee is divided by the split's basis points into six parts, by largest remainder; equal remainders go to the
 *       earlier role in the order treasury, stakers, operator, base, developer, data.
 *   <li>The data part is divided by parts per million into one part a contributor, the base model's and the unattributed
 *       one, by largest remainder; equal remainders go to the earlier contributor in the receipt's order, then the base.
 *   <li>The base model's owner gets one payment: its role's part and the data part's base part.
 *   <li>The unattributed part goes to the commons of the Datanets of model and sources in equal parts; what does not divide goes to
 *       the first one named. Without any Datanet there are no commons: the treasury takes it, in its one payment.
 * </ol>
 *
 * Largest remainder (Hamilton's method): every part gets its exact value rounded down, and the gwei still missing go, one
 * each, to the parts that lost most by it. So no payment is a whole gwei or more from its exact value at either step, and
 * the sum is the fee. A payment of nothing is not listed.
 */
public final class Payments {
    private static final int WHOLE_BPS = 10_000;

    private Payments() {}

    /**
     * Whom a fee is paid to besides the contributors.
     *
     * @param operator address of who ran the model
     * @param base address of the base model's owner
     * @param developer address of the model's owner
     * @param datanets ids of the Datanets whose commons share the unattributed part, see {@link #commons}
     */
    public record Payees(String operator, String base, String developer, List<String> datanets) {
        public Payees {
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

    /** The payments of a fee, in the receipt's order. The split must sum to 10,000 and the attribution to 1,000,000. */
    public static List<Payment> split(Fee fee, Payees payees, Attribution attribution) {
        SplitBps split = fee.splitBps();
        long[] roles = apportion(
                fee.totalGwei(),
                new int[] {
                    split.treasury(), split.stakers(), split.operator(), split.base(), split.developer(), split.data()
                },
                WHOLE_BPS);
        List<Share> shares = attribution.shares();
        long[] data = apportion(roles[5], weights(attribution), Require.PPM);
        long base = Math.addExact(roles[3], data[shares.size()]);
        long unattributed = data[shares.size() + 1];
        boolean commons = !payees.datanets().isEmpty();

        List<Payment> payments = new ArrayList<>();
        add(payments, "treasury", "treasury", commons ? roles[0] : Math.addExact(roles[0], unattributed));
        add(payments, "stakers", "stakers", roles[1]);
        add(payments, payees.operator(), "operator", roles[2]);
        add(payments, payees.base(), "base", base);
        add(payments, payees.developer(), "developer", roles[4]);
        for (int i = 0; i < shares.size(); i++) {
            add(payments, shares.get(i).contributor(), "contributor", data[i]);
        }
        if (commons) {
            addCommons(payments, payees.datanets(), unattributed);
        }
        payments.sort(Payment.ORDER);
        return Collections.unmodifiableList(payments);
    }

    /**
     * Divides an amount by weights that sum to {@code whole}, by largest remainder; equal remainders go to the earlier
     * weight. No product overflows: the amount is taken apart into whole multiples of {@code whole} and a rest.
     */
    static long[] apportion(long amount, int[] weights, int whole) {
        Require.notNegative("the amount", amount);
        Require.that(IntStream.of(weights).asLongStream().sum() == whole, "the parts must sum to " + whole);
        long multiples = amount / whole;
        long rest = amount % whole;
        long[] parts = new long[weights.length];
        long missing = amount;
        for (int i = 0; i < weights.length; i++) {
            parts[i] = multiples * weights[i] + rest * weights[i] / whole;
            missing -= parts[i];
        }
        IntStream.range(0, weights.length)
                .boxed()
                .sorted(Comparator.comparingLong((Integer i) -> rest * weights[i] % whole)
                        .reversed())
                .limit(missing)
                .forEach(i -> parts[i]++);
        return parts;
    }

    private static int[] weights(Attribution attribution) {
        IntStream contributors = attribution.shares().stream().mapToInt(Share::ppm);
        return IntStream.concat(contributors, IntStream.of(attribution.basePpm(), attribution.unattributedPpm()))
                .toArray();
    }

    private static void addCommons(List<Payment> payments, List<String> datanets, long unattributed) {
        SortedMap<String, Long> parts = new TreeMap<>();
        long each = unattributed / datanets.size();
        datanets.forEach(datanet -> parts.put(datanet, each));
        parts.merge(datanets.get(0), unattributed % datanets.size(), Math::addExact);
        parts.forEach((datanet, gwei) -> add(payments, "commons:" + datanet, "commons", gwei));
    }

    private static void add(List<Payment> payments, String account, String role, long gwei) {
        if (gwei > 0) {
            payments.add(new Payment(account, role, gwei));
        }
    }
}
