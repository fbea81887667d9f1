package org.openledger.chain.local;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.openledger.chain.ChainException;

/**
 * One transaction as the journal keeps it, and so one block of the embedded chain.
 *
 * <p>On disk: payload length (4 bytes), CRC-32C of the payload (4), CRC-32C of these eight bytes (4), then the payload:
 * timestamp (8), state root before the block (32), raw transaction. The header has a checksum of its own so that a
 * damaged length is never mistaken for a write cut short.
 *
 * @param timestampSeconds the block's timestamp
 * @param stateRootBefore state root of the block before: replaying must arrive at it
 * @param raw the signed transaction, as for eth_sendRawTransaction
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lives between the file and the socket
record JournalRecord(long timestampSeconds, byte[] stateRootBefore, byte[] raw) {
    static final int HEADER_BYTES = 12;
    static final int ROOT_BYTES = 32;
    /** geth's limit for a transaction in its pool. */
    static final int MAX_RAW_BYTES = 128 * 1024;

    static final int FIXED_BYTES = Long.BYTES + ROOT_BYTES;
    static final int MAX_PAYLOAD_BYTES = FIXED_BYTES + MAX_RAW_BYTES;

    JournalRecord {
        if (raw.length == 0 || raw.length > MAX_RAW_BYTES || stateRootBefore.length != ROOT_BYTES) {
            throw new ChainException("a transaction must have 1 to " + MAX_RAW_BYTES + " bytes, not " + raw.length);
        }
    }

    byte[] toFrame() {
        ByteBuffer payload = ByteBuffer.allocate(FIXED_BYTES + raw.length)
                .putLong(timestampSeconds)
                .put(stateRootBefore)
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
        return header.getInt() == checksum && length > FIXED_BYTES && length <= MAX_PAYLOAD_BYTES ? length : -1;
    }

    static JournalRecord parse(byte[] payload) {
        ByteBuffer in = ByteBuffer.wrap(payload);
        long timestampSeconds = in.getLong();
        byte[] root = new byte[ROOT_BYTES];
        in.get(root);
        byte[] raw = new byte[in.remaining()];
        in.get(raw);
        return new JournalRecord(timestampSeconds, root, raw);
    }

    static int checksum(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.duplicate());
        return (int) crc.getValue();
    }
}
