package org.openledger.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import org.openledger.app.NodeVersion;
import org.openledger.attribution.shares.Attribution;
import org.openledger.attribution.shares.Share;
import org.openledger.quality.statistics.Bootstrap;
import org.openledger.quality.statistics.Measure;
import org.openledger.verify.AuditedAnswer;
import org.openledger.verify.EpochAudit;
import org.openledger.verify.Payments;
import org.openledger.verify.Receipt;

/**
 * What contributors are paid for answers that none of their rows is about, by the rules that node and verifier pay by: with the
 * answers, and in the end, where an epoch has no other answers. Parts of what these answers pay for data, which also goes to the
 * base model and the commons.
 */
final class UncoveredPay {
    static final long FEE_GWEI = 1_000_000_000;
    private static final Receipt.Fee FEE =
            new Receipt.Fee(FEE_GWEI, new Receipt.SplitBps(0, 0, 0, 0, 0, 10_000), Receipt.PayRule.LOWER_BOUND);
    static final String NOBODY = "0x" + "f".repeat(40);
    private static final List<String> COMMONS = List.of("1");
    private static final Payments.Payees PAYEES = new Payments.Payees(NOBODY, NOBODY, NOBODY, COMMONS);
    private static final String NO_DIGEST = "0".repeat(64);

    private UncoveredPay() {}

    /**
     * @param kind what was asked
     * @param answers at least one
     * @param most that may be paid, of what these answers pay for data
     */
    static List<Measure> measure(String kind, List<Attribution> answers, double most) {
        List<AuditedAnswer> audited = audited(answers, NOBODY);
        return List.of(
                measure(
                        "shaped by contributors for " + kind,
                        answers.size(),
                        chosen -> shaped(answers, chosen),
                        Optional.empty()),
                measure(
                        "credited to contributors for " + kind,
                        answers.size(),
                        chosen -> credited(answers, chosen),
                        Optional.empty()),
                measure(
                        "paid with the answer to contributors for " + kind,
                        answers.size(),
                        chosen -> sum(audit(audited, chosen), EpochAudit.Outcome::paidGwei),
                        Optional.of(Measure.Target.atMost(most))),
                measure(
                        "paid after the epoch's audit to contributors for " + kind,
                        answers.size(),
                        chosen -> sum(audit(audited, chosen), outcome -> outcome.paidGwei() + outcome.changeGwei()),
                        Optional.of(Measure.Target.atMost(most))));
    }

    /**
     * What answers bring to an epoch's audit, each of which pays its whole fee for data; contributors' addresses are their places
     * among all names.
     */
    static List<AuditedAnswer> audited(List<Attribution> answers, String payer) {
        List<String> names = List.copyOf(new TreeSet<>(answers.stream()
                .flatMap(answer -> answer.shares().stream())
                .map(Share::contributor)
                .toList()));
        return answers.stream()
                .map(answer -> attribution(answer, names))
                .map(answer ->
                        AuditedAnswer.of(COMMONS, Optional.of(payer), answer, Payments.split(FEE, PAYEES, answer)))
                .toList();
    }

    private static Measure measure(
            String what, int answers, ToLongFunction<int[]> gwei, Optional<Measure.Target> target) {
        Measure.Interval part =
                Bootstrap.of(answers, chosen -> gwei.applyAsLong(chosen) / ((double) FEE_GWEI * chosen.length));
        return new Measure(what, part, target, 0, 0);
    }

    private static long shaped(List<Attribution> answers, int[] chosen) {
        long ppm = 0;
        for (int answer : chosen) {
            ppm += answers.get(answer).shares().stream()
                    .mapToLong(Share::shapedPpm)
                    .sum();
        }
        return ppm * (FEE_GWEI / 1_000_000);
    }

    private static long credited(List<Attribution> answers, int[] chosen) {
        long ppm = 0;
        for (int answer : chosen) {
            ppm += answers.get(answer).shares().stream().mapToLong(Share::ppm).sum();
        }
        return ppm * (FEE_GWEI / 1_000_000);
    }

    private static List<EpochAudit.Outcome> audit(List<AuditedAnswer> answers, int[] chosen) {
        EpochAudit audit = new EpochAudit();
        for (int answer : chosen) {
            audit.add(answers.get(answer));
        }
        return audit.outcomes();
    }

    private static long sum(List<EpochAudit.Outcome> outcomes, ToLongFunction<EpochAudit.Outcome> gwei) {
        return outcomes.stream().mapToLong(gwei).sum();
    }

    /** As a receipt says it, of contributors whose addresses are their places. */
    private static Receipt.Attribution attribution(Attribution answer, List<String> names) {
        List<Receipt.Share> shares = new ArrayList<>();
        for (Share share : answer.shares()) {
            shares.add(new Receipt.Share(
                    "0x%040x".formatted(names.indexOf(share.contributor())),
                    share.ppm(),
                    Optional.of(new Receipt.Support(share.shapedPpm(), share.supportPpm(), share.carriedPpm())),
                    share.effectNanonats(),
                    share.lowNanonats(),
                    share.highNanonats(),
                    List.of(),
                    List.of()));
        }
        return new Receipt.Attribution(
                Receipt.Attribution.METHOD,
                NodeVersion.NUMBER,
                Receipt.Readiness.AFTER_ANSWER,
                NO_DIGEST,
                NO_DIGEST,
                0,
                0,
                shares,
                answer.basePpm(),
                answer.unattributedPpm(),
                answer.confidencePpm(),
                answer.deltaNanonats(),
                answer.otherSeeds()
                        .map(said -> new Receipt.OtherSeeds(
                                said.factorPpm(),
                                said.leadFactorPpm(),
                                said.commonPpm(),
                                said.foreseen().stream()
                                        .map(name -> "0x%040x".formatted(names.indexOf(name)))
                                        .toList())));
    }
}
