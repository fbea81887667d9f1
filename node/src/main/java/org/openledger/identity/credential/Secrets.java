package org.openledger.identity.credential;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import org.openledger.identity.IdentityException;

/** Bearer secrets: 32 random bytes in base64url behind a prefix that says what they are; kept as SHA-256 only. */
public final class Secrets {
    /** Of a digest, so many hex characters name what the secret is of. */
    private static final int ID_CHARACTERS = 16;

    private static final int LENGTH = 32;

    private Secrets() {}

    public static String issue(String prefix) {
        byte[] bytes = new byte[LENGTH];
        new SecureRandom().nextBytes(bytes);
        return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** No salt or stretching: the secret has 256 random bits, so there is nothing to guess. */
    public static String digest(String secret) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** A text without any secret in it that begins with one of the prefixes in use. */
    public static String masked(String text) {
        return text.replaceAll("(ol[acs]?_)[A-Za-z0-9_-]+", "$1…");
    }

    /** What names a secret's key, session or token in lists. */
    public static String id(String digest) {
        return digest.substring(0, ID_CHARACTERS);
    }

    /** Refuses what cannot name one. */
    public static String requireId(String text) {
        if (!text.matches("[0-9a-f]{" + ID_CHARACTERS + "}")) {
            throw new IdentityException("an id has " + ID_CHARACTERS + " hex characters: see the list");
        }
        return text;
    }
}
