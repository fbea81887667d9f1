package org.openledger.quality.copies;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.openledger.quality.statistics.Bootstrap;
import org.openledger.quality.statistics.CpuClock;
import org.openledger.quality.statistics.Measure;
import org.openledger.train.RowText;

/** What screening lets through of rows that somebody copies and writes so that it looks the same. */
public final class HiddenCopies {
    private static final double MOST_ESCAPED = 0.01;
    /** Ways that are shown by themselves: those by which most escapes. */
    private static final int SHOWN = 3;

    private HiddenCopies() {}

    /**
     * @param rows that are there
     * @param copied how many of them are copied, at like distances
     */
    public static List<Measure> measure(List<RowText> rows, int copied, ScreeningRule screening) {
        double since = CpuClock.seconds();
        List<RowText> originals = new ArrayList<>();
        for (int i = 0; i < Math.min(copied, rows.size()); i++) {
            originals.add(rows.get((int) ((long) i * rows.size() / Math.min(copied, rows.size()))));
        }
        List<Double> all = new ArrayList<>();
        List<Measure> single = new ArrayList<>();
        for (Map.Entry<String, UnaryOperator<String>> way : Obfuscations.all().entrySet()) {
            List<Double> escaped = originals.stream()
                    .map(row -> text(row, way.getValue()))
                    .map(copy -> screening.repeats(copy, rows, List.of()) ? 0.0 : 1.0)
                    .toList();
            all.addAll(escaped);
            single.add(measure("  of copies by " + way.getKey(), escaped, Optional.empty(), 0));
        }
        List<Measure> measures = new ArrayList<>();
        measures.add(measure(
                "escaped: copies hidden in " + Obfuscations.all().size() + " ways",
                all,
                Optional.of(Measure.Target.atMost(MOST_ESCAPED)),
                CpuClock.seconds() - since));
        single.stream()
                .sorted((one, other) ->
                        Double.compare(other.value().value(), one.value().value()))
                .limit(SHOWN)
                .forEach(measures::add);
        return measures;
    }

    /** All that a row says, changed as one text. */
    private static RowText text(RowText row, UnaryOperator<String> way) {
        return new RowText.Plain(way.apply(RowWords.asked(row) + "\n" + RowWords.said(row)));
    }

    private static Measure measure(
            String name, List<Double> values, Optional<Measure.Target> target, double cpuSeconds) {
        return new Measure(
                name,
                Bootstrap.of(
                        values.size(),
                        chosen -> java.util.Arrays.stream(chosen)
                                .mapToDouble(values::get)
                                .average()
                                .orElse(0)),
                target,
                cpuSeconds,
                0);
    }
}
