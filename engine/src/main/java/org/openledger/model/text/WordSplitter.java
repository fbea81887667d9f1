package org.openledger.model.text;

/**
 * GPT-2's split of a text into words: {@code 's|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+}.
 *
 * <p>It knows Latin characters and general punctuation, whose classes no version of Unicode changed; the reference
 * implementation has a Unicode table of its own, which need not agree with Java's on anything newer.
 */
final class WordSplitter {
    private static final int LATIN_END = 0x250;
    private static final int PUNCTUATION_START = 0x2010;
    private static final int PUNCTUATION_END = 0x2028;

    private static final byte LETTER = 0;
    private static final byte NUMBER = 1;
    private static final byte OTHER = 2;
    private static final byte SPACE = 3;
    private static final byte UNKNOWN = 4;
    private static final byte[] CLASSES = new byte[PUNCTUATION_END];

    static {
        for (int c = 0; c < CLASSES.length; c++) {
            CLASSES[c] = c < LATIN_END || c >= PUNCTUATION_START ? classify(c) : UNKNOWN;
        }
    }

    private WordSplitter() {}

    private static byte classify(int c) {
        return switch (Character.getType(c)) {
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER -> LETTER;
            case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> NUMBER;
            default -> (c >= '\t' && c <= '\r') || c == ' ' || c == 0x85 || c == 0xA0 ? SPACE : OTHER;
        };
    }

    private static byte classAt(String text, int at) {
        char c = text.charAt(at);
        return c < CLASSES.length ? CLASSES[c] : UNKNOWN;
    }

    /** Where the word that begins at {@code start} ends, or -1 when it has a character of unknown class. */
    static int wordEnd(String text, int start) {
        int contraction = contraction(text, start);
        if (contraction > 0) {
            return start + contraction;
        }
        int first = start;
        if (text.charAt(start) == ' ' && start + 1 < text.length() && classAt(text, start + 1) != SPACE) {
            first++;
        }
        byte kind = classAt(text, first);
        int end = first + 1;
        byte next = UNKNOWN;
        while (end < text.length() && (next = classAt(text, end)) == kind) {
            end++;
        }
        boolean atEnd = end == text.length();
        if (kind == UNKNOWN || (!atEnd && next == UNKNOWN)) {
            return -1;
        }
        // of a run of spaces, the last one belongs to what follows
        return kind == SPACE && !atEnd && end - start > 1 ? end - 1 : end;
    }

    private static int contraction(String text, int start) {
        if (text.charAt(start) != '\'' || start + 1 == text.length()) {
            return 0;
        }
        char first = text.charAt(start + 1);
        if (first == 's' || first == 't' || first == 'm' || first == 'd') {
            return 2;
        }
        char second = start + 2 < text.length() ? text.charAt(start + 2) : ' ';
        boolean two =
                (first == 'r' && second == 'e') || (first == 'v' && second == 'e') || (first == 'l' && second == 'l');
        return two ? 3 : 0;
    }
}
