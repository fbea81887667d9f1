package org.openledger.datanet.screening;

import java.util.List;

/**
 * Whether a row is another with words spelt otherwise: it has the same words in the same order, with some put in or left out, and
 * {@value #FEWEST_RESPELT} of them or more have one letter changed, put in or left out, or two neighbours swapped. One or two such
 * words make another row, for Iran is not Iraq; so does another number.
 */
final class Respelling {
    static final int FEWEST_RESPELT = 3;
    private static final int SHORTEST = 4;

    private Respelling() {}

    /** @param later the words of the row, in their order */
    static boolean is(List<String> later, List<String> earlier) {
        List<String> fewer = later.size() < earlier.size() ? later : earlier;
        List<String> more = later.size() < earlier.size() ? earlier : later;
        if (fewer.size() < Containment.FEWEST_IN_ORDER || fewer.size() < Containment.ENOUGH * more.size()) {
            return false;
        }
        int found = 0;
        int respelt = 0;
        for (int i = 0; i < more.size() && found < fewer.size(); i++) {
            if (more.get(i).equals(fewer.get(found))) {
                found++;
            } else if (isRespelt(more.get(i), fewer.get(found))) {
                found++;
                respelt++;
            }
        }
        return found == fewer.size() && respelt >= FEWEST_RESPELT;
    }

    /** Whether one step of Damerau's leads from one word to the other. */
    private static boolean isRespelt(String one, String other) {
        int longer = Math.max(one.length(), other.length());
        int shorter = Math.min(one.length(), other.length());
        if (shorter < SHORTEST || longer - shorter > 1 || hasDigit(one) || hasDigit(other)) {
            return false;
        }
        int start = 0;
        while (start < shorter && one.charAt(start) == other.charAt(start)) {
            start++;
        }
        int end = 0;
        while (end < shorter - start && one.charAt(one.length() - 1 - end) == other.charAt(other.length() - 1 - end)) {
            end++;
        }
        int changedOfOne = one.length() - start - end;
        int changedOfOther = other.length() - start - end;
        return Math.max(changedOfOne, changedOfOther) <= 1
                || (changedOfOne == 2
                        && changedOfOther == 2
                        && one.charAt(start) == other.charAt(start + 1)
                        && one.charAt(start + 1) == other.charAt(start));
    }

    private static boolean hasDigit(String word) {
        return word.codePoints().anyMatch(Character::isDigit);
    }
}
