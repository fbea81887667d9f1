package org.openledger.verify;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.openledger.verify.Receipt.Attribution;
import org.openledger.verify.Receipt.Payment;
import org.openledger.verify.Receipt.Share;
import org.openledger.verify.bytes.VerifyException;

/** The arithmetic of a receipt: its parts sum to wholes, and its payments are what its shares and split give. */
public final class Sums {
    private static final int WHOLE_BPS = 10_000;

    private Sums() {}

    /** Throws {@link VerifyException} naming the first sum that does not hold. */
    public static void check(Receipt receipt) {
        Attribution attribution = receipt.attribution();
        long ppm = attribution.shares().stream().mapToLong(Share::ppm).sum()
                + attribution.basePpm()
                + attribution.unattributedPpm();
        Require.that(ppm == Require.PPM, "shares, base and unattributed sum to " + ppm + " ppm, not 1000000");
        attribution.shares().forEach(Sums::checkSupport);
        checkCarried(attribution);
        receipt.upstream().filter(engine -> !engine.agrees()).ifPresent(engine -> checkNobodys(attribution, engine));
        receipt.withheld().ifPresent(why -> checkWithheld(attribution, why));
        int bps = receipt.fee().splitBps().sum();
        Require.that(bps == WHOLE_BPS, "the fee's split sums to " + bps + " basis points, not 10000");
        BigInteger total = BigInteger.valueOf(receipt.fee().totalGwei());
        BigInteger paid = receipt.payments().stream()
                .map(payment -> BigInteger.valueOf(payment.gwei()))
                .reduce(BigInteger.ZERO, BigInteger::add);
        Require.that(
                paid.equals(total),
                "the payments sum to " + OpenAmount.of(paid) + ", the fee is " + OpenAmount.of(total));
        checkPayments(receipt);
    }

    private static void checkSupport(Share share) {
        share.support()
                .ifPresent(support -> Require.that(
                        share.ppm() == support.creditPpm(),
                        "the share of " + share.contributor() + " is " + share.ppm() + " ppm; what its rows shaped, "
                                + support.shapedPpm() + " ppm, times its support of " + support.ppm() + " ppm gives "
                                + support.creditPpm()));
    }

    /** Whose rows carry more of the answer, has no less support: support is one rising scale of what is carried. */
    private static void checkCarried(Attribution attribution) {
        List<Share> byCarried = attribution.shares().stream()
                .filter(Share::saysCarried)
                .sorted(Comparator.comparingInt(Sums::carriedPpm))
                .collect(Collectors.toList());
        int most = 0;
        int mostOfLess = 0;
        for (int i = 0; i < byCarried.size(); i++) {
            Share share = byCarried.get(i);
            if (i > 0 && carriedPpm(share) > carriedPpm(byCarried.get(i - 1))) {
                mostOfLess = most;
            }
            int supportPpm = share.support().orElseThrow().ppm();
            Require.that(
                    supportPpm >= mostOfLess,
                    "the support of " + share.contributor() + " is " + supportPpm + " ppm, less than the " + mostOfLess
                            + " ppm of somebody whose rows carry less of the answer");
            most = Math.max(most, supportPpm);
        }
    }

    private static int carriedPpm(Share share) {
        return share.support().flatMap(Receipt.Support::carriedPpm).orElseThrow();
    }

    /** An answer that is not the model's is attributed to nobody: no share of it, and no effect. */
    private static void checkNobodys(Attribution attribution, Receipt.Upstream engine) {
        boolean nobodys = attribution.unattributedPpm() == Require.PPM
                && attribution.deltaNanonats() == 0
                && attribution.shares().stream()
                        .allMatch(share ->
                                share.effectNanonats() == 0 && share.lowNanonats() == 0 && share.highNanonats() == 0);
        Require.that(
                nobodys,
                "the log-probabilities of " + engine.name()
                        + " differ by more than the tolerance, but the answer is attributed to somebody");
    }

    /** Only what nobody's rows support enough may be withheld: otherwise contributors would lose pay for an answer they carry. */
    private static void checkWithheld(Attribution attribution, Receipt.Withheld why) {
        for (Share share : attribution.shares()) {
            int found = share.support().map(Receipt.Support::ppm).orElse(Require.PPM);
            Require.that(
                    found < why.minimumPpm(),
                    "the answer was withheld for want of a support of " + why.minimumPpm() + " ppm, but that of "
                            + share.contributor() + " is " + found + " ppm");
        }
    }

    private static void checkPayments(Receipt receipt) {
        List<Payment> expected = Payments.of(receipt, receipt.fee().totalGwei());
        List<Payment> found = receipt.payments();
        Require.that(
                found.size() == expected.size(),
                "there are " + found.size() + " payments where the shares and the split give " + expected.size());
        for (int i = 0; i < found.size(); i++) {
            Require.that(
                    found.get(i).equals(expected.get(i)),
                    "payments[" + i + "] is " + found.get(i) + ", the shares and the split give " + expected.get(i));
        }
    }
}
