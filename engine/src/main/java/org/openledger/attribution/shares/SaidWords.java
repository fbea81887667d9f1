package org.openledger.attribution.shares;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.openledger.canonical.CanonicalText;

/**
 * A text's words in their order, each of them once, and the pieces of all (see {@link Grams}), in ascending order.
 */
@SuppressWarnings("ArrayRecordComponent") // never changed
record SaidWords(List<Word> all, List<Word> distinct, int[] pieces) {
    /** How much of two words' pieces is in common where both are forms of one word. */
    private static final double SAME = 0.7;

    /** A word by its pieces. */
    record Word(String text, int[] pieces, boolean number) {
        /** How much of it stands among some pieces. */
        double in(int[] among) {
            int found = 0;
            for (int piece : pieces) {
                found += Grams.contains(among, piece) ? 1 : 0;
            }
            return (double) found / pieces.length;
        }

        /** Whether both are one word, or forms of it; a number is no other number. */
        boolean isFormOf(Word other) {
            return text.equals(other.text) || (!number && !other.number && Grams.overlap(pieces, other.pieces) >= SAME);
        }
    }

    /** The words of a text in its canonical form. */
    static SaidWords of(String text) {
        return of(text, UnaryOperator.identity());
    }

    /** The same, each written as another. */
    static SaidWords of(String text, UnaryOperator<String> writing) {
        List<Word> all = new ArrayList<>();
        Map<String, Word> distinct = new LinkedHashMap<>();
        int[] letters = CanonicalText.of(text).text().codePoints().toArray();
        int from = 0;
        for (int at = 0; at <= letters.length; at++) {
            if (at == letters.length || !CanonicalText.isOfWord(letters[at])) {
                if (at > from) {
                    String word = writing.apply(new String(letters, from, at - from));
                    all.add(distinct.computeIfAbsent(
                            word,
                            name -> new Word(
                                    name, Grams.of(name), name.codePoints().anyMatch(Character::isDigit))));
                }
                from = at + 1;
            }
        }
        List<Word> once = List.copyOf(distinct.values());
        return new SaidWords(
                List.copyOf(all),
                once,
                once.stream()
                        .flatMapToInt(word -> Arrays.stream(word.pieces))
                        .sorted()
                        .distinct()
                        .toArray());
    }

    boolean isEmpty() {
        return all.isEmpty();
    }
}
