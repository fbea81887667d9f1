package org.openledger.datanet.screening;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;
import org.openledger.canonical.CanonicalText;

/**
 * Whether a row says something else than an earlier one whose words it has in common, so that it repeats nothing:
 *
 * <ul>
 *   <li>it answers something else to what may be the same question, the same passage or under the same instructions: the answer is
 *       compared before the prompt, so that what many prompts share weighs nothing;
 *   <li>it has the same short answer to something else that is asked, where the prompts differ in one place of several words;
 *   <li>it is the other of a minimal pair: the same frame about another thing, which prompt and answer name;
 *   <li>it has the same letters and other signs, where signs are what matters: {@code ls -A} is not {@code ls -a}.
 * </ul>
 */
final class Difference {
    /** Answers of fewer words are the same or others. */
    private static final int LONG_ANSWER = 8;

    private static final int SHORT_WITH_SIGNS = 12;
    private static final int FEWEST_ASKED_ANEW = 4;
    private static final int MOST_THINGS = 2;
    private static final double SAME_ANSWER = 0.5;
    private static final double SAME_SHORT_ANSWER = 0.6;
    private static final double SAME_QUESTION = 0.6;
    private static final Set<String> OPPOSITES =
            Set.of("yes", "no", "not", "never", "true", "false", "ja", "nein", "oui", "non");

    private Difference() {}

    /** Whether a row with words in common is about something else. */
    static boolean is(Wording later, Wording earlier) {
        return Arrays.equals(later.all(), earlier.all())
                ? inSigns(later, earlier) || (later.answer().length < LONG_ANSWER && contextsDiffer(later, earlier))
                : inMeaning(later, earlier);
    }

    /** Whether both are of the same letters and mean something else all the same. */
    static boolean inSigns(Wording later, Wording earlier) {
        String one = CanonicalText.seen(later.row().parts().answer());
        String other = CanonicalText.seen(earlier.row().parts().answer());
        if (later.row().promptWords() == 0 || earlier.row().promptWords() == 0) {
            boolean figures = later.answer().length <= 3 && one.chars().anyMatch(Character::isDigit);
            return figures && !spaced(one).equals(spaced(other));
        }
        return later.answer().length <= SHORT_WITH_SIGNS
                && spaced(CanonicalText.seen(later.row().parts().prompt()))
                        .equals(spaced(CanonicalText.seen(earlier.row().parts().prompt())))
                && !signs(one).equals(signs(other));
    }

    private static boolean inMeaning(Wording later, Wording earlier) {
        long[] answer = later.answer();
        long[] earlierAnswer = earlier.answer();
        boolean asks = later.row().promptWords() > 0 && earlier.row().promptWords() > 0;
        if (!asks) {
            return false;
        }
        if (answer.length >= LONG_ANSWER) {
            double same = Math.max(
                            Alignment.common(later.maskedAnswer(), earlier.maskedAnswer()),
                            Alignment.common(answer, earlier.all()))
                    / (double) answer.length;
            return same < SAME_ANSWER;
        }
        int common = Alignment.common(answer, earlierAnswer);
        boolean same = common >= SAME_SHORT_ANSWER * Math.max(answer.length, earlierAnswer.length);
        return !same
                || asksSomethingElse(later.prompt(), earlier.prompt())
                || isOpposite(later, earlier)
                || contextsDiffer(later, earlier);
    }

    /** Whether the prompts are the same before and behind one place, and have other words there. */
    private static boolean asksSomethingElse(long[] one, long[] other) {
        int least = Math.min(one.length, other.length);
        int before = 0;
        while (before < least && one[before] == other[before]) {
            before++;
        }
        int behind = 0;
        while (behind < least - before && one[one.length - 1 - behind] == other[other.length - 1 - behind]) {
            behind++;
        }
        long[] middle = Arrays.copyOfRange(one, before, one.length - behind);
        long[] otherMiddle = Arrays.copyOfRange(other, before, other.length - behind);
        int longest = Math.max(middle.length, otherMiddle.length);
        return longest >= FEWEST_ASKED_ANEW && Alignment.common(middle, otherMiddle) < SAME_QUESTION * longest;
    }

