package org.openledger.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * A disk whose n-th write from now fails, after half of the content was read and before anything is visible; every
 * other write goes to the real file system.
 */
public final class FaultyDisk implements Disk {
    /** What the operating system says. */
    public enum Fault {
        FULL("No space left on device"),
        BROKEN("Input/output error");

        private final String message;

        Fault(String message) {
            this.message = message;
        }
    }

    private final Disk real = new LocalDisk();
    private final Fault fault;
    private int writesUntilFault;

    /** @param failingWrite which write fails, counted from 1 */
    public FaultyDisk(Fault fault, int failingWrite) {
        this.fault = fault;
        this.writesUntilFault = failingWrite;
    }

    @Override
    public void replace(Path target, byte[] content) throws IOException {
        replace(target, new ByteArrayInputStream(content));
    }

    @Override
    public long replace(Path target, InputStream content) throws IOException {
        return fails() ? real.replace(target, new Torn(content, fault)) : real.replace(target, content);
    }

    @Override
    public void append(Path target, byte[] content) throws IOException {
        if (fails()) {
            throw new IOException(fault.message);
        }
        real.append(target, content);
    }

    private synchronized boolean fails() {
        return --writesUntilFault == 0;
    }

    /** Gives the first bytes, then the fault. */
    private static final class Torn extends InputStream {
        private final InputStream content;
        private final Fault fault;
        private int bytesUntilFault = 2;

        Torn(InputStream content, Fault fault) {
            this.content = content;
            this.fault = fault;
        }

        @Override
        public int read() throws IOException {
            if (bytesUntilFault-- == 0) {
                throw new IOException(fault.message);
            }
            return content.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (bytesUntilFault <= 0) {
                throw new IOException(fault.message);
            }
            int count = content.read(buffer, offset, Math.min(length, bytesUntilFault));
            bytesUntilFault -= Math.max(count, 0);
            return count;
        }
    }
}
