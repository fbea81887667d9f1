package org.openledger.identity;

import java.math.BigInteger;
import java.security.SignatureException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;

/** Recoverable secp256k1 signatures: 65 bytes r‖s‖v with v 27 or 28 and the low s of EIP-2, in hex {@code 0x…}. */
public final class Signature {
    private static final Pattern FORM = Pattern.compile("0x[0-9a-fA-F]{130}");
    private static final int LENGTH = 65;
    private static final BigInteger HALF_ORDER = Sign.CURVE_PARAMS.getN().shiftRight(1);

    private Signature() {}

    /** The 65 bytes of {@code 0x} and 130 hex characters. */
    public static byte[] parse(String hex) {
        if (!FORM.matcher(hex).matches()) {
            throw new IdentityException("not a signature: write 0x and 130 hex characters (65 bytes r, s, v)");
        }
        return HexFormat.of().parseHex(hex, 2, hex.length());
    }

    public static String format(byte[] signature) {
        return "0x" + HexFormat.of().formatHex(signature);
    }

    /**
     * The address that signed this 32-byte hash. A high s is refused, so that no one can make a second valid signature
     * from a first.
     */
    public static String recover(byte[] hash, byte[] signature) {
        if (signature.length != LENGTH) {
            throw new IdentityException("a signature has 65 bytes, not " + signature.length);
        }
        byte[] r = Arrays.copyOfRange(signature, 0, 32);
        byte[] s = Arrays.copyOfRange(signature, 32, 64);
        int v = signature[64];
        if (v != 27 && v != 28) {
            throw new IdentityException("the signature's last byte must be 27 or 28, not " + v);
        }
        if (new BigInteger(1, s).compareTo(HALF_ORDER) > 0) {
            throw new IdentityException("the signature has a high s: sign again with a wallet that follows EIP-2");
        }
        try {
            BigInteger key = Sign.signedMessageHashToKey(hash, new Sign.SignatureData((byte) v, r, s));
            return "0x" + Keys.getAddress(key);
        } catch (SignatureException | RuntimeException e) {
            throw new IdentityException("the signature is not one of any key: sign again", e);
        }
    }
}
