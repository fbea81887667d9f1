package org.openledger.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A node's data folder, held by one process at a time. The operating system frees the lock when the process ends. */
public final class DataFolder implements AutoCloseable {
    private final Path path;
    private final FileChannel lockFile;

    private DataFolder(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /** Takes the folder, making it when missing. Throws {@link StoreException} when another process holds it. */
    public static DataFolder lock(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        try {
            Files.createDirectories(absolute);
            FileChannel channel = FileChannel.open(
                    absolute.resolve("node.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new StoreException("the data folder " + absolute
                        + " is in use by another node. Stop that one first, or start this one with another --data.");
            }
            return new DataFolder(absolute, channel);
        } catch (IOException e) {
            throw new StoreException(
                    "cannot use the data folder " + absolute + ": " + e.getMessage()
                            + ". Choose a folder this user may write to with --data.",
                    e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException held) {
            return null;
        }
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new StoreException("cannot release the data folder " + path + ": " + e.getMessage(), e);
        }
    }
}
