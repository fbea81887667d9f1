package org.openledger.datanet.screening;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.openledger.datanet.screening.Containment.Kind;

/**
 * The words that a row shares with several earlier ones which say different things: a template, such as a question that is asked of
 * many things. Such words weigh nothing. What a row says beside them is compared alone.
 *
 * <p>Rows of one cluster count as one. Those of the row's own contributor make a template among their own rows alone: nobody makes a
 * template of another's row by giving variants of it.
 */
final class Frame {
    /** Fewer clusters make no template. */
    private static final int FEWEST = 4;
    /** The part of the clusters that have a word of the template. */
    private static final double MOST = 0.75;
    /** The part of what the one says beside it, who says less, that the other says too, where one repeats the other. */
    private static final double SAME = 0.6;

    private static final Set<Kind> BY_WORDS = Set.of(Kind.NEAR, Kind.ALIGNED, Kind.NUMBERS, Kind.NAMES);

    private final Set<Long> words;

    private Frame(Set<Long> words) {
        this.words = words;
    }

    /** Whether a row is like another by its words alone, so that a template may be what they share. */
    static boolean concerns(Kind kind) {
        return BY_WORDS.contains(kind);
    }

    /** @param alike earlier rows that one is like, see {@link #concerns}: all of others, or all of its own contributor */
    static Frame of(List<EarlierRow> alike) {
        Map<Long, EarlierRow> byCluster = new HashMap<>();
        alike.forEach(row -> byCluster.putIfAbsent(row.cluster(), row));
        Set<Long> frame = new HashSet<>();
        if (byCluster.size() >= FEWEST) {
            Map<Long, Integer> counts = new HashMap<>();
            for (EarlierRow row : byCluster.values()) {
                Arrays.stream(row.wording().all()).distinct().forEach(word -> counts.merge(word, 1, Integer::sum));
            }
            counts.forEach((word, count) -> {
                if (count >= MOST * byCluster.size()) {
                    frame.add(word);
                }
            });
        }
        return new Frame(frame);
    }

    /** Whether a row says something else than an earlier one within the template. */
    boolean fillsOtherwise(Wording later, Wording earlier) {
        if (words.isEmpty()) {
            return false;
        }
        Set<Long> said = said(later);
        Set<Long> before = said(earlier);
        int fewer = Math.min(said.size(), before.size());
        said.retainAll(before);
        return fewer > 0 && said.size() < SAME * fewer;
    }

    private Set<Long> said(Wording row) {
        Set<Long> said = new HashSet<>();
        Arrays.stream(row.all()).filter(word -> !words.contains(word)).forEach(said::add);
        return said;
    }
}
