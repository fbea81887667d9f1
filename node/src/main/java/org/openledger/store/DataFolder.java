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
    private final @Nullable FileChannel lockFile;

    private DataFolder(Path path, @Nullable FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /** Takes the folder, making it when missing. Throws {@link StoreException} when another process holds it. */
    public static DataFolder lock(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        try {
            Files.createDirectories(absolute);
            OwnerOnly.begin(absolute);
            FileChannel channel = FileChannel.open(
                    absolute.resolve("node.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel, /* shared= */ false) == null) {
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

    /** Keeps nodes out of a folder while it is read; makes and writes nothing. Others may read it too. */
    public static DataFolder lockToRead(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        Path lock = absolute.resolve("node.lock");
        try {
            if (!Files.exists(lock)) {
                return new DataFolder(absolute, null);
            }
            FileChannel channel = FileChannel.open(lock, StandardOpenOption.READ);
            if (tryLock(channel, /* shared= */ true) == null) {
                channel.close();
                throw new StoreException("the data folder " + absolute
                        + " is in use by a node: stop that one first, for what it keeps" + " changes while it runs");
            }
            return new DataFolder(absolute, channel);
        } catch (IOException e) {
            throw new StoreException("cannot read the data folder " + absolute + ": " + e.getMessage(), e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel, boolean shared) throws IOException {
        try {
            return channel.tryLock(0, Long.MAX_VALUE, shared);
        } catch (OverlappingFileLockException held) {
            return null;
        }
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() {
        FileChannel held = lockFile;
        if (held == null) {
            return;
        }
        try {
            held.close();
        } catch (IOException e) {
            throw new StoreException("cannot release the data folder " + path + ": " + e.getMessage(), e);
        }
    }
}
