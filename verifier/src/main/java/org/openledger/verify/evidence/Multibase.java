package org.openledger.verify.evidence;

import java.math.BigInteger;
import org.openledger.verify.bytes.VerifyException;

/** Bytes as base58btc with the letter z before them (Multibase, https://www.w3.org/TR/cid-1.0/#multibase-0). */
final class Multibase {
    private static final String DIGITS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(DIGITS.length());
    private static final char PREFIX = 'z';
    private static final int MAX_CHARACTERS = 200;

    private Multibase() {}

    static String encode(byte[] bytes) {
        StringBuilder digits = new StringBuilder();
        BigInteger rest = new BigInteger(1, bytes);
        while (rest.signum() > 0) {
            BigInteger[] parts = rest.divideAndRemainder(BASE);
            digits.append(DIGITS.charAt(parts[1].intValue()));
            rest = parts[0];
        }
        for (int i = 0; i < bytes.length && bytes[i] == 0; i++) {
            digits.append(DIGITS.charAt(0));
        }
        return PREFIX + digits.reverse().toString();
    }

    /** What {@link #encode} wrote of so many bytes. */
    static byte[] decode(String text, int length) {
        if (text.length() > MAX_CHARACTERS || text.isEmpty() || text.charAt(0) != PREFIX) {
            throw new VerifyException("it is no text in base58btc");
        }
        BigInteger value = BigInteger.ZERO;
        for (int i = 1; i < text.length(); i++) {
            int digit = DIGITS.indexOf(text.charAt(i));
            if (digit < 0) {
                throw new VerifyException("it is no text in base58btc: character " + (i + 1));
            }
            value = value.multiply(BASE).add(BigInteger.valueOf(digit));
        }
        byte[] bytes = new byte[length];
        byte[] digits = value.toByteArray();
        int sign = digits[0] == 0 ? 1 : 0;
        if (digits.length - sign > length) {
            throw new VerifyException("it has more than " + length + " bytes");
        }
        System.arraycopy(digits, sign, bytes, length - (digits.length - sign), digits.length - sign);
        if (!encode(bytes).equals(text)) {
            throw new VerifyException("it does not have " + length + " bytes");
        }
        return bytes;
    }
}
