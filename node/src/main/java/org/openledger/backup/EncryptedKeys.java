package org.openledger.backup;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import org.bouncycastle.crypto.generators.SCrypt;
import org.openledger.client.NodeClient;
import org.openledger.identity.IdentityException;
import org.openledger.identity.SealingKey;
import org.openledger.store.Refusal;
import tools.jackson.core.JacksonException;

/**
 * A node's keys, encrypted under a passphrase: AES-256-GCM with a key by scrypt (RFC 7914). The digest of the manifest is bound in, so
 * that keys that open say too that the manifest is the one they were written with.
 *
 * @param salt of the passphrase, in base64
 * @param sealed nonce, ciphertext and tag, in base64
 */
record EncryptedKeys(String derivation, String salt, String cipher, String sealed) {
    static final int LEAST_CHARACTERS = 12;

    /** N = 2^17, r = 8, p = 1: 128 MiB and a good half second for each guess. */
    private static final String DERIVATION = "scrypt 131072 8 1";

    private static final int COST = 131_072;
    private static final int BLOCK_SIZE = 8;
    private static final int PARALLEL = 1;
    private static final int SALT_BYTES = 16;
    private static final int KEY_BYTES = 32;
    private static final String CIPHER = "AES-256-GCM";

    /** What is encrypted. */
    private record Files(Map<String, byte[]> files) {}

    /**
     * Encrypts files.
     *
     * @param files contents by path
     * @param manifest the SHA-256 of the manifest
     */
    static byte[] seal(Map<String, byte[]> files, String passphrase, String manifest) {
        requireLong(passphrase);
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        byte[] sealed =
                key(passphrase, salt).seal(NodeClient.JSON.writeValueAsBytes(new Files(files)), context(manifest));
        Base64.Encoder base64 = Base64.getEncoder();
        return NodeClient.JSON.writeValueAsBytes(
                new EncryptedKeys(DERIVATION, base64.encodeToString(salt), CIPHER, base64.encodeToString(sealed)));
    }

    /** Opens what {@link #seal} gave. {@link BackupException} for another passphrase, another manifest, or changed bytes. */
    static Map<String, byte[]> open(byte[] encrypted, String passphrase, String manifest) {
        try {
            EncryptedKeys keys = NodeClient.JSON.readValue(encrypted, EncryptedKeys.class);
            if (!keys.derivation.equals(DERIVATION) || !keys.cipher.equals(CIPHER)) {
                throw new BackupException("the keys are encrypted by " + keys.derivation + " and " + keys.cipher
                        + ", which this program does not know: use the program that took the backup");
            }
            Base64.Decoder base64 = Base64.getDecoder();
            byte[] opened =
                    key(passphrase, base64.decode(keys.salt)).open(base64.decode(keys.sealed), context(manifest));
            return NodeClient.JSON.readValue(opened, Files.class).files;
        } catch (IdentityException closed) {
            throw new BackupException(
                    Refusal.Kind.FORBIDDEN,
                    "the keys do not open: the passphrase is another one, or the backup was changed");
        } catch (JacksonException | IllegalArgumentException damaged) {
            throw new BackupException("the encrypted keys cannot be read: " + damaged.getMessage(), damaged);
        }
    }

    static void requireLong(String passphrase) {
        if (passphrase.length() < LEAST_CHARACTERS) {
            throw new BackupException(
                    Refusal.Kind.INVALID,
                    "the passphrase has " + passphrase.length() + " characters: give " + LEAST_CHARACTERS + " or more");
        }
    }

    private static String context(String manifest) {
        return "openledger backup " + manifest;
    }

    private static SealingKey key(String passphrase, byte[] salt) {
        return new SealingKey(SCrypt.generate(
                passphrase.getBytes(StandardCharsets.UTF_8), salt, COST, BLOCK_SIZE, PARALLEL, KEY_BYTES));
    }
}
