package org.openledger.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes the nonces of sign-in messages, and knows them again without having kept any: 128 random bits, then 128 bits of an
 * HMAC-SHA256 over the whole message with those. So a nonce belongs to every character of its message.
 */
public final class SignInKey {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int RANDOM_BYTES = 16;
    private static final int CODE_BYTES = 16;
    private static final int RANDOM_DIGITS = 2 * RANDOM_BYTES;
    private static final Pattern NONCE = Pattern.compile("[0-9a-f]{" + (RANDOM_DIGITS + 2 * CODE_BYTES) + "}");

    private final SecretKeySpec key;

    /** @param key 32 secret bytes, used for nothing else */
    public SignInKey(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** The message with a fresh nonce in it; {@code withNonce} writes it with any. */
    public String issue(UnaryOperator<String> withNonce) {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        String random = HexFormat.of().formatHex(bytes);
        return withNonce.apply(random + code(withNonce.apply(random)));
    }

    /** Whether this message, with the nonce that stands in it, was issued under this key. */
    public boolean issued(String message, String nonce) {
        if (!NONCE.matcher(nonce).matches()) {
            return false;
        }
        String random = nonce.substring(0, RANDOM_DIGITS);
        return MessageDigest.isEqual(
                ascii(code(message.replace(nonce, random))), ascii(nonce.substring(RANDOM_DIGITS)));
    }

    private String code(String message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] code = mac.doFinal(message.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(code, CODE_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA256", e);
        }
    }

    private static byte[] ascii(String digits) {
        return digits.getBytes(StandardCharsets.US_ASCII);
    }
}
