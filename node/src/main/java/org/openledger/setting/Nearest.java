package org.openledger.setting;

import java.util.Comparator;
import java.util.List;

/** The closest of some words to one that was misspelt, by the edits between them (Levenshtein's distance). */
final class Nearest {
    private Nearest() {}

    /** The first of the closest; {@code words} must not be empty. */
    static String to(String unknown, List<String> words) {
        return words.stream()
                .min(Comparator.comparingInt(word -> edits(unknown, word)))
                .orElseThrow();
    }

    private static int edits(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