    /** The same question with yes for no. */
    private static boolean isOpposite(Wording later, Wording earlier) {
        if (!Arrays.equals(later.prompt(), earlier.prompt())) {
            return false;
        }
        Set<String> one = opposites(later);
        return !one.equals(opposites(earlier));
    }

    private static Set<String> opposites(Wording row) {
        Set<String> found = new HashSet<>(List.of(
                row.row().parts().answer().toLowerCase(java.util.Locale.ROOT).split("[^\\p{L}]+")));
        found.retainAll(OPPOSITES);
        return found;
    }

    private static boolean contextsDiffer(Wording later, Wording earlier) {
        String one = later.row().parts().context();
        String other = earlier.row().parts().context();
        return !one.isBlank()
                && !other.isBlank()
                && !CanonicalText.of(one)
                        .letters()
                        .equals(CanonicalText.of(other).letters());
    }

    /**
     * Whether prompt and answer name another thing and are the same otherwise.
     *
     * @param rest the words that they do not have in common
     */
    static boolean isMinimalPair(Wording later, Wording earlier, Alignment.Rest rest) {
        Set<Long> asked = words(later, rest.ofOne(), true);
        Set<Long> said = words(later, rest.ofOne(), false);
        Set<Long> askedBefore = words(earlier, rest.ofOther(), true);
        Set<Long> saidBefore = words(earlier, rest.ofOther(), false);
        boolean things = !asked.isEmpty()
                && asked.size() <= MOST_THINGS
                && !askedBefore.isEmpty()
                && askedBefore.size() <= MOST_THINGS;
        return things && said.containsAll(asked) && saidBefore.containsAll(askedBefore);
    }

    private static Set<Long> words(Wording row, List<Integer> places, boolean asked) {
        Set<Long> words = new HashSet<>();
        for (int place : places) {
            if (place < row.row().promptWords() == asked) {
                words.add(row.all()[place]);
            }
        }
        return words;
    }

    /** Whether all words that they do not have in common are of a kind. */
    static boolean isOnly(Wording later, Wording earlier, Alignment.Rest rest, boolean names) {
        LongPredicate ofLater = word -> later.isNumber(word) || (names && later.isCapitalised(word));
        LongPredicate ofEarlier = word -> earlier.isNumber(word) || (names && earlier.isCapitalised(word));
        return rest.ofOne().stream().allMatch(place -> ofLater.test(later.all()[place]))
                && rest.ofOther().stream().allMatch(place -> ofEarlier.test(earlier.all()[place]));
    }

    private static String spaced(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    /**
     * A text with the signs that mean something in code, figures and labels: operators, a minus before something, options' case,
     * raised figures, indentation, and pictures where there is no letter.
     */
    static String signs(String text) {
        boolean letters = text.codePoints().anyMatch(Character::isLetterOrDigit);
        boolean indented = text.lines().anyMatch(line -> line.startsWith("  ") || line.startsWith("\t"));
        StringBuilder signs = new StringBuilder();
        int[] all = text.codePoints().toArray();
        boolean begins = true;
        for (int i = 0; i < all.length; i++) {
            int c = all[i];
            int before = i == 0 ? ' ' : all[i - 1];
            int behind = i + 1 == all.length ? ' ' : all[i + 1];
            boolean alone = !Character.isLetterOrDigit(before) && !Character.isLetterOrDigit(behind);
            if (Character.isLetterOrDigit(c) || Character.getType(c) == Character.OTHER_NUMBER) {
                signs.appendCodePoint(alone || before == '-' ? c : Character.toLowerCase(c));
            } else if (Character.isWhitespace(c)) {
                boolean kept = indented && (begins || c == '\n');
                signs.append(kept ? Character.toString(c) : "");
            } else if (c == '-') {
                boolean minus =
                        (!Character.isLetterOrDigit(before) && !Character.isWhitespace(behind)) || before == ' ';
                signs.append(minus ? "-" : "");
            } else if ("+/%<>=&|^~\\".indexOf(c) >= 0 || Character.getType(c) == Character.MATH_SYMBOL) {
                signs.appendCodePoint(c);
            } else if (!letters) {
                signs.appendCodePoint(c);
            }
            begins = c == '\n' || (begins && Character.isWhitespace(c));
        }
        return signs.toString();
    }
}
