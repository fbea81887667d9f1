package org.openledger.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.openledger.verify.LogKey;
import org.openledger.verify.bytes.VerifyException;

/** The log's signing key in its file, which only the node's user may read. Made once: another key is another log. */
final class LogKeyFile {
    private LogKeyFile() {}

    /** Reads the key; empty when there is no file. */
    static Optional<LogKey> read(Path file) {
        try {
            return Optional.of(LogKey.parse(Files.readString(file, StandardCharsets.UTF_8)));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException | VerifyException e) {
            throw new LogException(
                    "cannot read the log's key " + file + ": " + e.getMessage() + ". Restore it from a backup.", e);
        }
    }

    /** Makes a new key and its file, durably. */
    static LogKey create(Path file, String origin) {
        LogKey key = LogKey.generate(origin);
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IllegalArgumentException("a file needs a folder: " + file);
        }
        try {
            Files.createDirectories(folder);
            Path temporary = folder.resolve("." + file.getFileName() + ".tmp");
            Files.deleteIfExists(temporary);
            writePrivately(temporary, key.secretText().getBytes(StandardCharsets.UTF_8));
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            forceFolder(folder);
            return key;
        } catch (IOException e) {
            throw new LogException("cannot make the log's key " + file + ": " + e.getMessage(), e);
        }
    }

    private static void writePrivately(Path file, byte[] content) throws IOException {
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(file, options, onlyOwner())) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /** Where the file system knows no such permissions, the data folder's own must do. */
    private static FileAttribute<?>[] onlyOwner() {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static void forceFolder(Path folder) throws IOException {
        if (!System.getProperty("os.name", "").startsWith("Windows")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
