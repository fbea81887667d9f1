package org.openledger.quality.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one seed says of a ratio: parts and wholes, one of each a question.
 *
 * @param target none where the number only explains others
 * @param bytes of the counterfactual adapters
 */
@SuppressWarnings("ArrayRecordComponent") // read once
public record RatioSample(
        String name, Optional<Measure.Target> target, double[] parts, double[] wholes, double cpuSeconds, long bytes) {
    public RatioSample {
        if (parts.length != wholes.length) {
            throw new IllegalArgumentException(name + ": " + parts.length + " parts of " + wholes.length + " wholes");
        }
    }

    public RatioSample withTarget(Measure.Target bound) {
        return new RatioSample(name, Optional.of(bound), parts, wholes, cpuSeconds, bytes);
    }

    /** The same samples of several seeds, each put together: [seeds][samples]. */
    public static List<Measure> together(List<List<RatioSample>> seeds) {
        List<Measure> measures = new ArrayList<>();
        for (int i = 0; i < seeds.getFirst().size(); i++) {
            int at = i;
            measures.add(together(
                    seeds.getFirst().get(i),
                    seeds.stream().map(samples -> samples.get(at)).toList()));
        }
        return measures;
    }

    private static Measure together(RatioSample first, List<RatioSample> all) {
        return new Measure(
                first.name,
                Bootstrap.ratio(
                        all.stream()
                                .map(RatioSample::parts)
                                .flatMapToDouble(java.util.Arrays::stream)
                                .toArray(),
                        all.stream()
                                .map(RatioSample::wholes)
                                .flatMapToDouble(java.util.Arrays::stream)
                                .toArray()),
                first.target,
                all.stream().mapToDouble(RatioSample::cpuSeconds).sum(),
                first.bytes);
    }
}
