package org.openledger.chain.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.openledger.store.Disk;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * anvil's whole state after some block, so that starting replays only what came later. Only a saving of time: one that is
 * missing, damaged, or does not fit the journal is passed over, never trusted.
 *
 * <p>File: a line {@code <sha256 of the rest> <block number> <state root>}, then the state as anvil_dumpState gives it.
 *
 * @param block the number of the block
 * @param stateRoot after that block, 0x and 64 hex digits
 * @param state hex, from anvil_dumpState
 */
record Snapshot(long block, String stateRoot, String state) {
    private static final Logger LOG = LoggerFactory.getLogger(Snapshot.class);
    private static final int KEPT = 2;
    private static final String PREFIX = "snapshot-";
    private static final int HEAD_FIELDS = 3;
    private static final int MAX_HEAD_BYTES = 256;

    static void write(Path folder, Snapshot snapshot, Disk disk) throws IOException {
        byte[] state = snapshot.state.getBytes(StandardCharsets.US_ASCII);
        String rest = " " + snapshot.block + " " + snapshot.stateRoot + "\n";
        byte[] body = concatenate(rest.getBytes(StandardCharsets.US_ASCII), state);
        byte[] digest = Hex.of(Hashes.sha256(body)).getBytes(StandardCharsets.US_ASCII);
        disk.replace(folder.resolve(PREFIX + snapshot.block), concatenate(digest, body));
        List<Path> files = newestFirst(folder);
        for (Path old : files.subList(Math.min(KEPT, files.size()), files.size())) {
            Files.deleteIfExists(old);
        }
    }

    /** The newest sound snapshot at or before a block. */
    static Optional<Snapshot> newest(Path folder, long maxBlock) throws IOException {
        for (Path file : newestFirst(folder)) {
            Optional<Snapshot> found = read(file);
            if (found.isPresent() && found.get().block <= maxBlock) {
                return found;
            }
            LOG.warn("{} is damaged or newer than the journal: passed over", file.getFileName());
        }
        return Optional.empty();
    }

    static Optional<Snapshot> read(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        int lineEnd = 0;
        while (lineEnd < Math.min(content.length, MAX_HEAD_BYTES) && content[lineEnd] != '\n') {
            lineEnd++;
        }
        String[] fields = new String(content, 0, lineEnd, StandardCharsets.US_ASCII).split(" ", -1);
        if (fields.length != HEAD_FIELDS || lineEnd == content.length) {
            return Optional.empty();
        }
        byte[] body = Arrays.copyOfRange(content, fields[0].length(), content.length);
        if (!Hex.of(Hashes.sha256(body)).equals(fields[0])) {
            return Optional.empty();
        }
        String state = new String(content, lineEnd + 1, content.length - lineEnd - 1, StandardCharsets.US_ASCII);
        return Optional.of(new Snapshot(Long.parseLong(fields[1]), fields[2], state));
    }

    static List<Path> newestFirst(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches(PREFIX + "\\d{1,18}"))
                    .sorted(Comparator.comparingLong(Snapshot::blockIn).reversed())
                    .toList();
        }
    }

    private static long blockIn(Path file) {
        return Long.parseLong(file.getFileName().toString().substring(PREFIX.length()));
    }

    private static byte[] concatenate(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
