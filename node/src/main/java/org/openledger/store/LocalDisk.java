package org.openledger.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;

/** The machine's own file system. */
public final class LocalDisk implements Disk {
    private static final int COPY_BUFFER_BYTES = 64 * 1024;

    @Override
    public void replace(Path target, byte[] content) throws IOException {
        replace(target, new ByteArrayInputStream(content));
    }

    @Override
    public long replace(Path target, InputStream content) throws IOException {
        Path folder = folderOf(target);
        Files.createDirectories(folder);
        Path temporary = folder.resolve("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            long written = writeForced(temporary, content);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            forceFolder(folder);
            return written;
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    @Override
    public void append(Path target, byte[] content) throws IOException {
        Path folder = folderOf(target);
        Files.createDirectories(folder);
        boolean made = !Files.exists(target);
        try (FileChannel file = FileChannel.open(target, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            long before = file.size();
            try {
                writeAll(file, ByteBuffer.wrap(content));
                file.force(true);
            } catch (IOException failure) {
                file.truncate(before);
                throw failure;
            }
        }
        if (made) {
            forceFolder(folder);
        }
    }

    /** Deletes a folder with all that is in it; one that is not there is fine. */
    public static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static long writeForced(Path file, InputStream content) throws IOException {
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            byte[] buffer = new byte[COPY_BUFFER_BYTES];
            long written = 0;
            for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
                writeAll(out, ByteBuffer.wrap(buffer, 0, count));
                written += count;
            }
            out.force(true);
            return written;
        }
    }

    private static void writeAll(FileChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }

    private static Path folderOf(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IllegalArgumentException("a file needs a folder: " + file);
        }
        return parent;
    }

    /** Makes renames in a folder durable, which they are only once it is; Windows has no such call and needs none. */
    public static void forceFolder(Path folder) throws IOException {
        if (!System.getProperty("os.name", "").startsWith("Windows")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
