package org.openledger.log;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.openledger.store.Disk;

/** A real disk on which one call fails: before it does anything, or after it did all, when only the answer is lost. */
final class FaultyDisk implements Disk {
    private final Disk disk;
    private final int failingCall;
    private final boolean afterwards;
    private int calls;

    FaultyDisk(Disk disk, int failingCall, boolean afterwards) {
        this.disk = disk;
        this.failingCall = failingCall;
        this.afterwards = afterwards;
    }

    int calls() {
        return calls;
    }

    @Override
    public void replace(Path target, byte[] content) throws IOException {
        boolean fails = calls++ == failingCall;
        if (!fails || afterwards) {
            disk.replace(target, content);
        }
        if (fails) {
            throw new IOException("no space left on device");
        }
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
