package org.openledger.verify;

import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.Secp256k1;
import org.openledger.verify.bytes.VerifyException;
import org.openledger.verify.bytes.Worded;

/** The shapes that values in receipts have. Each names the field it refuses. */
public final class Require {
    public static final int PPM = 1_000_000;
    private static final int MAX_NAME_CHARACTERS = 256;
    private static final int MAX_DECIMAL_DIGITS = 78;

    private Require() {}

    public static void that(boolean holds, String message) {
        if (!holds) {
            throw new VerifyException(message);
        }
    }

    /** The value of a set that a field writes so. */
    public static <E extends Enum<E> & Worded> E word(String field, Class<E> set, String word) {
        return Worded.find(set, word)
                .orElseThrow(
                        () -> new VerifyException(field + " must be one of " + Worded.words(set) + ", not " + word));
    }

    public static void digest(String field, String value) {
        that(Hex.isBytes(value, Hashes.BYTES, false), field + " must be 64 lowercase hexadecimal digits");
    }

    public static void hash(String field, String value) {
        that(Hex.isBytes(value, Hashes.BYTES, true), field + " must be 0x and 64 lowercase hexadecimal digits");
    }

    public static void address(String field, String value) {
        that(Hex.isBytes(value, 20, true), field + " must be 0x and 40 lowercase hexadecimal digits");
    }

    public static void signature(String field, String value) {
        that(
                Hex.isBytes(value, Secp256k1.SIGNATURE_BYTES, true),
                field + " must be 0x and 130 lowercase hexadecimal digits");
    }

    public static void name(String field, String value) {
        that(
                !value.isBlank() && value.length() <= MAX_NAME_CHARACTERS,
                field + " must have between 1 and " + MAX_NAME_CHARACTERS + " characters");
    }

    /** A non-negative decimal of at most 78 digits (a uint256) without leading zeros. */
    public static void decimal(String field, String value) {
        boolean digits = !value.isEmpty()
                && value.length() <= MAX_DECIMAL_DIGITS
                && value.chars().allMatch(c -> c >= '0' && c <= '9');
        that(digits && (value.length() == 1 || value.charAt(0) != '0'), field + " must be a decimal number");
    }

    public static void range(String field, long value, long least, long most) {
        that(value >= least && value <= most, field + " is " + value + ", not between " + least + " and " + most);
    }

    public static void notNegative(String field, long value) {
        range(field, value, 0, Json.MAX_INTEGER);
    }

    public static void ppm(String field, long value) {
        range(field, value, 0, PPM);
    }

    public static void atMost(String field, int size, int most) {
        that(size <= most, field + " has " + size + " items, more than " + most);
    }
}
