package org.openledger.registry;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.openledger.store.BoundedStream;
import org.openledger.store.Disk;
import org.openledger.store.Refusal.Kind;

/**
 * Unpacks a PEFT folder that came as a tar archive (POSIX ustar, with or without gzip). Nobody is trusted: only the two files of a
 * PEFT folder and texts about it are taken, each once and within its limit; a link, a path that leads elsewhere, or anything else
 * ends the unpacking with a sentence that names it. So neither many files nor a bomb fills the disk.
 */
final class AdapterArchive {
    static final String CONFIG = "adapter_config.json";
    static final String WEIGHTS = "adapter_model.safetensors";

    private static final int BLOCK_BYTES = 512;
    private static final int NAME_BYTES = 100;
    private static final int SIZE_AT = 124;
    private static final int NUMBER_BYTES = 12;
    private static final int CHECKSUM_AT = 148;
    private static final int CHECKSUM_BYTES = 8;
    private static final int TYPE_AT = 156;
    private static final int PREFIX_AT = 345;
    private static final int PREFIX_BYTES = 155;
    private static final int GZIP_MAGIC = 0x1f8b;
    private static final long MAX_TEXT_BYTES = 1 << 20;
    /** Entries that are no file: folders, and what pax says of the next one. */
    private static final int MAX_OTHER_ENTRIES = 64;

    private static final Set<String> TEXTS = Set.of("README.md", "LICENSE", "LICENSE.txt", "LICENSE.md");

    private final Disk disk;
    private final Path folder;
    private final Map<String, Long> limits = new LinkedHashMap<>();
    private final Set<String> found = new TreeSet<>();

    private AdapterArchive(Disk disk, Path folder, long maxWeightsBytes) {
        this.disk = disk;
        this.folder = folder;
        limits.put(CONFIG, MAX_TEXT_BYTES);
        limits.put(WEIGHTS, maxWeightsBytes);
        TEXTS.forEach(name -> limits.put(name, MAX_TEXT_BYTES));
    }

    /**
     * Writes the two files of a PEFT folder into {@code folder}.
     *
     * @param maxWeightsBytes the largest file of weights
     * @throws RegistryException where the archive is none, lacks a file, or holds what it should not
     */
    static void unpack(InputStream archive, Disk disk, Path folder, long maxWeightsBytes) throws IOException {
        AdapterArchive unpacking = new AdapterArchive(disk, folder, maxWeightsBytes);
        try {
            unpacking.read(plain(archive, maxWeightsBytes));
        } catch (EOFException | ZipException damaged) {
            throw refusal(Kind.MALFORMED, "The archive is damaged or ends early: " + damaged.getMessage() + ".");
        }
        for (String needed : Set.of(CONFIG, WEIGHTS)) {
            if (!unpacking.found.contains(needed)) {
                throw refusal(
                        Kind.INVALID,
                        "The archive has no " + needed
                                + ": send a tar of a PEFT folder, such as tar czf adapter.tgz -C FOLDER " + CONFIG + " "
                                + WEIGHTS + ".");
            }
        }
    }

    /** The tar, of which no more is read than a whole PEFT folder can have, however small it came. */
    private static InputStream plain(InputStream archive, long maxWeightsBytes) throws IOException {
        BufferedInputStream in = new BufferedInputStream(archive);
        in.mark(2);
        int magic = in.read() << Byte.SIZE | in.read();
        in.reset();
        return new BoundedStream(
                magic == GZIP_MAGIC ? new GZIPInputStream(in) : in,
                maxBytes(maxWeightsBytes),
                bytes -> refusal(
                        Kind.TOO_LARGE, "The archive unpacks to more than the " + bytes + " bytes that are allowed."));
    }

    /** What a whole archive may have, with all that is allowed beside the weights. */
    static long maxBytes(long maxWeightsBytes) {
        return maxWeightsBytes + (TEXTS.size() + 2L + MAX_OTHER_ENTRIES) * (MAX_TEXT_BYTES + BLOCK_BYTES);
    }

    private void read(InputStream in) throws IOException {
        int others = 0;
        for (byte[] header = in.readNBytes(BLOCK_BYTES); !isEnd(header); header = in.readNBytes(BLOCK_BYTES)) {
            requireChecksum(header);
            String path = path(header);
            long bytes = size(header, path);
            switch (header[TYPE_AT]) {
                case '0', 0 -> file(in, path, bytes);
                case '5', 'x', 'g' -> {
                    if (++others > MAX_OTHER_ENTRIES || bytes > MAX_TEXT_BYTES) {
                        throw refusal(
                                Kind.INVALID,
                                "The archive has too many folders or notes: send the files of one PEFT folder alone.");
                    }
                    nameIn(path + (path.endsWith("/") ? "" : "/") + CONFIG);
                    in.skipNBytes(bytes);
                }
                case '1', '2' ->
                    throw refusal(
                            Kind.INVALID,
                            "'" + shown(path) + "' in the archive is a link: pack the file that it leads to.");
                default ->
                    throw refusal(
                            Kind.INVALID,
                            "'" + shown(path) + "' in the archive is no plain file: send " + CONFIG + " and " + WEIGHTS
                                    + " alone.");
            }
            in.skipNBytes((BLOCK_BYTES - bytes % BLOCK_BYTES) % BLOCK_BYTES);
        }
    }

