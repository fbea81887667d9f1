package org.openledger.chain;

import java.math.BigInteger;
import tools.jackson.databind.JsonNode;

/** Ethereum JSON-RPC's hex quantities ({@code 0x1f}, no leading zeros). */
public final class Quantities {
    private static final int HEX = 16;
    private static final int MAX_DIGITS = 64;

    private Quantities() {}

    public static BigInteger parse(JsonNode node) {
        return parse(node.asString(""));
    }

    public static BigInteger parse(String hex) {
        if (!hex.startsWith("0x") || hex.length() < 3 || hex.length() > MAX_DIGITS + 2) {
            throw new ChainException("the chain gave \"" + hex + "\" where a hex quantity belongs");
        }
        try {
            return new BigInteger(hex.substring(2), HEX);
        } catch (NumberFormatException e) {
            throw new ChainException("the chain gave \"" + hex + "\" where a hex quantity belongs", e);
        }
    }

    public static String of(long value) {
        return "0x" + Long.toHexString(value);
    }

    public static String of(BigInteger value) {
        return "0x" + value.toString(HEX);
    }
}
