package org.openledger.datanet;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import org.openledger.verify.Hashes;
import org.openledger.verify.Hex;

/**
 * What screening compares of a row's text.
 *
 * <p>Exact: the SHA-256 of the text after Unicode NFKC, lower case, and white space made single. Near: the Jaccard
 * similarity of the sets of {@value #SHINGLE_WORDS}-word shingles (words are runs of letters and digits; a character of a
 * script without spaces is a word). Candidates are found without comparing every pair: a MinHash signature (Broder 1997)
 * of {@code BANDS × BAND_HASHES} minima is cut into bands, and two rows that agree in any whole band are candidates
 * (Indyk and Motwani 1998; Leskovec, Rajaraman, Ullman, chapter 3). At the threshold 0.7 a pair is found with probability
 * 1 − (1 − 0.7⁴)²⁴ = 0.9986; every candidate is then compared exactly, so nothing is refused by chance.
 */
final class Fingerprint {
    /** Two rows this similar or more are nearly the same. */
    static final double NEAR = 0.7;

    static final int SHINGLE_WORDS = 3;
    static final int BANDS = 24;
    static final int BAND_HASHES = 4;

    private static final long[] SEEDS = seeds();

    private final String textDigest;
    private final long[] shingles;
    private final long[] bands;

    private Fingerprint(String textDigest, long[] shingles, long[] bands) {
        this.textDigest = textDigest;
        this.shingles = shingles;
        this.bands = bands;
    }

    static Fingerprint of(String text) {
        String normal = normalised(text);
        long[] shingles = shingles(normal);
        String digest = Hex.of(Hashes.sha256(normal.getBytes(StandardCharsets.UTF_8)));
        return new Fingerprint(digest, shingles, bands(shingles));
    }

    /** Equal for rows that are the same but for case, width and white space. */
    String textDigest() {
        return textDigest;
    }

    /** The keys under which the row is filed; rows that share one are candidates. */
    long[] bands() {
        return bands;
    }

    /** The Jaccard similarity of the two rows' shingle sets, 0 to 1. */
    double similarity(Fingerprint other) {
        int common = 0;
        int i = 0;
        int j = 0;
        while (i < shingles.length && j < other.shingles.length) {
            int order = Long.compare(shingles[i], other.shingles[j]);
            common += order == 0 ? 1 : 0;
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
        int union = shingles.length + other.shingles.length - common;
        return union == 0 ? 0 : (double) common / union;
    }

    private static String normalised(String text) {
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return folded.replaceAll("[\\p{IsWhite_Space}\\p{Cf}]+", " ").strip();
    }

    private static long[] shingles(String text) {
        long[] words = words(text);
        int count = Math.max(1, words.length - SHINGLE_WORDS + 1);
        long[] shingles = new long[count];
        for (int i = 0; i < count; i++) {
            long hash = 0;
            for (int j = i; j < Math.min(words.length, i + SHINGLE_WORDS); j++) {
                hash = mix(hash + words[j]);
            }
            shingles[i] = hash;
        }
        return Arrays.stream(shingles).sorted().distinct().toArray();
    }

    /** A hash per word. A text without any letter or digit is one word: itself. */
    private static long[] words(String text) {
        long[] words = new long[text.length() + 1];
        int count = 0;
        long word = 0;
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            i += Character.charCount(character);
            boolean alone = isWordAlone(character);
            if (word != 0 && (alone || !Character.isLetterOrDigit(character))) {
                words[count++] = word;
                word = 0;
            }
            if (alone) {
                words[count++] = mix(character + 1L);
            } else if (Character.isLetterOrDigit(character)) {
                word = mix(word + character + 1L);
            }
        }
        if (word != 0) {
            words[count++] = word;
        }
        if (count == 0) {
            words[count++] = mix(text.hashCode() + 1L);
        }
        return Arrays.copyOf(words, count);
    }

    private static boolean isWordAlone(int character) {
        return Character.isIdeographic(character)
                || switch (Character.UnicodeScript.of(character)) {
                    case HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> Character.isLetterOrDigit(character);
                    default -> false;
                };
    }

    private static long[] bands(long[] shingles) {
        long[] bands = new long[BANDS];
        for (int band = 0; band < BANDS; band++) {
            long key = band;
            for (int i = 0; i < BAND_HASHES; i++) {
                key = mix(key + minimum(shingles, SEEDS[band * BAND_HASHES + i]));
            }
            bands[band] = key;
        }
        return bands;
    }

    private static long minimum(long[] shingles, long seed) {
        long minimum = Long.MAX_VALUE;
        for (long shingle : shingles) {
            minimum = Math.min(minimum, mix(shingle ^ seed));
        }
        return minimum;
    }

    /** Fixed for ever: bands are kept in the database. */
    private static long[] seeds() {
        long[] seeds = new long[BANDS * BAND_HASHES];
        for (int i = 0; i < seeds.length; i++) {
            seeds[i] = mix(i + 1L);
        }
        return seeds;
    }

    /** The finaliser of SplitMix64 (Steele, Lea, Flood 2014): a bijection in which every bit depends on every other. */
    private static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
