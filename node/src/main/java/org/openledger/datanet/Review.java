package org.openledger.datanet;

import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.openledger.datanet.row.DatanetException;
import org.openledger.store.Refusal;

/**
 * An owner's decision on rows of a contribution that wait for review.
 *
 * @param accepted lines that are taken, held ones too
 * @param rejected lines that are not taken, each with the owner's reason
 * @param rest what becomes of all others
 * @param reason why not, where the rest is refused
 * @param unseen whether rows may be taken that the owner was not shown; it is recorded
 */
public record Review(
        SortedSet<Long> accepted, SortedMap<Long, String> rejected, Rest rest, String reason, boolean unseen) {
    public static final int MAX_REASON_CHARACTERS = 500;

    /** What becomes of rows that are not named. */
    public enum Rest {
        /** They are taken, but for those that are held. */
        ACCEPT,
        REFUSE,
        /** They go on waiting. */
        WAIT
    }

    public Review {
        accepted = new TreeSet<>(accepted);
        rejected = new TreeMap<>(rejected);
        rejected.values().forEach(Review::requireReason);
        if (rest == Rest.REFUSE) {
            requireReason(reason);
        }
        for (long line : accepted) {
            if (rejected.containsKey(line)) {
                throw new DatanetException(
                        Refusal.Kind.INVALID, "line " + line + " is accepted and rejected: say one of both");
            }
        }
    }

    /** All rows that are not held, seen or not. */
    public static Review acceptAll() {
        return acceptExcept(Map.of());
    }

    /** All rows that are not held, seen or not, but for some. */
    public static Review acceptExcept(Map<Long, String> rejectedLines) {
        return new Review(new TreeSet<>(), new TreeMap<>(rejectedLines), Rest.ACCEPT, "", true);
    }

    public static Review rejectAll(String reason) {
        return new Review(new TreeSet<>(), new TreeMap<>(), Rest.REFUSE, reason, false);
    }

    private static void requireReason(String reason) {
        if (reason.isBlank() || reason.length() > MAX_REASON_CHARACTERS || reason.indexOf('\0') >= 0) {
            throw new DatanetException(
                    Refusal.Kind.INVALID,
                    "a rejection needs a reason of at most " + MAX_REASON_CHARACTERS + " characters");
        }
    }
}
