package org.openledger.settlement.wallet;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openledger.identity.Address;
import org.openledger.identity.IdentityException;
import org.openledger.settlement.call.SettlementException;
import org.openledger.store.Refusal;
import org.web3j.crypto.Hash;

/**
 * A call of one function of one contract.
 *
 * @param contract its address
 * @param data selector and values, 0x-hex
 */
public record ContractCall(String contract, String data) {
    /** The contract's address in small letters, a point, and the function as Solidity writes it for its selector. */
    private static final Pattern FUNCTION =
            Pattern.compile("(0x[0-9a-f]{40})\\.([A-Za-z_$][A-Za-z0-9_$]{0,63}\\(([a-z0-9,]{0,255})\\))");

    /** Bits in steps of 8 from 8 through 256. */
    private static final Pattern NUMBER =
            Pattern.compile("(u?)int(8|16|24|32|40|48|56|64|72|80|88|96|1(?:04|12|20|28|36|44|52|60|68|76|84|92)"
                    + "|2(?:00|08|16|24|32|40|48|56))");

    private static final Pattern FIXED_BYTES = Pattern.compile("bytes([1-9]|[12][0-9]|3[0-2])");
    private static final int SELECTOR_DIGITS = 8;
    private static final int WORD_DIGITS = 64;
    private static final int WORD_BYTES = 32;
    private static final BigInteger WORDS = BigInteger.ONE.shiftLeft(256);

    /**
     * Reads a call as people write it.
     *
     * @param function such as {@code 0x….transfer(address,uint256)}; arrays and structs are not taken
     * @param values one for each type, as text: numbers in digits, bytes as 0x-hex, addresses in one case or with their checksum
     */
    public static ContractCall of(String function, List<String> values) {
        Matcher matcher = FUNCTION.matcher(function);
        if (!matcher.matches()) {
            throw refused(
                    "function",
                    "a function is a contract's address in small letters, a point, its name and its types without"
                            + " spaces: 0x….transfer(address,uint256)");
        }
        List<String> types = matcher.group(3).isEmpty()
                ? List.of()
                : List.of(matcher.group(3).split(",", -1));
        if (types.size() != values.size()) {
            throw refused("values", "the function takes " + types.size() + " values, not " + values.size());
        }
        StringBuilder head = new StringBuilder();
        StringBuilder tail = new StringBuilder();
        for (int i = 0; i < types.size(); i++) {
            String type = types.get(i);
            if (type.equals("string") || type.equals("bytes")) {
                // what is of no fixed length stands after all words, each of which says where
                head.append(word(BigInteger.valueOf((long) types.size() * WORD_BYTES + tail.length() / 2)));
                tail.append(counted(
                        type.equals("string")
                                ? digits(values.get(i).getBytes(StandardCharsets.UTF_8))
                                : hex(values.get(i), i + 1)));
            } else {
                head.append(word(type, values.get(i), i + 1));
            }
        }
        String selector = Hash.sha3String(matcher.group(2)).substring(2).substring(0, SELECTOR_DIGITS);
        return new ContractCall(matcher.group(1), "0x" + selector + head + tail);
    }

    private static String word(String type, String value, int place) {
        Matcher number = NUMBER.matcher(type);
        Matcher bytes = FIXED_BYTES.matcher(type);
        if (number.matches()) {
            return number(value, number.group(1).isEmpty(), Integer.parseInt(number.group(2)), place);
        }
        if (bytes.matches()) {
            String given = hex(value, place);
            if (given.length() != 2 * Integer.parseInt(bytes.group(1))) {
                throw refused("values", "value " + place + " must be " + bytes.group(1) + " bytes, as 0x-hex");
            }
            return padded(given);
        }
        return switch (type) {
            case "address" -> address(value, place);
            case "bool" ->
                switch (value) {
                    case "true" -> word(BigInteger.ONE);
                    case "false" -> word(BigInteger.ZERO);
                    default -> throw refused("values", "value " + place + " must be true or false");
                };
            default ->
                throw refused(
                        "function",
                        "the type '" + type + "' is not taken: address, bool, string, bytes, bytes1 to bytes32, and"
                                + " int and uint with their bits are");
        };
    }

    private static String address(String value, int place) {
        try {
            return word(new BigInteger(Address.parse(value).substring(2), 16));
        } catch (IdentityException wrong) {
            throw refused("values", "value " + place + " is " + wrong.getMessage());
        }
    }

    private static String number(String value, boolean signed, int bits, int place) {
        if (!value.matches(signed ? "0|-?[1-9][0-9]{0,77}" : "0|[1-9][0-9]{0,77}")) {
            throw refused("values", "value " + place + " must be a whole number, in digits");
        }
        BigInteger number = new BigInteger(value);
        BigInteger limit = BigInteger.ONE.shiftLeft(signed ? bits - 1 : bits);
        if (number.compareTo(limit) >= 0 || (signed && number.compareTo(limit.negate()) < 0)) {
            throw refused("values", "value " + place + " does not fit " + bits + " bits");
        }
        return word(number.signum() < 0 ? number.add(WORDS) : number);
    }

    private static String word(BigInteger number) {
        String digits = number.toString(16);
        return "0".repeat(WORD_DIGITS - digits.length()) + digits;
    }

    private static String counted(String digits) {
        return word(BigInteger.valueOf(digits.length() / 2)) + padded(digits);
    }

    private static String padded(String digits) {
        return digits + "0".repeat(Math.floorMod(-digits.length(), WORD_DIGITS));
    }

    private static String hex(String value, int place) {
        if (!value.matches("0x([0-9a-fA-F]{2})*")) {
            throw refused("values", "value " + place + " must be bytes, as 0x-hex");
        }
        return value.substring(2);
    }

    private static String digits(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static SettlementException refused(String field, String why) {
        return new SettlementException(Refusal.Kind.INVALID.at(field), "'" + field + "' is wrong: " + why + ".");
    }
}
