package org.openledger.log;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.openledger.verify.Checkpoint;
import org.openledger.verify.LogEntry;
import org.openledger.verify.MerkleTree;
import org.openledger.verify.VerifierKey;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.VerifyException;

/** All of a log as a reader takes it from its tiles: the entries under a signed checkpoint, whose root is computed again. */
public final class LogCopy {
    /** Entries that are read; a longer log needs a reader that keeps its place. */
    public static final long MAX_ENTRIES = 1 << 22;

    private final Checkpoint checkpoint;
    private final List<byte[]> entries;
    private final List<byte[]> leafHashes;

    private LogCopy(Checkpoint checkpoint, List<byte[]> entries) {
        this.checkpoint = checkpoint;
        this.entries = entries;
        this.leafHashes = entries.stream().map(MerkleTree::leafHash).toList();
    }

    /**
     * Reads checkpoint and entries.
     *
     * @param fetch from a path below {@code /log/} to its bytes
     * @param key whose signature the checkpoint must have
     * @throws LogException when the entries do not have the signed root
     */
    public static LogCopy read(Function<String, byte[]> fetch, VerifierKey key) {
        try {
            String note = new String(fetch.apply("checkpoint"), StandardCharsets.UTF_8);
            Checkpoint checkpoint = Checkpoint.verify(note, key);
            if (checkpoint.size() > MAX_ENTRIES) {
                throw new LogException(
                        "the log has " + checkpoint.size() + " entries; at most " + MAX_ENTRIES + " are read at once");
            }
            List<byte[]> entries = new ArrayList<>();
            for (long index = 0; entries.size() < checkpoint.size(); index++) {
                Tile tile = new Tile(0, index, Tile.widthAt(checkpoint.size(), 0, index));
                entries.addAll(split(fetch.apply(tile.entriesPath()), tile));
            }
            LogCopy copy = new LogCopy(checkpoint, entries);
            if (!copy.root(checkpoint.size()).equals(checkpoint.root())) {
                throw new LogException("the log's entries do not have the root that its key signed");
            }
            return copy;
        } catch (VerifyException e) {
            throw new LogException("the log does not hold: " + e.getMessage(), e);
        }
    }

    private static List<byte[]> split(byte[] bundle, Tile tile) {
        List<byte[]> entries = new ArrayList<>(tile.width());
        int position = 0;
        while (entries.size() < tile.width()) {
            int length = position + 2 > bundle.length
                    ? Integer.MAX_VALUE
                    : ((bundle[position] & 0xFF) << 8) | (bundle[position + 1] & 0xFF);
            if (length > bundle.length - position - 2) {
                throw new LogException("the log's bundle " + tile.entriesPath() + " is cut off");
            }
            entries.add(Arrays.copyOfRange(bundle, position + 2, position + 2 + length));
            position += 2 + length;
        }
        return entries;
    }

    public Checkpoint checkpoint() {
        return checkpoint;
    }

    /** The root of the first {@code size} entries, 64 hex digits. */
    public String root(long size) {
        if (size < 0 || size > entries.size()) {
            throw new LogException("the log has " + entries.size() + " entries, not " + size);
        }
        return Hex.of(MerkleTree.root(leafHashes.subList(0, (int) size)));
    }

    /** The entry at an index. */
    public LogEntry entry(long index) {
        return LogEntry.parse(entries.get(Math.toIntExact(index)));
    }

    /** The indices of the receipts' entries, in order. */
    public List<Long> receipts() {
        List<Long> receipts = new ArrayList<>();
        for (int index = 0; index < entries.size(); index++) {
            if (entry(index).kind().equals(LogEntry.RECEIPT)) {
                receipts.add((long) index);
            }
        }
        return receipts;
    }
}
