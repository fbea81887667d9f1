package org.openledger.datanet.review;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.Worded;

/**
 * Reviewers look at some rows of a contribution that were taken at once under its contributor's bond.
 *
 * @param seed 32 bytes of chance in hexadecimal digits, from which it follows which rows were drawn
 * @param bondGwei what the contributor staked for all rows
 * @param quorum how many votes that agree decide a drawn row
 * @param toleratedPercent how many of the drawn rows may be refused without anything else happening
 * @param endsMillis what nobody voted out until then stays
 * @param outcome empty while votes are taken
 * @param refused how many of the drawn rows were voted out
 * @param takenGwei the part of the bond that went to the Datanet's commons
 * @param taken of which lines the rows were drawn, such as 1-40,42; empty for checks of earlier versions
 */
public record SpotCheck(
        long contribution,
        long datanet,
        String seed,
        long bondGwei,
        long quorum,
        long toleratedPercent,
        long begunMillis,
        long endsMillis,
        Optional<Outcome> outcome,
        long refused,
        long takenGwei,
        Optional<Long> endedMillis,
        Optional<String> taken) {
    public static final int SEED_BYTES = 32;
    private static final int PERCENT = 100;

    /** How one ends. */
    public enum Outcome implements Worded {
        /** The rows that were voted out are out, and all others stay. The bond is free. */
        PASSED("passed"),
        /** All rows that nobody voted for are out, and a part of the bond is the commons'. */
        FAILED("failed"),
        /** The bond was asked back, and the votes cast by then do not fail the check: the owner decides on all rows that nobody voted for. */
        UNCOVERED("uncovered");

        private final String word;

        Outcome(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }

    public boolean isOpen() {
        return outcome.isEmpty();
    }

    /**
     * What follows from votes.
     *
     * @param drawn how many rows were
     * @param votedOut how many of them were voted out
     * @return passed or failed
     */
    public Outcome outcomeOf(long drawn, long votedOut) {
        return votedOut * PERCENT > toleratedPercent * drawn ? Outcome.FAILED : Outcome.PASSED;
    }

    /** The part of the bond that a failed check takes: that of the drawn rows that were voted out, rounded down. */
    public long takes(long drawn, long votedOut) {
        return drawn == 0 ? 0 : bondGwei / drawn * votedOut + bondGwei % drawn * votedOut / drawn;
    }

    /**
     * Which rows are drawn: those whose leaves have the least SHA-256 with the seed before them. So nobody who does not know the seed
     * knows them, and who knows it can check them.
     *
     * @param leaves of all rows that were taken, by line
     */
    public static List<Long> drawn(String seed, Map<Long, String> leaves, long most) {
        return leaves.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<Long, String> row) -> Hex.of(
                                Hashes.sha256(Hex.parse(seed), row.getValue().getBytes(StandardCharsets.US_ASCII))))
                        .thenComparing(Map.Entry::getKey))
                .limit(most)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** Lines as ranges: 1-40,42. */
    public static String ranges(SortedSet<Long> lines) {
        StringBuilder ranges = new StringBuilder();
        long from = 0;
        long last = 0;
        for (long line : lines) {
            if (line != last + 1 || from == 0) {
                append(ranges, from, last);
                from = line;
            }
            last = line;
        }
        append(ranges, from, last);
        return ranges.toString();
    }

    private static void append(StringBuilder ranges, long from, long last) {
        if (from > 0) {
            ranges.append(ranges.isEmpty() ? "" : ",").append(from).append(last > from ? "-" + last : "");
        }
    }

    /** Whether a line is within {@link #ranges}. */
    public boolean wasTaken(long line) {
        return Arrays.stream(taken.orElse("").split(",", -1))
                .map(range -> range.split("-", -1))
                .anyMatch(ends -> line >= Long.parseLong(ends[0]) && line <= Long.parseLong(ends[ends.length - 1]));
    }

    /** As the act says it that begins it. */
    public Json json(List<Long> drawn) {
        Json.ObjectBuilder said = Json.object();
        taken.ifPresent(lines -> said.put("taken", lines));
        return said.put("seed", seed)
                .put("rows", Json.strings(drawn.stream().map(String::valueOf).toList()))
                .put("bondGwei", bondGwei)
                .put("quorum", quorum)
                .put("toleratedPercent", toleratedPercent)
                .put("endsMillis", endsMillis)
                .build();
    }

    /** As the act says it that ends it. */
    public Json ended() {
        return Json.object()
                .put("outcome", outcome.orElseThrow().word())
                .put("refused", refused)
                .put("takenGwei", takenGwei)
                .build();
    }
}
