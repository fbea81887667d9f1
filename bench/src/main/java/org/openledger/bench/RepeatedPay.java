package org.openledger.bench;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.openledger.attribution.shares.Attribution;
import org.openledger.quality.statistics.Bootstrap;
import org.openledger.quality.statistics.Measure;
import org.openledger.verify.AuditedAnswer;
import org.openledger.verify.EpochAudit;

/** What contributors are paid for answers that are given often, by the rules that node and verifier pay by. */
final class RepeatedPay {
    private static final int TIMES = 1_000;

    private RepeatedPay() {}

    /** @param answers different ones, of one run */
    static List<Measure> measure(List<Attribution> answers) {
        List<AuditedAnswer> audited = UncoveredPay.audited(answers, UncoveredPay.NOBODY).stream()
                .filter(answer -> paidGwei(List.of(answer)) > 0)
                .toList();
        double[] gain = audited.stream()
                .mapToDouble(answer ->
                        paidGwei(Collections.nCopies(TIMES, answer)) / ((double) TIMES * paidGwei(List.of(answer))))
                .toArray();
        double alone =
                audited.stream().mapToLong(answer -> paidGwei(List.of(answer))).sum();
        return gain.length == 0
                ? List.of()
                : List.of(
                        new Measure(
                                "an answer given 1,000 times pays, of what it pays once (" + gain.length + " answers)",
                                Bootstrap.mean(gain),
                                Optional.of(Measure.Target.atMost(1.1)),
                                0,
                                0),
                        new Measure(
                                "these answers in one epoch pay, of what each pays alone",
                                Measure.Interval.exactly(paidGwei(audited) / alone),
                                Optional.empty(),
                                0,
                                0));
    }

    private static long paidGwei(List<AuditedAnswer> answers) {
        EpochAudit audit = new EpochAudit();
        answers.forEach(audit::add);
        return audit.outcomes().stream()
                .mapToLong(outcome -> outcome.paidGwei() + outcome.changeGwei())
                .sum();
    }
}
