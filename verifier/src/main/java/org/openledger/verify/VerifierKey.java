package org.openledger.verify;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.VerifyException;

/**
 * A log's public key in the C2SP form {@code <name>+<hex of key id>+<base64 of 0x01 and 32 bytes>} (signed-note, section
 * "Verifier keys"). The key id is the first four bytes of SHA-256(name ‖ newline ‖ 0x01 ‖ key).
 */
public final class VerifierKey {
    static final byte ED25519 = 1;
    static final int KEY_BYTES = 32;
    private static final int ID_BYTES = 4;
    private static final byte[] NEWLINE = {'\n'};
    /** What stands before the key in its X.509 form (RFC 8410, section 4). */
    private static final byte[] X509_PREFIX = Hex.parse("302a300506032b6570032100");

    private final String name;
    private final byte[] encoded;
    private final PublicKey key;

    private VerifierKey(String name, byte[] encoded) {
        this.name = name;
        this.encoded = encoded;
        this.key = decode(encoded);
    }

    /** Of a raw Ed25519 public key. */
    static VerifierKey of(String name, byte[] publicKey) {
        requireName(name);
        byte[] encoded = new byte[1 + KEY_BYTES];
        encoded[0] = ED25519;
        System.arraycopy(publicKey, 0, encoded, 1, KEY_BYTES);
        return new VerifierKey(name, encoded);
    }

    public static VerifierKey parse(String text) {
        String[] parts = text.split("\\+", 3);
        Require.that(parts.length == 3, "a log key reads name+id+key");
        requireName(parts[0]);
        byte[] encoded = SignedNote.decode(parts[2]);
        Require.that(
                encoded.length == 1 + KEY_BYTES && encoded[0] == ED25519, "a log key must be Ed25519 (type byte 1)");
        VerifierKey key = new VerifierKey(parts[0], encoded);
        Require.that(key.toString().equals(text), "the id in the log key of " + parts[0] + " does not belong to it");
        return key;
    }

    public String name() {
        return name;
    }

    /** The raw Ed25519 public key, 32 bytes. */
    public byte[] publicKey() {
        return Arrays.copyOfRange(encoded, 1, encoded.length);
    }

    /** Eight hexadecimal digits. */
    String id() {
        byte[] hash = Hashes.sha256(name.getBytes(StandardCharsets.UTF_8), NEWLINE, encoded);
        return Hex.of(Arrays.copyOf(hash, ID_BYTES));
    }

    /** Whether this key made the Ed25519 signature over the message. */
    public boolean verify(byte[] message, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException refused) {
            return false;
        }
    }

    @Override
    public String toString() {
        return name + "+" + id() + "+" + Base64.getEncoder().encodeToString(encoded);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifierKey that && name.equals(that.name) && Arrays.equals(encoded, that.encoded);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(encoded);
    }

    static void requireName(String name) {
        Require.name("a log key's name", name);
        boolean plain = name.chars().noneMatch(c -> c == '+' || Character.isWhitespace(c) || Character.isSpaceChar(c));
        Require.that(plain, "a log key's name may hold neither spaces nor '+': " + name);
    }

    private static PublicKey decode(byte[] encoded) {
        byte[] x509 = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + KEY_BYTES);
        System.arraycopy(encoded, 1, x509, X509_PREFIX.length, KEY_BYTES);
        try {
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(x509));
        } catch (GeneralSecurityException e) {
            throw new VerifyException("the log key is not a point of Ed25519", e);
        }
    }
}
