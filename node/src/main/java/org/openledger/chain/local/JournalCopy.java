package org.openledger.chain.local;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SignatureException;
import org.openledger.chain.ChainException;
import org.openledger.chain.KnownTransactions;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;
import org.web3j.crypto.SignedRawTransaction;
import org.web3j.crypto.TransactionDecoder;

/**
 * Copies the embedded chain's journal while the chain runs, as far as a database that was copied before knows it.
 *
 * <p>The outbox commits a signed transaction to the database before the chain sees it, and the journal has a transaction before the
 * database learns of its block. So the journal, read after the database, has all that the database knows. What it has beyond ends
 * before the first transaction that the operator signed later: a chain with it would have acts that the database never decided, and
 * would decide again. What lies between is what a crash leaves too: blocks that are still to be read.
 */
public final class JournalCopy {
    private JournalCopy() {}

    /**
     * Copies the records.
     *
     * @param journal that a chain may be appending to; it is only read
     * @param known by the database
     * @param operator whose transactions the outbox sends
     * @return how many blocks the copy has
     * @throws ChainException when a record is damaged, or the journal ends before what the database knows
     */
    public static long write(Path journal, Path target, KnownTransactions known, String operator) throws IOException {
        long records = 0;
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(journal)));
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(target))) {
            out.write(in.readNBytes(TransactionJournal.HEAD_BYTES));
            while (true) {
                byte[] header = in.readNBytes(JournalRecord.HEADER_BYTES);
                if (header.length < JournalRecord.HEADER_BYTES) {
                    break;
                }
                int length = JournalRecord.payloadLength(ByteBuffer.wrap(header));
                byte[] payload = length < 0 ? new byte[0] : in.readNBytes(length);
                if (length >= 0 && payload.length < length) {
                    break; // being written just now
                }
                if (length < 0
                        || JournalRecord.checksum(ByteBuffer.wrap(payload))
                                != ByteBuffer.wrap(header).getInt(Integer.BYTES)) {
                    throw new ChainException("the chain's journal " + journal + " is damaged in record " + (records + 1)
                            + ": run openledger fsck");
                }
                if (records >= known.block()
                        && isLater(JournalRecord.parse(payload).raw(), known, operator)) {
                    break;
                }
                out.write(header);
                out.write(payload);
                records++;
            }
        }
        if (records < known.block()) {
            throw new ChainException("the chain's journal " + journal + " has " + records
                    + " blocks, the database knows " + known.block() + ": run openledger fsck");
        }
        return records;
    }

    private static boolean isLater(byte[] raw, KnownTransactions known, String operator) {
        if (known.hashes().contains("0x" + Hex.of(Hashes.keccak256(raw)))) {
            return false;
        }
        try {
            return TransactionDecoder.decode("0x" + Hex.of(raw)) instanceof SignedRawTransaction signed
                    && signed.getFrom().equalsIgnoreCase(operator);
        } catch (SignatureException unsigned) {
            throw new ChainException("the chain's journal has a transaction without a signature", unsigned);
        }
    }
}
