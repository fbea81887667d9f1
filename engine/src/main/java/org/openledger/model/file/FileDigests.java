package org.openledger.model.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.TreeSet;

/**
 * The digest by which a folder of files is known: SHA-256 over the lines {@code <sha256 of the file>␠␠<name>\n} in the order of
 * the names, which is what {@code sha256sum} prints, so that a shell can check it.
 */
public final class FileDigests {
    private static final int BUFFER_BYTES = 1 << 16;

    private FileDigests() {}

    /** The digest of one file, 64 lowercase hex digits. */
    public static String ofFile(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return of(in);
        } catch (IOException failure) {
            throw new ModelException("cannot read " + file + ": " + failure.getMessage(), failure);
        }
    }

    /** The digest of all that is read, 64 lowercase hex digits. */
    public static String of(InputStream in) throws IOException {
        MessageDigest sha256 = sha256();
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            sha256.update(buffer, 0, read);
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    /** The digest of the named files of a folder, 64 lowercase hex digits. */
    public static String ofFolder(Path folder, Collection<String> names) {
        StringBuilder lines = new StringBuilder();
        for (String name : new TreeSet<>(names)) {
            lines.append(ofFile(folder.resolve(name))).append("  ").append(name).append('\n');
        }
        return HexFormat.of().formatHex(sha256().digest(lines.toString().getBytes(StandardCharsets.UTF_8)));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
