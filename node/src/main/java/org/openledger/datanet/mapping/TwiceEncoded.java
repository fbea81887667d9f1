package org.openledger.datanet.mapping;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Texts that were written as UTF-8, read as Windows-1252, and written as UTF-8 again: {@code fÃ¼r} for {@code für}. */
final class TwiceEncoded {
    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final int LAST_CONTROL = 0x9F;
    /** The first bytes of characters of several bytes in UTF-8, as letters. */
    private static final char FIRST = 0xC2;

    private static final char LAST = 0xF4;

    private TwiceEncoded() {}

    /** What was meant; empty for a text that all of it is letters as they are. */
    static Optional<String> undone(String text) {
        if (text.chars().noneMatch(c -> c >= FIRST && c <= LAST)) {
            return Optional.empty();
        }
        try {
            CharsetEncoder windows = WINDOWS.newEncoder();
            byte[] bytes = new byte[text.length()];
            for (int i = 0; i < bytes.length; i++) {
                char c = text.charAt(i);
                // what is no character of Windows-1252 is left as it was by programs that write it
                bytes[i] = c <= LAST_CONTROL
                        ? (byte) c
                        : windows.encode(CharBuffer.wrap(new char[] {c})).get();
            }
            String once = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return once.equals(text) ? Optional.empty() : Optional.of(once);
        } catch (CharacterCodingException otherLetters) {
            return Optional.empty();
        }
    }
}
