package org.openledger.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.openledger.attribution.shares.Attribution;
import org.openledger.quality.statistics.Measure;
import org.openledger.verify.AuditedAnswer;
import org.openledger.verify.AuditedShare;
import org.openledger.verify.EpochAudit;

/**
 * What somebody takes from a contributor who asks, again and again, the one question whose answer the contributor's rows harm most,
 * by the audit that node and verifier make: what the contributor loses for each unit that the questions cost.
 */
final class GriefedPay {
    /** Everything is asked once by each of these payers, honestly. */
    private static final int HONEST_PAYERS = 4;

    private static final int ASKED = 100;
    /** Half of a fee is for data. */
    private static final long COST_GWEI = 2 * UncoveredPay.FEE_GWEI;

    private static final double MOST_LOST = 0.2;

    private GriefedPay() {}

    /** @param answers to what is asked, at least one */
    static List<Measure> measure(List<Attribution> answers) {
        return List.of(
                measure("lost for a unit spent on what harms somebody: one payer", answers, 1),
                measure("lost for a unit spent on what harms somebody: two payers", answers, 2));
    }

    private static Measure measure(String name, List<Attribution> answers, int payers) {
        List<AuditedAnswer> honest = new ArrayList<>();
        for (int payer = 0; payer < HONEST_PAYERS; payer++) {
            honest.addAll(UncoveredPay.audited(answers, address(payer)));
        }
        double most = 0;
        for (String victim : earned(honest).keySet()) {
            int worst = worst(honest.subList(0, answers.size()), victim);
            List<AuditedAnswer> griefed = new ArrayList<>(honest);
            for (int i = 0; i < ASKED; i++) {
                griefed.add(UncoveredPay.audited(answers, address(HONEST_PAYERS + i % payers))
                        .get(worst));
            }
            long lost = of(honest, victim) - of(griefed, victim);
            most = Math.max(most, lost / (double) (ASKED * COST_GWEI));
        }
        return new Measure(
                name, Measure.Interval.exactly(most), java.util.Optional.of(Measure.Target.atMost(MOST_LOST)), 0, 0);
    }

    /** The place of the answer that a contributor's rows harm most. */
    private static int worst(List<AuditedAnswer> answers, String victim) {
        return java.util.stream.IntStream.range(0, answers.size())
                .boxed()
                .max(Comparator.comparingLong(answer -> harm(answers.get(answer), victim)))
                .orElseThrow();
    }

    private static long harm(AuditedAnswer answer, String victim) {
        return answer.shares().stream()
                .filter(share -> share.contributor().equals(victim))
                .mapToLong(AuditedShare::harmGwei)
                .sum();
    }

    private static long of(List<AuditedAnswer> answers, String contributor) {
        return earned(answers).getOrDefault(contributor, 0L);
    }

    private static SortedMap<String, Long> earned(List<AuditedAnswer> answers) {
        EpochAudit audit = new EpochAudit();
        answers.forEach(audit::add);
        SortedMap<String, Long> earned = new TreeMap<>();
        audit.outcomes()
                .forEach(outcome -> earned.put(outcome.contributor(), outcome.paidGwei() + outcome.changeGwei()));
        return earned;
    }

    private static String address(int payer) {
        return "0x%040x".formatted(1_000 + payer);
    }
}
