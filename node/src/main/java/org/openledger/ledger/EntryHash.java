package org.openledger.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Chains the entries: {@code hash(n) = SHA-256(hash(n-1) ‖ position ‖ entry)}, so that a row changed, removed or put in
 * later no longer fits what follows it. Integers are eight bytes big-endian; strings are UTF-8 behind their length.
 */
final class EntryHash {
    /** What stands before the first entry. */
    static final String GENESIS = "0".repeat(64);

    private EntryHash() {}

    /** The hash of an entry, given the one before it; both 64 hex characters. */
    static String of(String previous, long position, Entry entry) {
        MessageDigest sha256 = sha256();
        text(sha256, previous);
        number(sha256, position);
        text(sha256, entry.id());
        number(sha256, entry.timeMillis());
        text(sha256, entry.kind());
        text(sha256, entry.reference());
        number(sha256, entry.postings().size());
        for (Posting posting : entry.postings()) {
            text(sha256, posting.account().name());
            number(sha256, posting.gwei());
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    private static void number(MessageDigest sha256, long value) {
        sha256.update(ByteBuffer.allocate(Long.BYTES).putLong(value).flip());
    }

    private static void text(MessageDigest sha256, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        number(sha256, bytes.length);
        sha256.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
