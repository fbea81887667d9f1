package org.openledger.factory.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.openledger.datanet.row.Fingerprint;

/**
 * Which texts stand in others word for word: of each the part of its words that lie in a run of {@value #WORDS} words that some other
 * has too, in the canonical spelling of {@link Fingerprint}. {@value #WORDS} is the run of words that screening counts as repeated. A
 * shorter text is looked for whole.
 */
public final class Contamination {
    public static final int WORDS = 8;

    private static final long PPM = 1_000_000;
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private Contamination() {}

    /**
     * The part of each text that stands in the others, in parts per million.
     *
     * @param texts few: their runs are kept in memory, and the others pass by
     */
    public static List<Integer> of(List<String> texts, Iterable<String> others) {
        List<long[]> words =
                texts.stream().map(text -> Fingerprint.of(text).words()).toList();
        Map<Integer, Set<Long>> asked = new HashMap<>();
        for (long[] each : words) {
            int length = Math.min(WORDS, each.length);
            Set<Long> runs = asked.computeIfAbsent(length, _ -> new HashSet<>());
            runs(each, length).forEach(runs::add);
        }
        Map<Integer, Set<Long>> found = new HashMap<>();
        for (String other : others) {
            long[] each = Fingerprint.of(other).words();
            asked.forEach((length, wanted) -> runs(each, length).stream()
                    .filter(wanted::contains)
                    .forEach(run ->
                            found.computeIfAbsent(length, _ -> new HashSet<>()).add(run)));
        }
        return words.stream().map(each -> partPpm(each, found)).toList();
    }

    private static int partPpm(long[] words, Map<Integer, Set<Long>> found) {
        int length = Math.min(WORDS, words.length);
        Set<Long> known = found.getOrDefault(length, Set.of());
        List<Long> runs = runs(words, length);
        int covered = 0;
        int until = 0; // words before this place are counted
        for (int at = 0; at < runs.size(); at++) {
            if (known.contains(runs.get(at))) {
                covered += at + length - Math.max(at, until);
                until = at + length;
            }
        }
        return Math.toIntExact(PPM * covered / words.length);
    }

    /** A hash of each run of so many words, in the order of the text. */
    private static List<Long> runs(long[] words, int length) {
        List<Long> runs = new ArrayList<>();
        for (int from = 0; from + length <= words.length; from++) {
            int start = from;
            runs.add(IntStream.range(0, length).mapToLong(i -> words[start + i]).reduce(length, (hash, word) -> {
                long mixed = (hash ^ word) * MULTIPLIER;
                return mixed ^ (mixed >>> 32);
            }));
        }
        return runs;
    }
}
