package org.openledger.chain.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.openledger.store.Disk;
import org.openledger.store.LocalDisk;

/** The machine's disk, until it is full. */
final class FullDisk implements Disk {
    private final LocalDisk disk = new LocalDisk();
    volatile boolean full;

    private void check() throws IOException {
        if (full) {
            throw new IOException("No space left on device");
        }
    }

    @Override
    public void replace(Path target, byte[] content) throws IOException {
        disk.replace(target, content);
    }

    @Override
    public long replace(Path target, InputStream content) throws IOException {
        check();
        return disk.replace(target, content);
    }

    @Override
    public void append(Path target, byte[] content) throws IOException {
        check();
        disk.append(target, content);
    }
}
