package org.openledger.datanet.screening;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.openledger.canonical.CanonicalText;
import org.openledger.datanet.row.Fingerprint;

/** The words of a row as two rows are laid beside each other: which are asked, and which are numbers or names. */
final class Wording {
    private static final long NUMBER = 1;
    private static final long NAME = 2;

    private final Fingerprint row;
    private final long[] words;
    private final Set<Long> numbers = new HashSet<>();
    private final Set<Long> names = new HashSet<>();
    private final Set<Long> capitalised = new HashSet<>();
    private boolean looked;
    private long[] masked = {};

    Wording(Fingerprint row) {
        this.row = row;
        this.words = row.words();
    }

    /** Numbers and names are looked for once a row is laid beside another: most never are. */
    private void look() {
        if (looked) {
            return;
        }
        looked = true;
        numbers.addAll(row.numbers());
        StringBuilder surely = new StringBuilder();
        StringBuilder perhaps = new StringBuilder();
        capitalised(row.parts().prompt(), surely, perhaps);
        capitalised(row.parts().answer(), surely, perhaps);
        add(surely, names);
        add(surely, capitalised);
        add(perhaps, capitalised);
    }

    private static void add(StringBuilder text, Set<Long> words) {
        if (!text.isEmpty()) {
            for (long word : Fingerprint.words(CanonicalText.of(text.toString()).text())) {
                words.add(word);
            }
        }
    }

    /** Words with a capital: surely names within a sentence, perhaps at its begin. */
    private static void capitalised(String text, StringBuilder surely, StringBuilder perhaps) {
        boolean begins = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isLetter(c)) {
                begins |= ".!?:\n\"“”".indexOf(c) >= 0;
                continue;
            }
            int end = i;
            while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
                end++;
            }
            if (Character.isUpperCase(c) && end - i > 1) {
                (begins ? perhaps : surely).append(text, i, end).append(' ');
            }
            begins = false;
            i = end - 1;
        }
    }

    Fingerprint row() {
        return row;
    }

    long[] all() {
        return words;
    }

    long[] prompt() {
        return Arrays.copyOf(words, row.promptWords());
    }

    long[] answer() {
        return Arrays.copyOfRange(words, row.promptWords(), words.length);
    }

    /** The words with one sign for all numbers, and another for all names. */
    long[] masked() {
        if (masked.length == 0 && words.length > 0) {
            look();
            masked = new long[words.length];
            for (int i = 0; i < words.length; i++) {
                masked[i] = numbers.contains(words[i]) ? NUMBER : names.contains(words[i]) ? NAME : words[i];
            }
        }
        return masked;
    }

    long[] maskedAnswer() {
        return Arrays.copyOfRange(masked(), row.promptWords(), words.length);
    }

    static boolean isMask(long word) {
        return word == NUMBER || word == NAME;
    }

    boolean isNumber(long word) {
        look();
        return numbers.contains(word);
    }

    /** Whether a word has a capital somewhere in the row, if only where a sentence begins. */
    boolean isCapitalised(long word) {
        look();
        return capitalised.contains(word);
    }
}
