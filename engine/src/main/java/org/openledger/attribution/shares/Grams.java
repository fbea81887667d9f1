package org.openledger.attribution.shares;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.openledger.canonical.CanonicalText;

/**
 * Pieces of words: every four letters that follow one another in the {@link CanonicalText}, with one space for whatever stands
 * between words. Of scripts that write without spaces it is every two. They compare texts of any language, find a word in its other
 * forms, and need no list of words.
 */
final class Grams {
    private static final int LENGTH = 4;
    private static final int UNSPACED_LENGTH = 2;
    private static final int PRIME = 0x01000193;
    private static final int OFFSET = 0x811c9dc5;

    private Grams() {}

    /** The distinct pieces of a text by their hashes (FNV-1a over code points), in ascending order. */
    static int[] of(String text) {
        int[] letters = letters(text);
        int[] hashes = new int[letters.length];
        int found = 0;
        for (int i = 0; i < letters.length; i++) {
            int length = isUnspaced(letters[i]) ? UNSPACED_LENGTH : LENGTH;
            // a text that is shorter than one piece is a piece
            if (i + length <= letters.length || i == 0) {
                hashes[found++] = hash(letters, i, Math.min(letters.length, i + length));
            }
        }
        return Arrays.stream(hashes, 0, found).sorted().distinct().toArray();
    }

    /** Letters and digits of the text, a space before, between and after words; nothing where there are none. */
    private static int[] letters(String text) {
        IntStream.Builder letters = IntStream.builder();
        boolean inWord = false;
        for (int character : CanonicalText.of(text).text().codePoints().toArray()) {
            boolean ofWord = CanonicalText.isOfWord(character);
            if (ofWord && !inWord) {
                letters.add(' ');
            }
            if (ofWord) {
                letters.add(character);
            }
            inWord = ofWord;
        }
        int[] all = letters.build().toArray();
        if (all.length == 0) {
            return all;
        }
        int[] closed = Arrays.copyOf(all, all.length + 1);
        closed[all.length] = ' ';
        return closed;
    }

    private static boolean isUnspaced(int character) {
        return switch (Character.UnicodeScript.of(character)) {
            case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
            default -> false;
        };
    }

    private static int hash(int[] letters, int from, int to) {
        int hash = OFFSET;
        for (int i = from; i < to; i++) {
            hash = (hash ^ letters[i]) * PRIME;
        }
        return hash;
    }

    static boolean contains(int[] sorted, int gram) {
        return Arrays.binarySearch(sorted, gram) >= 0;
    }

    /** 2·|both| / (|one| + |other|): 1 for equal texts; 0 where nothing is in both. */
    static double overlap(int[] one, int[] other) {
        long both = Arrays.stream(one).filter(gram -> contains(other, gram)).count();
        int all = one.length + other.length;
        return all == 0 ? 0 : 2.0 * both / all;
    }
}
