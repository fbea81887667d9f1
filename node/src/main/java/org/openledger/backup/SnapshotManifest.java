package org.openledger.backup;

import java.util.List;

/**
 * What a snapshot holds.
 *
 * @param format of the backup; this program knows {@value #FORMAT}
 * @param takenMillis when the database was copied
 * @param program the version of the program that took it
 * @param schema the last migration of the database
 * @param operator the node's own address
 * @param logEntries entries of the log in the database
 * @param files all that are copied, by their paths; keys stand apart
 */
public record SnapshotManifest(
        int format,
        long takenMillis,
        String program,
        String schema,
        String operator,
        long logEntries,
        List<CopiedFile> files) {
    static final int FORMAT = 1;

    public SnapshotManifest {
        files = List.copyOf(files);
    }

    /**
     * A file of the data folder.
     *
     * @param path in the folder, with slashes
     * @param sha256 of its content, 64 hexadecimal digits
     * @param pieces the SHA-256 of each piece, in order; a piece is a file of the backup
     */
    public record CopiedFile(String path, long bytes, String sha256, List<String> pieces) {
        public CopiedFile {
            pieces = List.copyOf(pieces);
        }
    }

    SnapshotManifest with(List<CopiedFile> copied) {
        return new SnapshotManifest(format, takenMillis, program, schema, operator, logEntries, copied);
    }

    /** Of all files together. */
    public long bytes() {
        return files.stream().mapToLong(CopiedFile::bytes).sum();
    }
}
