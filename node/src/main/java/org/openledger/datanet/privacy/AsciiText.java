package org.openledger.datanet.privacy;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import java.util.Arrays;

/**
 * A text in which digits of all scripts, wide letters, dashes and spaces are those of ASCII, and what nobody sees is gone, so that
 * numbers are found however they are written.
 */
final class AsciiText {
    private static final int WIDE = 0xFEE0;

    private final String text;
    /** Of the characters in the given text, and its end. */
    private final int[] places;

    private AsciiText(String text, int[] places) {
        this.text = text;
        this.places = places;
    }

    static AsciiText of(String given) {
        StringBuilder text = new StringBuilder(given.length());
        int[] places = new int[given.length() + 1];
        for (int i = 0; i < given.length(); ) {
            int character = given.codePointAt(i);
            int length = Character.charCount(character);
            String plain = character < 128 ? null : plain(character);
            if (plain == null) {
                for (int each = 0; each < length; each++) {
                    places[text.length()] = i + each;
                    text.append(given.charAt(i + each));
                }
            } else if (!plain.isEmpty()) {
                places[text.length()] = i;
                text.append(plain);
            }
            i += length;
        }
        places[text.length()] = given.length();
        return new AsciiText(text.toString(), Arrays.copyOf(places, text.length() + 1));
    }

    /** One character of ASCII, nothing, or null for a character that stays. */
    private static @org.jspecify.annotations.Nullable String plain(int character) {
        int type = Character.getType(character);
        if (type == Character.DECIMAL_DIGIT_NUMBER) {
            return Integer.toString(Character.digit(character, 10));
        }
        if (type == Character.DASH_PUNCTUATION) {
            return "-";
        }
        if (type == Character.SPACE_SEPARATOR) {
            return " ";
        }
        if (character > 0xFF00 && character < 0xFF5F) {
            return Character.toString(character - WIDE);
        }
        return type == Character.FORMAT
                        || UCharacter.hasBinaryProperty(character, UProperty.DEFAULT_IGNORABLE_CODE_POINT)
                ? ""
                : null;
    }

    String text() {
        return text;
    }

    /** A place of this text in the given one. */
    int given(int place) {
        return places[place];
    }

    /** The end of what ends here, in the given text. */
    int givenEnd(int end) {
        return end == 0 ? 0 : places[end - 1] + 1;
    }
}
