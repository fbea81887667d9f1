package org.openledger.verify.bytes;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The two hash functions of the ledger; each hashes its parts one after another, as if they were one array. */
public final class Hashes {
    public static final int BYTES = 32;

    private Hashes() {}

    /** SHA-256 (FIPS 180-4), for everything off chain. */
    public static byte[] sha256(byte[]... parts) {
        MessageDigest digest = newSha256();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    /** Keccak-256 as Ethereum uses it: the Keccak submission's padding, not the one of SHA3-256 (FIPS 202). */
    public static byte[] keccak256(byte[]... parts) {
        Keccak256 sponge = new Keccak256();
        for (byte[] part : parts) {
            sponge.absorb(part);
        }
        return sponge.squeeze();
    }

    /** SHA-256 for content that comes in parts. */
    public static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
