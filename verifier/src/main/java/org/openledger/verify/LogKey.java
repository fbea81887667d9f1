package org.openledger.verify;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.VerifyException;

/**
 * The Ed25519 key pair a log signs its checkpoints with. As text: the C2SP private form
 * {@code PRIVATE+KEY+<name>+<id>+<base64 of 0x01 and the seed>} on one line, the public form below it.
 */
public final class LogKey {
    private static final String PRIVATE = "PRIVATE+KEY+";
    /** What stands before the seed in the key's PKCS #8 form (RFC 8410, section 7). */
    private static final byte[] PKCS8_PREFIX = Hex.parse("302e020100300506032b657004220420");

    private final VerifierKey verifierKey;
    private final byte[] seed;
    private final PrivateKey key;

    private LogKey(VerifierKey verifierKey, byte[] seed) {
        this.verifierKey = verifierKey;
        this.seed = seed;
        this.key = decode(seed);
        byte[] probe = Hex.parse(verifierKey.id());
        Require.that(verifierKey.verify(probe, sign(probe)), "the log's private key does not belong to its public key");
    }

    /** A new key for a log of this name (its origin). */
    public static LogKey generate(String name) {
        VerifierKey.requireName(name);
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            byte[] publicKey = last32(pair.getPublic().getEncoded());
            return new LogKey(
                    VerifierKey.of(name, publicKey), last32(pair.getPrivate().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK since 15 has Ed25519", e);
        }
    }

    /** Reads what {@link #secretText()} wrote. */
    public static LogKey parse(String secretText) {
        List<String> lines = secretText.lines().toList();
        Require.that(lines.size() == 2, "a log key's file has two lines");
        VerifierKey verifierKey = VerifierKey.parse(lines.get(1));
        String start = PRIVATE + verifierKey.name() + "+" + verifierKey.id() + "+";
        Require.that(lines.get(0).startsWith(start), "the two lines of a log key's file do not belong together");
        byte[] encoded = SignedNote.decode(lines.get(0).substring(start.length()));
        Require.that(
                encoded.length == 1 + VerifierKey.KEY_BYTES && encoded[0] == VerifierKey.ED25519,
                "a log key must be Ed25519 (type byte 1)");
        return new LogKey(verifierKey, last32(encoded));
    }

    public VerifierKey verifierKey() {
        return verifierKey;
    }

    /** The C2SP verifier key, as receipts name it. */
    public String vkey() {
        return verifierKey.toString();
    }

    /** Both keys; whoever has this text can sign for the log. */
    public String secretText() {
        byte[] encoded = new byte[1 + seed.length];
        encoded[0] = VerifierKey.ED25519;
        System.arraycopy(seed, 0, encoded, 1, seed.length);
        return PRIVATE + verifierKey.name() + "+" + verifierKey.id() + "+"
                + Base64.getEncoder().encodeToString(encoded) + "\n" + verifierKey + "\n";
    }

    /** The note with this key's signature under it. */
    String signNote(String text) {
        byte[] signature = sign(text.getBytes(StandardCharsets.UTF_8));
        return new SignedNote(
                        text,
                        List.of(new SignedNote.Signature(verifierKey.name(), verifierKey.id(), Hex.of(signature))))
                .toString();
    }

    /** The signature over bytes that no note can be: those of an evidence pack's credential begin with a digest. */
    public byte[] sign(byte[] message) {
        try {
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(key);
            signer.update(message);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an Ed25519 key signs every message", e);
        }
    }

    private static PrivateKey decode(byte[] seed) {
        byte[] pkcs8 = Arrays.copyOf(PKCS8_PREFIX, PKCS8_PREFIX.length + seed.length);
        System.arraycopy(seed, 0, pkcs8, PKCS8_PREFIX.length, seed.length);
        try {
            return KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException e) {
            throw new VerifyException("not an Ed25519 private key", e);
        }
    }

    private static byte[] last32(byte[] encoded) {
        return Arrays.copyOfRange(encoded, encoded.length - VerifierKey.KEY_BYTES, encoded.length);
    }
}
