package org.openledger.attribution.shares;

import com.ibm.icu.text.RuleBasedNumberFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openledger.attribution.shares.SaidWords.Word;
import org.openledger.canonical.CanonicalText;

/**
 * Words that change what is said though many rows have them: numbers that are spelt, in English, as ICU spells them, and what
 * negates in some languages. Any other word is told to matter by how few rows have it.
 */
final class FixedWords {
    private static final int SPELT_IN_ONE = 20;
    private static final int HUNDRED = 100;
    private static final int TEN = 10;
    private static final int LARGEST = 1_000_000;

    /** Each number below hundred that is one word; 1 is an article and a pronoun too, and the ordinals of 1 and 2 are other words. */
    private static final Map<String, String> DIGITS = spelt();

    /** In canonical texts a 0 is the letter that looks like it, and so is a 1. */
    private static final Pattern OF_DIGITS = Pattern.compile("(?=.*[2-9])[2-9lo]+|l[lo]+");

    private static final Set<String> NEGATIONS = canonical(
            "not", "no", "never", "cannot", "without", "neither", "nor", "none", "nothing", "nobody", "nicht", "kein",
            "keine", "keinen", "nie", "ohne", "non", "pas", "jamais", "sans", "nunca", "sem", "senza", "niet", "geen");

    private static final Set<String> REFUSALS = canonical("no", "nein", "non", "nee");
    private static final Set<String> CONSENTS = canonical("yes", "ja", "oui", "si", "sim");

    /** Of English: they stand in any text, and where few rows have one, it says nothing. Words that set apart stay: under, before, less. */
    private static final Set<String> LIGHT = canonical(
            "a", "an", "the", "this", "that", "these", "those", "it", "its", "he", "she", "they", "them", "his", "her",
            "their", "we", "us", "our", "you", "your", "i", "me", "my", "one", "who", "whom", "whose", "which", "what",
            "where", "when", "why", "how", "is", "are", "was", "were", "be", "been", "being", "am", "do", "does", "did",
            "has", "have", "had", "can", "could", "may", "might", "shall", "should", "will", "would", "must", "of",
            "in", "on", "at", "by", "to", "for", "from", "with", "into", "as", "than", "so", "and", "or", "but", "if",
            "because", "since", "also", "there", "here", "then", "tell", "please", "kind", "such", "very", "just",
            "too");

    private FixedWords() {}

    static boolean isLight(Word word) {
        return LIGHT.contains(word.text());
    }

    /** The digits of a number, also of one that is spelt in one word or counts a place; any other word itself. */
    static String digits(String canonicalWord) {
        return OF_DIGITS.matcher(canonicalWord).matches()
                ? canonicalWord.replace('o', '0').replace('l', '1')
                : DIGITS.getOrDefault(canonicalWord, canonicalWord);
    }

    /** Whether the word at a place negates what follows it; what remains of "isn't" does. */
    static boolean negates(List<Word> words, int at) {
        String word = words.get(at).text();
        return NEGATIONS.contains(word)
                || (at > 0 && word.equals("t") && words.get(at - 1).text().endsWith("n"));
    }

    /** Whether one text begins with a no and the other with a yes. */
    static boolean areOpposite(Word first, Word other) {
        return (REFUSALS.contains(first.text()) && CONSENTS.contains(other.text()))
                || (CONSENTS.contains(first.text()) && REFUSALS.contains(other.text()));
    }

    /** Whether a text's first word is all of an answer to a question. */
    static boolean isVerdict(Word first) {
        return REFUSALS.contains(first.text()) || CONSENTS.contains(first.text());
    }

    private static Map<String, String> spelt() {
        RuleBasedNumberFormat english = new RuleBasedNumberFormat(Locale.ENGLISH, RuleBasedNumberFormat.SPELLOUT);
        Map<String, String> digits = new HashMap<>();
        IntStream.concat(
                        IntStream.rangeClosed(0, SPELT_IN_ONE),
                        IntStream.of(30, 40, 50, 60, 70, 80, 90, HUNDRED, HUNDRED * TEN, LARGEST))
                .filter(number -> number != 1)
                .forEach(number -> {
                    digits.put(lastWord(english.format(number)), Integer.toString(number));
                    if (number != 2) {
                        digits.put(lastWord(english.format(number, "%spellout-ordinal")), Integer.toString(number));
                    }
                });
        return Map.copyOf(digits);
    }

    private static String lastWord(String spelt) {
        return CanonicalText.of(spelt.substring(spelt.lastIndexOf(' ') + 1)).text();
    }

    private static Set<String> canonical(String... words) {
        return Stream.of(words).map(word -> CanonicalText.of(word).text()).collect(Collectors.toUnmodifiableSet());
    }
}
