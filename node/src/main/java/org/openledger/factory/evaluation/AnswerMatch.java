package org.openledger.factory.evaluation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How far an answer is the expected one, as SQuAD measures it (Rajpurkar et al., "SQuAD: 100,000+ questions for machine comprehension
 * of text", 2016): case, punctuation of ASCII, English articles and white space are put aside, and what remains is compared whole, and
 * word by word.
 *
 * @param exact whether nothing else differs
 * @param f1 of the words, each as often as it stands there: the harmonic mean of precision and recall, 0 to 1. Where either has no
 *     words, 1 where both have none (as SQuAD 2.0 has it)
 */
public record AnswerMatch(boolean exact, double f1) {
    private static final Pattern PUNCTUATION = Pattern.compile("[!-/:-@\\[-`{-~]");
    private static final Pattern ARTICLES = Pattern.compile("\\b(a|an|the)\\b", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern SPACE = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

    public static AnswerMatch of(String expected, String given) {
        List<String> wanted = words(expected);
        List<String> found = words(given);
        return new AnswerMatch(wanted.equals(found), f1(wanted, found));
    }

    private static List<String> words(String text) {
        String bare = PUNCTUATION.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
        return Arrays.stream(SPACE.split(ARTICLES.matcher(bare).replaceAll(" ")))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static double f1(List<String> wanted, List<String> found) {
        if (wanted.isEmpty() || found.isEmpty()) {
            return wanted.equals(found) ? 1 : 0;
        }
        Map<String, Integer> left = new HashMap<>();
        wanted.forEach(word -> left.merge(word, 1, Integer::sum));
        int common = 0;
        for (String word : found) {
            if (left.merge(word, -1, Integer::sum) >= 0) {
                common++;
            }
        }
        return 2.0 * common / (wanted.size() + found.size());
    }
}
