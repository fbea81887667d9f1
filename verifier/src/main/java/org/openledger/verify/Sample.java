package org.openledger.verify;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;

/**
 * Which receipts of an epoch a validator looks at. The draw follows from a beacon that nobody chooses alone: the root of a log
 * that the operator anchored on chain, when it could not know the validator's nonce; and the nonce, which the validator committed
 * to before, when it could not know the root. Anyone can repeat the draw once the nonce is told.
 */
public final class Sample {
    public static final int NONCE_BYTES = 32;

    private static final byte[] BEACON = "openledger.beacon/1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] COMMITMENT = "openledger.commitment/1".getBytes(StandardCharsets.US_ASCII);

    private Sample() {}

    /** What a validator publishes before the epoch's log is anchored: SHA-256 of a label and the nonce, 64 hex digits. */
    public static String commitment(byte[] nonce) {
        requireNonce(nonce);
        return Hex.of(Hashes.sha256(COMMITMENT, nonce));
    }

    /**
     * SHA-256 of a label, the anchored root, the epoch's number (8 bytes, big-endian) and the nonce.
     *
     * @param anchoredRoot 32 bytes: the log's root on chain that first covers the whole epoch
     */
    public static byte[] beacon(byte[] anchoredRoot, long epoch, byte[] nonce) {
        requireNonce(nonce);
        Require.that(anchoredRoot.length == Hashes.BYTES, "a root has 32 bytes");
        return Hashes.sha256(BEACON, anchoredRoot, bytes(epoch), nonce);
    }

    /**
     * Distinct places below {@code population}, in the order drawn: the first 8 bytes of SHA-256(beacon ‖ counter) modulo the
     * population, places drawn before left out. All places, when no fewer are asked for.
     */
    public static List<Integer> draw(byte[] beacon, int population, int count) {
        Require.range("the number of receipts", population, 0, Integer.MAX_VALUE);
        Require.range("the number drawn", count, 0, Integer.MAX_VALUE);
        Set<Integer> drawn = new LinkedHashSet<>();
        for (long counter = 0; drawn.size() < Math.min(count, population); counter++) {
            drawn.add((int) Long.remainderUnsigned(number(Hashes.sha256(beacon, bytes(counter))), population));
        }
        return new ArrayList<>(drawn);
    }

    private static void requireNonce(byte[] nonce) {
        Require.that(nonce.length == NONCE_BYTES, "a nonce has " + NONCE_BYTES + " bytes: 64 hexadecimal digits");
    }

    private static byte[] bytes(long number) {
        byte[] bytes = new byte[Long.BYTES];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (number >>> (Byte.SIZE * (bytes.length - 1 - i)));
        }
        return bytes;
    }

    private static long number(byte[] hash) {
        long number = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            number = (number << Byte.SIZE) | (hash[i] & 0xFF);
        }
        return number;
    }
}
