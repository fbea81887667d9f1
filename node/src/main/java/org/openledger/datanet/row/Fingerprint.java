package org.openledger.datanet.row;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openledger.canonical.CanonicalText;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;

/**
 * What screening compares of a row's words, all of it of the {@link CanonicalText}. Exact: half the SHA-256 of its letters. Softer: its
 * words in their order, prompt before answer, and the set of their {@value #SHINGLE_WORDS}-word shingles (words are runs of letters
 * and digits; a character of a script without spaces is a word). A context that the question is about counts for the exact digest
 * alone. {@link Winnowing} finds rows that have shingles in common.
 */
public final class Fingerprint {
    /** Two rows this similar or more are nearly the same. */
    public static final double NEAR = 0.7;

    static final int SHINGLE_WORDS = 3;
    /** Nobody finds two texts of one digest by chance; who makes some by 2^64 tries has made copies of their own row. */
    private static final int TEXT_DIGEST_BYTES = 16;

    /** A white space that no row keeps: it divides the parts of a row while they are made canonical together. */
    private static final char DIVIDER = '\u2028';

    private static final Pattern SPACES = Pattern.compile("[\\p{IsWhite_Space}\\p{Cf}]+");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}\\p{M}]+");
    /** No script before Thai is written without spaces. */
    private static final int FIRST_ALONE = 0x0E00;

    private final RowParts parts;
    private final String textDigest;
    private final long[] words;
    private final int promptWords;
    private final long[] shingles;
    private final String text;
    /** Made when it is first asked for, which most rows never are. */
    private @Nullable List<String> spelling;

    private Fingerprint(RowParts parts) {
        this.parts = parts;
        CanonicalText canonical = CanonicalText.of(
                divided(parts.prompt()) + DIVIDER + divided(parts.context()) + DIVIDER + divided(parts.answer()));
        String letters = canonical.letters().isEmpty() ? singleSpaced(parts.whole()) : canonical.letters();
        this.textDigest =
                Hex.of(Arrays.copyOf(Hashes.sha256(letters.getBytes(StandardCharsets.UTF_8)), TEXT_DIGEST_BYTES));
        String[] texts = canonical.text().split(String.valueOf(DIVIDER), -1);
        boolean whole = texts.length == 3; // a tag of markup may begin in one part and end in another
        String prompt = whole ? texts[0] : CanonicalText.of(parts.prompt()).text();
        String answer = whole ? texts[2] : CanonicalText.of(parts.answer()).text();
        long[] asked = parts.prompt().isBlank() ? new long[0] : words(prompt);
        long[] said = words(answer);
        this.text = prompt + "\n" + answer;
        this.promptWords = asked.length;
        this.words = Arrays.copyOf(asked, asked.length + said.length);
        System.arraycopy(said, 0, words, asked.length, said.length);
        this.shingles = distinct(sequence(words, SHINGLE_WORDS));
    }

    private static String divided(String text) {
        return text.indexOf(DIVIDER) < 0 ? text : text.replace(DIVIDER, '\n');
    }

    public static Fingerprint of(String text) {
        return new Fingerprint(RowParts.of(text));
    }

    public static Fingerprint of(RowParts parts) {
        return new Fingerprint(parts);
    }

    /** What was compared, as it was given. */
    public RowParts parts() {
        return parts;
    }

    /** How many of the words are asked; the others are the answer. */
    public int promptWords() {
        return promptWords;
    }

    /** Sorted, each once. */
    static long[] distinct(long[] values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        int count = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (i == 0 || sorted[i] != sorted[i - 1]) {
                sorted[count++] = sorted[i];
            }
        }
        return Arrays.copyOf(sorted, count);
    }

    /** Equal for rows that a reader takes for the same, white space, punctuation and markup aside. */
    public String textDigest() {
        return textDigest;
    }

    /** A hash of each word, in the order of the text. */
    public long[] words() {
        return words;
    }

    /** The shingles in the order of the text, repeated ones too. */
    public long[] sequence() {
        return sequence(words, SHINGLE_WORDS);
    }

    /** Pairs of neighbouring words, in the order of the text. */
    long[] pairs() {
        return sequence(words, 2);
    }

    /** The hashes of those words that have a digit. */
    public Set<Long> numbers() {
        Set<Long> numbers = new HashSet<>();
        for (String word : spelling()) {
            if (word.chars().anyMatch(Character::isDigit)) {
                for (long hash : words(word)) {
                    numbers.add(hash);
                }
            }
        }
        return numbers;
    }

    /** The words as they are spelt in the canonical text, in its order. */
    public List<String> spelling() {
        if (spelling == null) {
            spelling = BETWEEN_WORDS
                    .splitAsStream(text)
                    .filter(word -> !word.isEmpty())
                    .toList();
        }
        return spelling;
    }

    /** The set of the shingles, ascending. */
    public long[] shingles() {
        return shingles;
    }

    /** The Jaccard similarity of the two rows' shingle sets, 0 to 1. */
    public double similarity(Fingerprint other) {
        int common = common(other);
        int union = shingles.length + other.shingles.length - common;
        return union == 0 ? 0 : (double) common / union;
    }

    /** How many shingles stand in both. */
    public int common(Fingerprint other) {
        int common = 0;
        int i = 0;
        int j = 0;
        while (i < shingles.length && j < other.shingles.length) {
            int order = Long.compare(shingles[i], other.shingles[j]);
            common += order == 0 ? 1 : 0;
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
        return common;
    }

    private static String singleSpaced(String text) {
        return SPACES.matcher(text).replaceAll(" ").strip();
    }

    private static long[] sequence(long[] words, int length) {
        int count = Math.max(1, words.length - length + 1);
        long[] shingles = new long[count];
        for (int i = 0; i < count; i++) {
            long hash = length == SHINGLE_WORDS ? 0 : length;
            for (int j = i; j < Math.min(words.length, i + length); j++) {
                hash = mix(hash + words[j]);
            }
            shingles[i] = hash;
        }
        return shingles;
    }

    /** A hash per word of a canonical text. A text without any letter or digit is one word: itself. */
    public static long[] words(String text) {
        long[] words = new long[text.length() + 1];
        int count = 0;
        long word = 0;
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            i += Character.charCount(character);
            boolean alone = isWordAlone(character);
            if (word != 0 && (alone || !CanonicalText.isOfWord(character))) {
                words[count++] = word;
                word = 0;
            }
            if (alone) {
                words[count++] = mix(character + 1L);
            } else if (CanonicalText.isOfWord(character)) {
                word = mix(word + character + 1L);
            }
        }
        if (word != 0) {
            words[count++] = word;
        }
        if (count == 0) {
            words[count++] = mix(singleSpaced(text).hashCode() + 1L);
        }
        return Arrays.copyOf(words, count);
    }

    private static boolean isWordAlone(int character) {
        if (character < FIRST_ALONE) {
            return false;
        }
        return Character.isIdeographic(character)
                || switch (Character.UnicodeScript.of(character)) {
                    case HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> CanonicalText.isOfWord(character);
                    default -> false;
                };
    }

    /** The finaliser of SplitMix64 (Steele, Lea, Flood 2014): a bijection in which every bit depends on every other. */
    private static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
