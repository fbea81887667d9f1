package org.openledger.model.text;

import java.nio.charset.StandardCharsets;

/** GPT-2's way to write every byte as one visible character, so that a vocabulary of bytes can be kept as text. */
final class ByteAlphabet {
    private static final int BYTES = 256;
    private static final char[] CHARACTER_OF_BYTE = new char[BYTES];

    static {
        char next = BYTES;
        for (int value = 0; value < BYTES; value++) {
            boolean visible = (value >= '!' && value <= '~')
                    || (value >= 0xA1 && value <= 0xAC)
                    || (value >= 0xAE && value <= 0xFF);
            CHARACTER_OF_BYTE[value] = visible ? (char) value : next++;
        }
    }

    private ByteAlphabet() {}

    /** The character that stands for byte {@code value}, 0 to 255. */
    static char character(int value) {
        return CHARACTER_OF_BYTE[value];
    }

    /** The UTF-8 bytes of {@code text}, one character each. */
    static String write(String text) {
        StringBuilder written = new StringBuilder();
        for (byte value : text.getBytes(StandardCharsets.UTF_8)) {
            written.append(character(value & 0xFF));
        }
        return written.toString();
    }
}
