package org.openledger.quality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.openledger.attribution.shares.Attribution;
import org.openledger.model.BaseModel;
import org.openledger.quality.copies.ScreeningRule;
import org.openledger.quality.fact.Statement;
import org.openledger.quality.statistics.CpuClock;
import org.openledger.quality.statistics.Measure;
import org.openledger.quality.statistics.RatioSample;
import org.openledger.train.Cancellation;
import org.openledger.train.LoraConfiguration;
import org.openledger.train.RowText;
import org.openledger.train.TrainingRow;

/**
 * What it pays to be dishonest, what two get who know the same, and what fairness costs the honest: a few contributors of whom each
 * says something else, and one of whom attacks. Everything that is said is asked once, in the words of its row; a gain is what all
 * the attacker's names get under the attack over what the attacker gets honestly, of the same questions. The product always screens,
 * so where screening refuses something, what is left is what has to reach the target.
 */
public final class Robustness {
    /** Honest contributors, the attacker not counted. */
    private static final List<String> OTHERS = List.of("ada", "bob", "cy", "dee");
    /** Contributors of a town. */
    public static final int PEOPLE = OTHERS.size() + 1;

    private final BaseModel base;
    private final LoraConfiguration configuration;
    private final ScreeningRule screening;
    /** Attacks of which screening refuses something, in any of the repetitions. */
    private final Set<Attack> screened;

    private final Lds.Report report;
    private final Cancellation cancellation;
    private final SortedMap<String, List<Statement>> town;
    private final List<Statement> asked;

    private Robustness(
            BaseModel base,
            SortedMap<String, List<Statement>> town,
            LoraConfiguration configuration,
            ScreeningRule screening,
            Set<Attack> screened,
            Lds.Report report,
            Cancellation cancellation) {
        this.base = base;
        this.town = town;
        this.configuration = configuration;
        this.screening = screening;
        this.screened = screened;
        this.report = report;
        this.cancellation = cancellation;
        this.asked = town.values().stream().flatMap(List::stream).toList();
    }

    /**
     * Measures all attacks.
     *
     * @param said what is dealt to five contributors, at least one each
     * @param seeds how often all is repeated, with other seeds of the run
     */
    public static List<Measure> run(
            BaseModel base,
            List<Statement> said,
            LoraConfiguration configuration,
            int seeds,
            ScreeningRule screening,
            Lds.Report report,
            Cancellation cancellation) {
        return run(EnumSet.allOf(Attack.class), base, said, configuration, seeds, screening, report, cancellation);
    }

    /** Measures some attacks. */
    static List<Measure> run(
            Set<Attack> attacks,
            BaseModel base,
            List<Statement> said,
            LoraConfiguration configuration,
            int seeds,
            ScreeningRule screening,
            Lds.Report report,
            Cancellation cancellation) {
        SortedMap<String, List<Statement>> town = new TreeMap<>();
        List<String> names = new ArrayList<>(OTHERS);
        names.add(Attack.ATTACKER);
        int each = said.size() / names.size();
        for (int i = 0; i < names.size(); i++) {
            town.put(names.get(i), said.subList(i * each, (i + 1) * each));
        }
        List<LoraConfiguration> seeded = IntStream.range(0, seeds)
                .mapToObj(run -> configuration.withSeed(configuration.seed() + run))
                .toList();
        Set<Attack> screened = screened(attacks, town, seeded, screening);
        List<List<RatioSample>> samples = new ArrayList<>();
        for (LoraConfiguration run : seeded) {
            samples.add(new Robustness(base, town, run, screening, screened, report, cancellation).samples(attacks));
        }
        return RatioSample.together(samples);
    }

    private static Set<Attack> screened(
            Set<Attack> attacks,
            SortedMap<String, List<Statement>> town,
            List<LoraConfiguration> seeded,
            ScreeningRule screening) {
        Set<Attack> screened = EnumSet.noneOf(Attack.class);
        for (Attack attack : attacks) {
            for (LoraConfiguration run : seeded) {
                SortedMap<String, List<RowText>> rows = attack.rows(town, run.seed());
                if (!screening.passed(rows).equals(rows)) {
                    screened.add(attack);
                }
            }
        }
        return screened;
    }

    private List<RatioSample> samples(Set<Attack> attacks) {
        List<RatioSample> samples = new ArrayList<>();
        SortedMap<String, List<RowText>> rows = Attack.honestRows(town);
        double[] honestly;
        try (TrialRun honest = train(rows, "nobody attacks")) {
            honestly = payouts(honest);
            samples.addAll(HonestCost.samples(honest, asked, rows, screening));
        }
        for (Attack attack : attacks) {
            samples.addAll(attack(attack, rows, honestly));
        }
        return samples;
    }

    private List<RatioSample> attack(Attack attack, SortedMap<String, List<RowText>> honest, double[] honestly) {
        SortedMap<String, List<RowText>> attacked = attack.rows(town, configuration.seed());
        SortedMap<String, List<RowText>> passed = screening.passed(attacked);
        List<RatioSample> samples = new ArrayList<>();
        double[] unscreened;
        double time = CpuClock.seconds();
        try (TrialRun run = train(attacked, attack.words())) {
            unscreened = payouts(run);
            samples.add(
                    screened.contains(attack)
                            ? gain(", were nothing screened", attack, unscreened, honestly, time, run.bytes())
                            : gain("", attack, unscreened, honestly, time, run.bytes())
                                    .withTarget(attack.target()));
            if (attack == Attack.PARAPHRASE) {
                List<Statement> known = town.getOrDefault(Attack.ATTACKER, List.of());
                double[] own = Arrays.copyOfRange(honestly, honestly.length - known.size(), honestly.length);
                samples.addAll(new SharedKnowledge(run, Attack.ATTACKER, Attack.name(1), known)
                        .samples(own, CpuClock.seconds() - time));
            }
        }
        if (screened.contains(attack)) {
            double again = CpuClock.seconds();
            double[] left;
            if (passed.equals(honest)) {
                left = honestly;
            } else {
                left = passed.equals(attacked) ? unscreened : payoutsOf(passed, attack.words() + ", screened");
            }
            samples.add(gain(", screened", attack, left, honestly, again, 0).withTarget(attack.target()));
        }
        return samples;
    }

    private static RatioSample gain(
            String how, Attack attack, double[] got, double[] honestly, double since, long bytes) {
        return new RatioSample(
                "gain" + how + ": " + attack.words(),
                Optional.empty(),
                got,
                honestly,
                CpuClock.seconds() - since,
                bytes);
    }

    private TrialRun train(SortedMap<String, List<RowText>> rows, String name) {
        return TrialRun.train(base, rows, configuration, name, report, cancellation);
    }

    private double[] payoutsOf(SortedMap<String, List<RowText>> rows, String name) {
        try (TrialRun run = train(rows, name)) {
            return payouts(run);
        }
    }

    /** What the attacker's names get of each question, in the order in which all is said. */
    private double[] payouts(TrialRun run) {
        return asked.stream().mapToDouble(fact -> payout(run, fact)).toArray();
    }

    private static double payout(TrialRun run, Statement fact) {
        TrainingRow asked = run.asked(fact.row());
        Attribution attribution = run.attribute(asked.prompt(), asked.response());
        return run.groups().stream()
                .filter(Attack::isAttacker)
                .mapToDouble(name -> TrialRun.part(attribution, name))
                .sum();
    }
}