    private void file(InputStream in, String path, long bytes) throws IOException {
        String name = nameIn(path);
        Long limit = limits.get(name);
        if (limit == null) {
            throw refusal(
                    Kind.INVALID,
                    "The archive holds '" + shown(path) + "', which is no part of an adapter: send " + CONFIG + " and "
                            + WEIGHTS + " alone.");
        }
        if (bytes > limit) {
            throw refusal(
                    Kind.TOO_LARGE,
                    "'" + shown(path) + "' in the archive has " + bytes + " bytes; " + limit + " are allowed.");
        }
        if (!found.add(name)) {
            throw refusal(Kind.INVALID, "The archive holds '" + name + "' twice: send each file once.");
        }
        if (TEXTS.contains(name)) {
            in.skipNBytes(bytes);
        } else if (disk.replace(folder.resolve(name), new Part(in, bytes)) < bytes) {
            throw new EOFException("'" + name + "' is cut");
        }
    }

    /** The file's own name; it may stand in one folder. */
    private static String nameIn(String path) {
        String[] parts = path.startsWith("./") ? path.substring(2).split("/", -1) : path.split("/", -1);
        if (path.startsWith("/") || Arrays.asList(parts).contains("..") || path.indexOf('\\') >= 0) {
            throw refusal(
                    Kind.INVALID,
                    "'" + shown(path) + "' in the archive leads out of it: pack the files by their names alone.");
        }
        if (parts.length > 2) {
            throw refusal(
                    Kind.INVALID,
                    "'" + shown(path) + "' in the archive stands too deep: pack the files of one PEFT folder.");
        }
        return parts[parts.length - 1];
    }

    private static boolean isEnd(byte[] header) throws EOFException {
        if (header.length == 0) {
            return true;
        }
        if (header.length < BLOCK_BYTES) {
            throw new EOFException("its last header is cut");
        }
        return Arrays.equals(header, new byte[BLOCK_BYTES]);
    }

    /** The sum of the header's bytes with blanks in the place of the sum: what tells a tar from any other file. */
    private static void requireChecksum(byte[] header) {
        long sum = 0;
        for (int at = 0; at < BLOCK_BYTES; at++) {
            boolean ofSum = at >= CHECKSUM_AT && at < CHECKSUM_AT + CHECKSUM_BYTES;
            sum += ofSum ? ' ' : Byte.toUnsignedInt(header[at]);
        }
        String stated = text(header, CHECKSUM_AT, CHECKSUM_BYTES).strip();
        if (!stated.matches("[0-7]{1,8}") || Long.parseLong(stated, 8) != sum) {
            throw refusal(
                    Kind.MALFORMED,
                    "This is no tar archive, or it is damaged: send a tar of a PEFT folder, or a tar.gz.");
        }
    }

    private static String path(byte[] header) {
        String prefix = text(header, PREFIX_AT, PREFIX_BYTES);
        String name = text(header, 0, NAME_BYTES);
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private static long size(byte[] header, String path) {
        String octal = text(header, SIZE_AT, NUMBER_BYTES).strip();
        if (!octal.matches("[0-7]{1,12}")) {
            throw refusal(
                    Kind.MALFORMED, "'" + shown(path) + "' in the archive has no size: pack it again as a plain tar.");
        }
        return Long.parseLong(octal, 8);
    }

    private static String text(byte[] header, int at, int bytes) {
        int end = at;
        while (end < at + bytes && header[end] != 0) {
            end++;
        }
        return new String(header, at, end - at, StandardCharsets.UTF_8);
    }

    private static String shown(String path) {
        return path.replaceAll("\\p{Cntrl}", "?");
    }

    private static RegistryException refusal(Kind kind, String why) {
        return new RegistryException(kind, why);
    }

    /** The next bytes of a stream, which stays open. */
    private static final class Part extends InputStream {
        private final InputStream in;
        private long left;

        Part(InputStream in, long bytes) {
            this.in = in;
            this.left = bytes;
        }

        @Override
        public int read() throws IOException {
            int value = left > 0 ? in.read() : -1;
            left -= value >= 0 ? 1 : left;
            return value;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int count = in.read(buffer, offset, (int) Math.min(length, left));
            left -= count > 0 ? count : left;
            return count;
        }
    }
}
