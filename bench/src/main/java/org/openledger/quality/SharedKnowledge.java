package org.openledger.quality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.openledger.attribution.influence.Effects;
import org.openledger.attribution.shares.Attribution;
import org.openledger.attribution.shares.Evidence;
import org.openledger.attribution.shares.Shares;
import org.openledger.quality.fact.Statement;
import org.openledger.quality.statistics.Measure;
import org.openledger.quality.statistics.RatioSample;
import org.openledger.train.TrainingRow;

/** How two contributors of one run fare who know the same and say it in different words, asked in the words of both. */
final class SharedKnowledge {
    private final TrialRun run;
    private final String first;
    private final String second;
    /** The parts of both, by question: [questions][2]. */
    private final List<double[]> shared = new ArrayList<>();

    private final List<double[]> alone = new ArrayList<>();

    SharedKnowledge(TrialRun run, String first, String second, List<Statement> known) {
        this.run = run;
        this.first = first;
        this.second = second;
        for (Statement each : known) {
            for (TrainingRow asked : List.of(run.asked(each.row()), run.asked(each.otherWords()))) {
                Effects effects = run.effects(asked.prompt(), asked.response());
                shared.add(parts(effects));
                alone.add(parts(effects.alone()));
            }
        }
    }

    private double[] parts(Effects effects) {
        Attribution attribution = Shares.compute(effects, Evidence.none());
        return new double[] {TrialRun.part(attribution, first), TrialRun.part(attribution, second)};
    }

    /** @param oneAlone what one contributor gets who is the only one to know it, by what is known, asked in that one's words */
    List<RatioSample> samples(double[] oneAlone, double cpuSeconds) {
        int smaller = sum(shared, 0) < sum(shared, 1) ? 0 : 1;
        double[] both = both(shared);
        double[] inFirstWords = new double[oneAlone.length];
        Arrays.setAll(inFirstWords, i -> both[2 * i]);
        return List.of(
                new RatioSample(
                        "two know the same: the part of the one who gets less",
                        Optional.of(Measure.Target.atLeast(0.4)),
                        shared.stream().mapToDouble(parts -> parts[smaller]).toArray(),
                        both,
                        cpuSeconds,
                        run.bytes()),
                new RatioSample(
                        "two know the same: both, of what one would get",
                        Optional.of(Measure.Target.atLeast(0.9)),
                        inFirstWords,
                        oneAlone,
                        0,
                        run.bytes()),
                new RatioSample(
                        "  of what they get, without leaving out both", Optional.empty(), both(alone), both, 0, 0));
    }

    private static double[] both(List<double[]> parts) {
        return parts.stream().mapToDouble(each -> each[0] + each[1]).toArray();
    }

    private static double sum(List<double[]> all, int at) {
        return all.stream().mapToDouble(each -> each[at]).sum();
    }
}
