package org.openledger.quality;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.openledger.attribution.influence.Effects;
import org.openledger.attribution.shares.Attribution;
import org.openledger.attribution.shares.Evidence;
import org.openledger.attribution.shares.Shares;
import org.openledger.quality.copies.ScreeningRule;
import org.openledger.quality.fact.Statement;
import org.openledger.quality.statistics.Measure;
import org.openledger.quality.statistics.RatioSample;
import org.openledger.train.RowText;
import org.openledger.train.TrainingRow;

/** What the defences change for people of whom each says something else. */
final class HonestCost {
    private HonestCost() {}

    static List<RatioSample> samples(
            TrialRun honest, List<Statement> asked, SortedMap<String, List<RowText>> rows, ScreeningRule screening) {
        double[] moved = new double[asked.size()];
        double[] paid = new double[asked.size()];
        for (int i = 0; i < moved.length; i++) {
            TrainingRow question = honest.asked(asked.get(i).row());
            Effects effects = honest.effects(question.prompt(), question.response());
            Attribution with = Shares.compute(effects, Evidence.none());
            Attribution without = Shares.compute(effects.alone(), Evidence.none());
            for (String name : honest.groups()) {
                moved[i] += Math.abs(TrialRun.part(with, name) - TrialRun.part(without, name)) / 2;
                paid[i] += TrialRun.part(without, name);
            }
        }
        int people = honest.groups().size();
        double given = count(rows);
        return List.of(
                cost("honest people: credit moved by leaving out sets", 0.02, moved, paid),
                cost("honest people: pairs left out together", 0.01, new double[] {pairs(honest)}, new double[] {
                    people * (people - 1) / 2.0
                }),
                cost(
                        "honest people: rows refused",
                        0.01,
                        new double[] {given - count(screening.passed(rows))},
                        new double[] {given}));
    }

    private static RatioSample cost(String name, double atMost, double[] parts, double[] wholes) {
        return new RatioSample(name, Optional.of(Measure.Target.atMost(atMost)), parts, wholes, 0, 0);
    }

    private static double count(SortedMap<String, List<RowText>> rows) {
        return rows.values().stream().mapToInt(List::size).sum();
    }

    private static int pairs(TrialRun run) {
        Set<Set<String>> pairs = new HashSet<>();
        for (List<String> set : run.together()) {
            for (int i = 1; i < set.size(); i++) {
                for (String before : set.subList(0, i)) {
                    pairs.add(Set.of(before, set.get(i)));
                }
            }
        }
        return pairs.size();
    }
}
