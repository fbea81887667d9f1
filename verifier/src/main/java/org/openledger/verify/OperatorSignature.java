package org.openledger.verify;

import java.nio.charset.StandardCharsets;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.Secp256k1;

/**
 * How an operator signs a receipt and seals a file: EIP-191 personal-sign over the 32 bytes of the SHA-256 of the
 * canonical bytes, so that any Ethereum wallet can make the signature.
 */
public final class OperatorSignature {
    private static final byte[] PREFIX = "\u0019Ethereum Signed Message:\n32".getBytes(StandardCharsets.UTF_8);

    private OperatorSignature() {}

    /** The 32-byte hash an operator's key signs for these canonical bytes. */
    public static byte[] digest(byte[] canonicalBytes) {
        return Hashes.keccak256(PREFIX, Hashes.sha256(canonicalBytes));
    }

    /** The address that signed these canonical bytes; the signature is 0x and 65 bytes. */
    public static String recover(byte[] canonicalBytes, String signature) {
        return Secp256k1.recover(digest(canonicalBytes), Hex.parsePrefixed(signature));
    }
}
