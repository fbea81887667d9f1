package org.openledger.retrieval;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.openledger.model.file.FileDigests;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;

/**
 * What an index folder must hold: lines of text that name the format, the base, the version's root, the rows, the digest of what
 * was indexed, and every file with its SHA-256; the last line is the SHA-256 of those above it. A manifest is checked by writing
 * it again from what the folder holds, so that any changed byte of it or of a file is found.
 *
 * @param base digest of the base that made the vectors
 * @param root Merkle root of the version
 * @param rows how many rows are indexed
 * @param digest of what was indexed: see {@link RowIndexBuilder}
 */
record IndexManifest(String base, String root, long rows, String digest) {
    static final String FILE = "manifest";
    private static final String FORMAT = "openledger.retrieval-index/2";
    /** Of indexes by words as they were written, which are made again before they are searched. */
    private static final String WRITTEN_WORDS = "openledger.retrieval-index/1";

    private static final String BASE = "base ";
    private static final int MAX_BYTES = 1 << 20;
    private static final int ROWS_LINE = 3;
    private static final int DIGEST_LINE = 4;

    /** Writes the manifest of the files that are there, which makes the folder an index. */
    void write(Path folder) throws IOException {
        Files.write(folder.resolve(FILE), bytes(folder, FORMAT));
    }

    /** The manifest of a whole index of this base and version; empty when anything differs. */
    static Optional<IndexManifest> read(Path folder, String base, String root) throws IOException {
        return read(folder, base, root, FORMAT);
    }

    /** Whether a folder is an undamaged index of this base and version, of any format that there was. */
    static boolean isWhole(Path folder, String base, String root) throws IOException {
        return read(folder, base, root, FORMAT).isPresent()
                || read(folder, base, root, WRITTEN_WORDS).isPresent();
    }

    private static Optional<IndexManifest> read(Path folder, String base, String root, String format)
            throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
            return Optional.empty();
        }
        byte[] found = Files.readAllBytes(file);
        List<String> lines = new String(found, StandardCharsets.UTF_8)
                .lines()
                .limit(DIGEST_LINE + 1)
                .toList();
        if (lines.size() <= DIGEST_LINE || !lines.get(ROWS_LINE).matches("rows [0-9]{1,18}")) {
            return Optional.empty();
        }
        IndexManifest manifest = new IndexManifest(
                base,
                root,
                Long.parseLong(lines.get(ROWS_LINE).substring("rows ".length())),
                lines.get(DIGEST_LINE).replaceFirst("^digest ", ""));
        return java.util.Arrays.equals(found, manifest.bytes(folder, format))
                ? Optional.of(manifest)
                : Optional.empty();
    }

    /** The digest of the base that a folder says it was made with; empty where it says nothing. */
    static String statedBase(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
            return "";
        }
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith(BASE))
                .map(line -> line.substring(BASE.length()))
                .findFirst()
                .orElse("");
    }

    private byte[] bytes(Path folder, String format) throws IOException {
        StringBuilder lines = new StringBuilder(
                format + "\n" + BASE + base + "\nroot " + root + "\nrows " + rows + "\ndigest " + digest + "\n");
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = String.valueOf(file.getFileName());
                if (!name.equals(FILE)) {
                    lines.append(FileDigests.ofFile(file))
                            .append("  ")
                            .append(name)
                            .append('\n');
                }
            }
        }
        byte[] sealed = lines.toString().getBytes(StandardCharsets.UTF_8);
        return lines.append(Hex.of(Hashes.sha256(sealed)))
                .append('\n')
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }
}
