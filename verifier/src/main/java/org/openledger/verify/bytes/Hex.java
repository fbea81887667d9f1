package org.openledger.verify.bytes;

import java.util.HexFormat;

/** Lowercase hexadecimal. Uppercase is refused when reading, so that a value has one spelling. */
public final class Hex {
    private static final HexFormat FORMAT = HexFormat.of();
    private static final String PREFIX = "0x";

    private Hex() {}

    public static String of(byte[] bytes) {
        return FORMAT.formatHex(bytes);
    }

    /** With {@code 0x} in front, as Ethereum writes addresses, hashes and signatures. */
    public static String prefixed(byte[] bytes) {
        return PREFIX + of(bytes);
    }

    /** Reads lowercase digits without a prefix. */
    public static byte[] parse(String text) {
        if (text.length() % 2 != 0 || !isLowercaseHex(text, 0)) {
            throw new VerifyException("not lowercase hexadecimal of whole bytes: " + shortened(text));
        }
        return FORMAT.parseHex(text);
    }

    /** Reads lowercase digits after {@code 0x}. */
    public static byte[] parsePrefixed(String text) {
        if (!text.startsWith(PREFIX)) {
            throw new VerifyException("must start with 0x: " + shortened(text));
        }
        return parse(text.substring(PREFIX.length()));
    }

    /** Whether the text is exactly this many bytes in lowercase digits, after {@code 0x} where asked. */
    public static boolean isBytes(String text, int bytes, boolean prefix) {
        int start = prefix ? PREFIX.length() : 0;
        return text.length() == start + 2 * bytes
                && (!prefix || text.startsWith(PREFIX))
                && isLowercaseHex(text, start);
    }

    private static boolean isLowercaseHex(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    private static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }
}
