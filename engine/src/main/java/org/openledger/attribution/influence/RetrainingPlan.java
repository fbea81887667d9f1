package org.openledger.attribution.influence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openledger.attribution.coding.RemovalCode;
import org.openledger.model.text.Tokenizer;
import org.openledger.tensor.Seeds;
import org.openledger.train.TrainingRow;
import org.openledger.train.descent.LeftOut;

/**
 * Which adapters explain a run: one without each group, one without each set of {@link AlikeContributors}, some trials that show
 * its {@link Predictability}, and those of other seeds, which show how far effects rest on the seed. The first trial, and the same
 * once more with half of the weight, are trained before all others and show the run's {@link Smoothness}. It follows from the run's
 * rows and seed, so that whoever asks before the run is told what it will do.
 *
 * <p>Above {@value #MOST_ALONE} groups that would take too long: a {@link RemovalCode} leaves out many at once, in a few runs, from
 * which each one's effect is told. How well the runs tell of each other shows how predictable the run is, the first one again
 * with half of the weight how smooth, and no other seed is trained.
 *
 * @param leftOut the groups that each adapter is trained without, by number: each group, then each set, then the trials, then the
 *     first trial's again, whose rows weigh half; or those of the coded runs, then the first of these again
 * @param groups how many there are
 * @param sets of groups that are alike
 * @param coded runs that leave out many at once; 0 where each group is left out alone
 * @param alike sets of groups that are alike, by number, where runs leave out many at once
 * @param trials random halves
 * @param trained the places in {@code leftOut} that are trained; the others have no row that could be left out
 * @param otherSeeds of runs that are trained once more
 * @param again the groups that are left out of these too, by number: those with the most rows
 */
public record RetrainingPlan(
        List<List<Integer>> leftOut,
        int groups,
        int sets,
        int coded,
        List<List<Integer>> alike,
        int trials,
        List<Integer> trained,
        List<Long> otherSeeds,
        List<Integer> again) {
    /** Up to this many groups are each left out alone. */
    public static final int MOST_ALONE = 64;

    /** Adapters of one batch: bounds the memory of training. */
    private static final int LEFT_OUT_A_BATCH = 16;

    /** Groups that are left out of a run with another seed, beside the one with everybody. */
    private static final int MOST_AGAIN = LEFT_OUT_A_BATCH - 1;

    /** A second one hardly tells more, and costs as much again. */
    private static final int OTHER_SEEDS = 1;

    private static final double HALF = 0.5;

    public RetrainingPlan {
        alike = List.copyOf(alike);
        otherSeeds = List.copyOf(otherSeeds);
        again = List.copyOf(again);
        leftOut = List.copyOf(leftOut);
        trained = List.copyOf(trained);
    }

    /** @param rows whose groups count in {@code groups} */
    public static RetrainingPlan of(Tokenizer tokenizer, List<TrainingRow> rows, int groups, long seed) {
        return groups > MOST_ALONE
                ? coded(tokenizer, rows, rowsOfGroups(rows, groups), seed)
                : oneByOne(tokenizer, rows, groups, seed);
    }

    /** The same without a code, however many groups there are. */
    public static RetrainingPlan oneByOne(Tokenizer tokenizer, List<TrainingRow> rows, int groups, long seed) {
        int[] rowsOf = rowsOfGroups(rows, groups);
        List<List<Integer>> sets = AlikeContributors.sets(RowLikeness.canonical(rows, tokenizer), groups);
        List<List<Integer>> trials = Predictability.trials(groups, seed);
        List<List<Integer>> leftOut = new ArrayList<>();
        IntStream.range(0, groups).forEach(group -> leftOut.add(List.of(group)));
        leftOut.addAll(sets);
        leftOut.addAll(trials);
        trials.stream().limit(1).forEach(leftOut::add);
        List<Integer> trained = IntStream.range(0, leftOut.size())
                .filter(place -> leftOut.get(place).stream().anyMatch(group -> rowsOf[group] > 0))
                .boxed()
                .toList();
        List<Integer> again = IntStream.range(0, groups)
                .filter(group -> rowsOf[group] > 0)
                .boxed()
                .sorted(Comparator.comparingInt((Integer group) -> -rowsOf[group]))
                .limit(MOST_AGAIN)
                .sorted()
                .toList();
        List<Long> otherSeeds = IntStream.range(0, again.isEmpty() ? 0 : OTHER_SEEDS)
                .mapToObj(number -> Seeds.derive(seed, "other seed " + number))
                .toList();
        return new RetrainingPlan(
                leftOut, groups, sets.size(), 0, List.of(), trials.size(), trained, otherSeeds, again);
    }

    private static RetrainingPlan coded(Tokenizer tokenizer, List<TrainingRow> rows, int[] rowsOf, long seed) {
        List<List<Integer>> units =
                AlikeContributors.units(RowLikeness.canonical(rows, tokenizer), rowsOf.length).stream()
                        .map(unit ->
                                unit.stream().filter(group -> rowsOf[group] > 0).toList())
                        .filter(unit -> !unit.isEmpty())
                        .toList();
        List<List<Integer>> leftOut = new ArrayList<>(RemovalCode.of(units, rowsOf, seed));
        int coded = leftOut.size();
        leftOut.add(leftOut.getFirst());
        List<Integer> trained = IntStream.range(0, leftOut.size())
                .filter(place -> !leftOut.get(place).isEmpty())
                .boxed()
                .toList();
        List<List<Integer>> alike =
                units.stream().filter(unit -> unit.size() > 1).toList();
        return new RetrainingPlan(leftOut, rowsOf.length, 0, coded, alike, 0, trained, List.of(), List.of());
    }

    /** The places of those that show the run's smoothness, trained first: without a random half, and with that half at half its weight. */
    public List<Integer> first() {
        int withoutHalf = coded > 0 ? 0 : kept();
        return trained.stream()
                .filter(place -> place == withoutHalf || place == kept() + trials)
                .toList();
    }

    /** The places of the others that are trained together. */
    public List<List<Integer>> batches() {
        List<Integer> first = first();
        List<Integer> others =
                trained.stream().filter(place -> !first.contains(place)).toList();
        return IntStream.range(0, Math.ceilDiv(others.size(), LEFT_OUT_A_BATCH))
                .mapToObj(batch -> others.subList(
                        batch * LEFT_OUT_A_BATCH, Math.min(others.size(), (batch + 1) * LEFT_OUT_A_BATCH)))
                .toList();
    }

    /** How many adapters are trained together, one time after the other, those with other seeds included. */
    public List<Integer> together() {
        return Stream.of(
                        Stream.of(first().size()).filter(size -> size > 0),
                        batches().stream().map(List::size),
                        otherSeeds.stream().map(_ -> 1 + again.size()))
                .flatMap(each -> each)
                .toList();
    }

    /** How many adapters are trained in all. What is said before a run, and what it then takes, are both this number. */
    public int retrainings() {
        return together().stream().mapToInt(Integer::intValue).sum();
    }

    /** Who weighs less in the adapter of a place. */
    LeftOut leftOutAt(int place) {
        return new LeftOut(Set.copyOf(leftOut.get(place)), place == kept() + trials ? HALF : 0);
    }

    /** How many adapters are kept; the trials are not. */
    public int kept() {
        return coded > 0 ? coded : groups + sets;
    }

    /** How many rows each group has. */
    static int[] rowsOfGroups(List<TrainingRow> rows, int groups) {
        int[] counts = new int[groups];
        rows.forEach(row -> counts[row.group()]++);
        return counts;
    }
}
