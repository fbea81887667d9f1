package org.openledger.tensor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** Files that are seen whole or not at all: written beside their place, forced to the disk, then renamed onto it. */
public final class AtomicFile {
    private AtomicFile() {}

    /** What is written into the channel of the new file. */
    @FunctionalInterface
    public interface Content {
        void writeTo(FileChannel channel) throws IOException;
    }

    /**
     * Writes {@code file} anew, with its folder where that is missing.
     *
     * @throws TensorException when the disk refuses; the old file, if any, is then untouched
     */
    public static void write(Path file, Content content) {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "the root folder is no file");
        Path partial = folder.resolve(file.getFileName() + ".partial");
        try {
            Files.createDirectories(folder);
            try (FileChannel channel = FileChannel.open(
                    partial,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                content.writeTo(channel);
                channel.force(true);
            }
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            forceFolder(folder);
        } catch (IOException failure) {
            throw new TensorException(
                    "cannot write " + file + ": " + failure.getMessage() + "; check the free space and the rights",
                    failure);
        }
    }

    /** Writes {@code text} as UTF-8. */
    public static void write(Path file, String text) {
        write(file, channel -> writeFully(channel, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8))));
    }

    static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    // The rename itself survives a power cut only when the folder reaches the disk too.
    private static void forceFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
