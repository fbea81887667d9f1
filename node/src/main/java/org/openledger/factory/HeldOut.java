package org.openledger.factory;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;

/**
 * Which rows of a run are held out: those whose SHA-256 of the run's seed and the row's leaf is smallest. Anyone can draw them again,
 * a row that is erased later changes nothing, and nobody who uploads a row knows the seeds of runs to come.
 */
final class HeldOut {
    /** More would cost time and tell little more. */
    static final int MAX_ROWS = 512;

    private static final long PPM = 1_000_000;

    private HeldOut() {}

    /** How many of so many rows. */
    static int count(long rows, int ppm) {
        return Math.toIntExact(Math.min(MAX_ROWS, rows * ppm / PPM));
    }

    /** The leaves of the rows held out. */
    static Set<String> of(List<String> leaves, int ppm, long seed) {
        int count = count(leaves.size(), ppm);
        if (count == 0) {
            return Set.of();
        }
        Map<String, String> places =
                leaves.stream().distinct().collect(Collectors.toMap(Function.identity(), leaf -> place(leaf, seed)));
        return places.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.naturalOrder()))
                .limit(count)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String place(String leaf, long seed) {
        return Hex.of(Hashes.sha256(("held out " + seed + " " + leaf).getBytes(StandardCharsets.US_ASCII)));
    }
}
