package org.openledger.attribution.influence;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Log-probabilities of an answer's tokens: under the base, under the model, and under the model of each file of counterfactual
 * adapters. A file that was not scored has the weights of the whole adapter, and its scores.
 */
final class Scores {
    private final double[] base;
    private final double[] model;
    private final SortedMap<Integer, double[]> byFile;

    private Scores(double[] base, double[] model, SortedMap<Integer, double[]> byFile) {
        this.base = base;
        this.model = model;
        this.byFile = byFile;
    }

    /** @param ofFiles the scores of these files, in their order */
    static Scores of(double[] base, double[] model, List<Integer> files, Iterator<double[]> ofFiles) {
        SortedMap<Integer, double[]> byFile = new TreeMap<>();
        files.forEach(file -> byFile.put(file, ofFiles.next()));
        return new Scores(base, model, byFile);
    }

    /** The scores of several answers as those of one, whose tokens are theirs, one answer after the other. */
    static Scores joined(List<Scores> answers) {
        SortedMap<Integer, double[]> byFile = new TreeMap<>();
        answers.stream()
                .flatMap(answer -> answer.byFile.keySet().stream())
                .distinct()
                .forEach(file -> byFile.put(file, joined(answers, answer -> answer.without(file))));
        return new Scores(joined(answers, Scores::base), joined(answers, Scores::model), byFile);
    }

    private static double[] joined(List<Scores> answers, Function<Scores, double[]> part) {
        return answers.stream().map(part).flatMapToDouble(Arrays::stream).toArray();
    }

    double[] base() {
        return base;
    }

    double[] model() {
        return model;
    }

    /** Under the model without what a file's groups gave. */
    double[] without(int file) {
        return byFile.getOrDefault(file, model);
    }
}
