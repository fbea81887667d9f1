package org.openledger.log;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.openledger.store.Disk;

/** Writes real files without waiting for the disk, where a test needs many of them and no crash. */
final class UnforcedDisk implements Disk {
    @Override
    public void replace(Path target, byte[] content) throws IOException {
        Files.createDirectories(Objects.requireNonNull(target.getParent()));
        Files.write(target, content);
    }

    @Override
    public long replace(Path target, InputStream content) {
        throw new UnsupportedOperationException("the log replaces whole arrays");
    }

    @Override
    public void append(Path target, byte[] content) {
        throw new UnsupportedOperationException("the log does not append to files");
    }
}
