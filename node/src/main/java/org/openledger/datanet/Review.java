package org.openledger.datanet;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.openledger.datanet.row.DatanetException;
import org.openledger.store.Refusal;

/**
 * An owner's decision on a contribution.
 *
 * @param accept whether the rows are taken, but for the rejected lines
 * @param reason why not, when nothing is taken
 * @param rejectedLines lines that are not taken, each with the owner's reason; empty unless {@code accept}
 */
public record Review(boolean accept, String reason, SortedMap<Long, String> rejectedLines) {
    public static final int MAX_REASON_CHARACTERS = 500;

    public Review {
        rejectedLines = new TreeMap<>(rejectedLines);
        rejectedLines.values().forEach(Review::requireReason);
        if (!accept) {
            requireReason(reason);
        }
        if (!accept && !rejectedLines.isEmpty()) {
            throw new DatanetException(
                    Refusal.Kind.INVALID, "single lines are rejected when the rest is accepted: set accept");
        }
    }

    public static Review acceptAll() {
        return new Review(true, "", new TreeMap<>());
    }

    public static Review acceptExcept(Map<Long, String> rejectedLines) {
        return new Review(true, "", new TreeMap<>(rejectedLines));
    }

    public static Review rejectAll(String reason) {
        return new Review(false, reason, new TreeMap<>());
    }

    private static void requireReason(String reason) {
        if (reason.isBlank() || reason.length() > MAX_REASON_CHARACTERS || reason.indexOf('\0') >= 0) {
            throw new DatanetException(
                    Refusal.Kind.INVALID,
                    "a rejection needs a reason of at most " + MAX_REASON_CHARACTERS + " characters");
        }
    }
}
