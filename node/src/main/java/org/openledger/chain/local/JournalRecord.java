package org.openledger.chain.local;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.openledger.chain.ChainException;
import org.openledger.verify.bytes.Hex;

/**
 * One transaction as the journal keeps it, and so one block of the embedded chain.
 *
 * <p>On disk: payload length (4 bytes), CRC-32C of the payload (4), CRC-32C of these eight bytes (4), then the payload:
 * timestamp (8; its highest bit says that a hash follows), state root after the block before (32), that block's hash (32),
 * raw transaction. The header has a checksum of its own so that a damaged length is never mistaken for a write cut short.
 *
 * @param timestampSeconds the block's timestamp
 * @param stateRootBefore state root after the block before: replaying must arrive at it
 * @param hashBefore hash of the block before, which replaying must give too; empty in records of nodes that kept none
 * @param raw the signed transaction, as for eth_sendRawTransaction
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lives between the file and the socket
record JournalRecord(long timestampSeconds, byte[] stateRootBefore, byte[] hashBefore, byte[] raw) {
    static final int HEADER_BYTES = 12;
    static final int HASH_BYTES = 32;
    /** geth's limit for a transaction in its pool. */
    static final int MAX_RAW_BYTES = 128 * 1024;

    private static final int LEAST_BYTES = Long.BYTES + HASH_BYTES;
    static final int MAX_PAYLOAD_BYTES = LEAST_BYTES + HASH_BYTES + MAX_RAW_BYTES;
    private static final byte[] NO_HASH = new byte[0];

    JournalRecord {
        if (raw.length == 0 || raw.length > MAX_RAW_BYTES) {
            throw new ChainException("a transaction must have 1 to " + MAX_RAW_BYTES + " bytes, not " + raw.length);
        }
        if (stateRootBefore.length != HASH_BYTES || (hashBefore.length != 0 && hashBefore.length != HASH_BYTES)) {
            throw new ChainException("a state root and a block hash have " + HASH_BYTES + " bytes");
        }
    }

    static JournalRecord after(BlockHead head, long timestampSeconds, byte[] raw) {
        return new JournalRecord(timestampSeconds, bytes(head.stateRoot()), bytes(head.hash()), raw);
    }

    /** Whether the block before this one is the block that the record was written after. */
    boolean follows(BlockHead block) {
        return Arrays.equals(stateRootBefore, bytes(block.stateRoot()))
                && (hashBefore.length == 0 || Arrays.equals(hashBefore, bytes(block.hash())));
    }

    private static byte[] bytes(String hash) {
        return Hex.parse(hash.substring(2));
    }

    byte[] toFrame() {
        ByteBuffer payload = ByteBuffer.allocate(LEAST_BYTES + hashBefore.length + raw.length)
                .putLong(hashBefore.length == 0 ? timestampSeconds : timestampSeconds | Long.MIN_VALUE)
                .put(stateRootBefore)
                .put(hashBefore)
                .put(raw)
                .flip();
        ByteBuffer frame = ByteBuffer.allocate(HEADER_BYTES + payload.remaining())
                .putInt(payload.remaining())
                .putInt(checksum(payload));
        frame.putInt(checksum(frame.duplicate().flip())).put(payload);
        return frame.array();
    }

    /** The payload's length, or -1 when the header's checksum does not hold. Consumes the header. */
    static int payloadLength(ByteBuffer header) {
        int checksum = checksum(header.duplicate().limit(header.position() + 2 * Integer.BYTES));
        int length = header.getInt();
        header.getInt();
        return header.getInt() == checksum && length > LEAST_BYTES && length <= MAX_PAYLOAD_BYTES ? length : -1;
    }

    static JournalRecord parse(byte[] payload) {
        ByteBuffer in = ByteBuffer.wrap(payload);
        long timestamp = in.getLong();
        byte[] root = new byte[HASH_BYTES];
        in.get(root);
        byte[] hash = timestamp < 0 ? new byte[HASH_BYTES] : NO_HASH;
        if (in.remaining() <= hash.length) {
            throw new ChainException("a record of the chain's journal ends before its transaction");
        }
        in.get(hash);
        byte[] raw = new byte[in.remaining()];
        in.get(raw);
        return new JournalRecord(timestamp & Long.MAX_VALUE, root, hash, raw);
    }

    static int checksum(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.duplicate());
        return (int) crc.getValue();
    }
}
