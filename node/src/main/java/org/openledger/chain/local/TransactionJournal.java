package org.openledger.chain.local;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import org.openledger.chain.ChainException;
import org.openledger.store.Disk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The embedded chain's memory: every transaction in the order in which it ran. A record is on the disk when {@link #append}
 * returns. A last record cut short by a crash was never acknowledged and is cut off on opening; damage anywhere else is
 * refused, because what follows it can no longer be trusted.
 */
final class TransactionJournal {
    private static final Logger LOG = LoggerFactory.getLogger(TransactionJournal.class);
    private static final byte[] MAGIC = "OLCHAIN1".getBytes(StandardCharsets.US_ASCII);
    private static final int DIGEST_BYTES = 32;
    /** Before the first record. */
    static final int HEAD_BYTES = MAGIC.length + DIGEST_BYTES;
    /** No signed transaction ends in so many zeros, so they are space the file system gave but never filled. */
    private static final int UNWRITTEN_ZEROS = 8;

    private final Path file;
    private final Disk disk;
    private long records;
    private long lastTimestampSeconds;
    private long endBytes;
    private long cutOffBytes;

    private TransactionJournal(Path file, Disk disk) {
        this.file = file;
        this.disk = disk;
    }

    /**
     * Opens the journal, or makes an empty one, and checks every record.
     *
     * @param genesisDigest SHA-256 of the genesis file: a journal means nothing on another genesis
     */
    static TransactionJournal open(Path file, byte[] genesisDigest, Disk disk) {
        TransactionJournal journal = new TransactionJournal(file, disk);
        byte[] head =
                ByteBuffer.allocate(HEAD_BYTES).put(MAGIC).put(genesisDigest).array();
        try {
            if (!Files.exists(file)) {
                disk.replace(file, head);
            }
            journal.check(head);
        } catch (IOException e) {
            throw new ChainException("cannot read the chain's journal " + file + ": " + e.getMessage(), e);
        }
        return journal;
    }

    long records() {
        return records;
    }

    /** The last block's timestamp, 0 when there is none. */
    long lastTimestampSeconds() {
        return lastTimestampSeconds;
    }

    long endBytes() {
        return endBytes;
    }

    /** What opening cut off: bytes of a last record that a crash left unfinished. */
    long cutOffBytes() {
        return cutOffBytes;
    }

    /** Makes the record durable. When this throws, the record is not part of the journal. */
    void append(JournalRecord record) throws IOException {
        byte[] frame = record.toFrame();
        if (Files.size(file) != endBytes) {
            throw new IOException("the journal " + file + " changed under this node: restart it to check the file");
        }
        disk.append(file, frame);
        records++;
        endBytes += frame.length;
        lastTimestampSeconds = record.timestampSeconds();
    }

    /** Receives the records one by one. */
    interface Visitor<X extends Exception> {
        void visit(long ordinal, JournalRecord record) throws X;
    }

    /** Reads the records after the first {@code skip}; ordinals (and so block numbers) count from 1. */
    <X extends Exception> void replay(long skip, Visitor<X> visitor) throws IOException, X {
        try (DataInputStream in = openRecords()) {
            for (long ordinal = 1; ordinal <= records; ordinal++) {
                byte[] payload = readPayload(in);
                if (ordinal > skip) {
                    visitor.visit(ordinal, JournalRecord.parse(payload));
                }
            }
        }
    }

    /** One block's record; empty past the end of the journal. */
    Optional<JournalRecord> record(long block) throws IOException {
        try (DataInputStream in = openRecords()) {
            for (long ordinal = 1; ordinal <= records; ordinal++) {
                byte[] payload = readPayload(in);
                if (ordinal == block) {
                    return Optional.of(JournalRecord.parse(payload));
                }
            }
        }
        return Optional.empty();
    }

    private DataInputStream openRecords() throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)));
        in.skipNBytes(HEAD_BYTES);
        return in;
    }

    private byte[] readPayload(DataInputStream in) throws IOException {
        int length = JournalRecord.payloadLength(ByteBuffer.wrap(in.readNBytes(JournalRecord.HEADER_BYTES)));
        if (length < 0) {
            throw new IOException("the journal " + file + " changed under this node");
        }
        return in.readNBytes(length);
    }

    private void check(byte[] head) throws IOException {
        long size = Files.size(file);
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            byte[] found = in.readNBytes(head.length);
            if (!Arrays.equals(found, head)) {
                throw new ChainException("the chain's journal " + file
                        + " does not belong to the genesis beside it. Restore both from one backup.");
            }
            endBytes = head.length;
            while (endBytes < size) {
                long read = checkRecord(in, size - endBytes);
                if (read < 0) {
                    cutOff(size);
                    return;
                }
                endBytes += read;
                records++;
            }
        }
    }

    /** Bytes of the record that begins here, or -1 when it is the unfinished last one. */
    private long checkRecord(DataInputStream in, long remaining) throws IOException {
        if (remaining < JournalRecord.HEADER_BYTES) {
            return -1;
        }
        byte[] header = readFully(in, JournalRecord.HEADER_BYTES);
        int length = JournalRecord.payloadLength(ByteBuffer.wrap(header));
        if (length < 0) {
            return unfinishedOrDamaged(isZero(in, remaining - JournalRecord.HEADER_BYTES));
        }
        long frameBytes = (long) JournalRecord.HEADER_BYTES + length;
        if (frameBytes > remaining) {
            return -1;
        }
        byte[] payload = readFully(in, length);
        if (JournalRecord.checksum(ByteBuffer.wrap(payload))
                != ByteBuffer.wrap(header).getInt(Integer.BYTES)) {
            return unfinishedOrDamaged(frameBytes == remaining && endsInZeros(payload));
        }
        return accept(JournalRecord.parse(payload), frameBytes);
    }

    private long accept(JournalRecord record, long frameBytes) {
        if (record.timestampSeconds() < lastTimestampSeconds) {
            throw damaged();
        }
        lastTimestampSeconds = record.timestampSeconds();
        return frameBytes;
    }

    private long unfinishedOrDamaged(boolean unfinished) {
        if (!unfinished) {
            throw damaged();
        }
        return -1;
    }

    private ChainException damaged() {
        return new ChainException(
                "the chain's journal " + file + " is damaged at byte " + endBytes + " (record " + (records + 1)
                        + "). Nothing was changed. Restore the file from a backup: what follows cannot be trusted.");
    }

    private void cutOff(long size) throws IOException {
        cutOffBytes = size - endBytes;
        LOG.warn(
                "the chain's journal ended in an unfinished record: {} bytes were cut off at byte {}",
                cutOffBytes,
                endBytes);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(endBytes);
            channel.force(true);
        }
    }

    private static byte[] readFully(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return bytes;
    }

    private static boolean isZero(InputStream in, long remaining) throws IOException {
        if (remaining > JournalRecord.MAX_PAYLOAD_BYTES) {
            return false;
        }
        for (byte value : in.readAllBytes()) {
            if (value != 0) {
                return false;
            }
        }
        return remaining > 0;
    }

    private static boolean endsInZeros(byte[] payload) {
        for (int at = payload.length - UNWRITTEN_ZEROS; at < payload.length; at++) {
            if (payload[at] != 0) {
                return false;
            }
        }
        return true;
    }
}
