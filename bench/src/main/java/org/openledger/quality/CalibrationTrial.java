package org.openledger.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.function.IntPredicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openledger.attribution.influence.Effects;
import org.openledger.attribution.shares.Attribution;
import org.openledger.attribution.shares.OtherSeed;
import org.openledger.attribution.shares.Share;
import org.openledger.attribution.shares.Shares;
import org.openledger.model.BaseModel;
import org.openledger.quality.statistics.Bootstrap;
import org.openledger.quality.statistics.Measure;
import org.openledger.train.Cancellation;
import org.openledger.train.LoraConfiguration;
import org.openledger.train.RowText;

/**
 * Whether a receipt's intervals and confidence mean what they say: a run as the node makes it, calibrated by its own other seeds, is asked
 * what its rows teach, the same with words left out, and what they do not teach; and its answers are measured by seeds that calibrated
 * nothing.
 */
public final class CalibrationTrial {
    /** Seeds that calibrate nothing. */
    private static final int SEEDS = 2;

    private static final int BINS = 5;

    /** Of fewer answers in a bin nothing is said. */
    private static final int LEAST = 10;

    private final BaseModel base;
    private final LoraConfiguration configuration;
    private final int asked;
    private final Lds.Report report;
    private final Cancellation cancellation;

    /** @param asked questions of each kind, at most */
    public CalibrationTrial(
            BaseModel base, LoraConfiguration configuration, int asked, Lds.Report report, Cancellation cancellation) {
        this.base = base;
        this.configuration = configuration;
        this.asked = asked;
        this.report = report;
        this.cancellation = cancellation;
    }

    /**
     * What came out.
     *
     * @param answers of all kinds
     */
    public record Result(List<Measure> measures, List<Attribution> answers) {}

    /** An answer, and its effects by the run and by a seed that calibrated nothing. */
    private record Compared(Attribution attribution, Effects effects, Effects other) {
        /** The part of some contributors whose effect by the other seed lies in the interval; empty where there are none. */
        OptionalDouble inside(boolean ofTokens, IntPredicate some) {
            return IntStream.range(0, other.groups().size())
                    .filter(theirs -> some.test(here(theirs)))
                    .mapToDouble(theirs -> inside(ofTokens, theirs) ? 1 : 0)
                    .average();
        }

        private int here(int theirs) {
            return effects.groups().indexOf(other.groups().get(theirs));
        }

        private boolean inside(boolean ofTokens, int theirs) {
            int group = here(theirs);
            Share share = attribution.shares().stream()
                    .filter(each -> each.contributor().equals(other.groups().get(theirs)))
                    .findFirst()
                    .orElseThrow();
            double low = ofTokens ? effects.lowNats(group) : share.lowNanonats() / 1e9;
            double high = ofTokens ? effects.highNats(group) : share.highNanonats() / 1e9;
            double effect = other.effectNats(theirs);
            return low <= effect && effect <= high;
        }

        double stated() {
            return attribution.confidencePpm() / 1e6;
        }

        double found() {
            return Shares.inCommon(effects, other);
        }
    }

    /** Measures. Throws what {@link UntaughtTrial} does. */
    public Result run(SortedMap<String, List<RowText>> rows) {
        return new UntaughtTrial(base, configuration, asked, report, cancellation).ask(rows, this::look);
    }

    private Result look(TrialRun run, UntaughtTrial.Asked<Attribution> answers) {
        List<OtherSeed> seeds = new ArrayList<>();
        try {
            for (int seed = 0; seed < SEEDS; seed++) {
                seeds.add(run.again(
                        configuration.withSeed(configuration.seed() + 1_000 + seed),
                        "seeds-" + seed,
                        report.stage("a seed that calibrates nothing, " + (seed + 1) + " of " + SEEDS),
                        cancellation));
            }
            List<Compared> taught = compared(run, seeds, answers.taught());
            List<Compared> reworded = compared(run, seeds, answers.shortened());
            List<Compared> uncovered = compared(
                    run,
                    seeds,
                    Stream.concat(answers.topics().stream(), answers.swaps().stream())
                            .toList());
            List<Measure> measures = new ArrayList<>();
            inside("taught answers", taught, measures);
            inside("answers to questions with words left out", reworded, measures);
            inside("answers that no row covers", uncovered, measures);
            List<Compared> all =
                    Stream.of(taught, reworded, uncovered).flatMap(List::stream).toList();
            confidence(all, measures);
            return new Result(
                    measures, all.stream().map(Compared::attribution).distinct().toList());
        } finally {
            seeds.forEach(OtherSeed::close);
        }
    }

    private static List<Compared> compared(
            TrialRun run, List<OtherSeed> seeds, List<UntaughtTrial.Answer<Attribution>> answers) {
        List<Compared> compared = new ArrayList<>();
        for (UntaughtTrial.Answer<Attribution> answer : answers) {
            Effects effects = run.effects(answer.prompt(), answer.ids());
            for (OtherSeed seed : seeds) {
                compared.add(new Compared(answer.attribution(), effects, seed.effects(answer.prompt(), answer.ids())));
            }
        }
        return compared;
    }

    private static void inside(String kind, List<Compared> compared, List<Measure> measures) {
        if (compared.isEmpty()) {
            return;
        }
        String of = " (" + compared.size() / SEEDS + " answers)";
        inside(
                "another seed's effects inside the interval, " + kind + of,
                compared.stream().map(each -> each.inside(false, _ -> true)),
                Optional.of(new Measure.Target(0.87, 0.93)),
                measures);
        inside(
                "  inside that of the answer's tokens",
                compared.stream().map(each -> each.inside(true, _ -> true)),
                Optional.empty(),
                measures);
        inside(
                "  of those who lead an answer",
                compared.stream().map(each -> each.inside(false, each.effects()::leads)),
                Optional.empty(),
                measures);
        inside(
                "  of the others",
                compared.stream()
                        .map(each -> each.inside(false, group -> !each.effects().leads(group))),
                Optional.empty(),
                measures);
    }

    private static void inside(
            String name, Stream<OptionalDouble> parts, Optional<Measure.Target> target, List<Measure> measures) {
        double[] inside = parts.flatMapToDouble(OptionalDouble::stream).toArray();
        if (inside.length > 0) {
            measures.add(new Measure(name, Bootstrap.mean(inside), target, 0, 0));
        }
    }

    private static Measure.Interval mean(List<Compared> compared, ToDoubleFunction<Compared> of) {
        return Bootstrap.mean(compared.stream().mapToDouble(of).toArray());
    }

    /** By fifths of what is stated. */
    private static void confidence(List<Compared> all, List<Measure> measures) {
        for (int bin = 0; bin < BINS; bin++) {
            double from = bin / (double) BINS;
            double to = (bin + 1) / (double) BINS;
            List<Compared> within = all.stream()
                    .filter(each -> each.stated() >= from && (each.stated() < to || to == 1))
                    .toList();
            if (within.size() >= LEAST) {
                double stated = mean(within, Compared::stated).value();
                double found = mean(within, Compared::found).value();
                measures.add(new Measure(
                        "confidence from %.1f to %.1f: stated %.3f, found %.3f; off by (%d answers)"
                                .formatted(from, to, stated, found, within.size() / SEEDS),
                        Measure.Interval.exactly(Math.abs(stated - found)),
                        Optional.of(Measure.Target.atMost(0.05)),
                        0,
                        0));
            }
        }
    }
}
