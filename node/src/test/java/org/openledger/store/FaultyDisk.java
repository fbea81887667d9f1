package org.openledger.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * The machine's disk, on which one write fails, or all do while it is told to. A write that fails has read half of its
 * content and leaves nothing, unless only the answer is lost.
 */
public final class FaultyDisk implements Disk {
    /** What goes wrong, in the words of the operating system. */
    public enum Fault {
        FULL("No space left on device"),
        BROKEN("Input/output error"),
        /** The write took place, but that is not known. */
        ANSWER_LOST("Input/output error");

        private final String message;

        Fault(String message) {
            this.message = message;
        }
    }

    private final Disk real = new LocalDisk();
    private final Fault fault;
    private final int failingWrite;
    private int writes;
    private boolean allFail;

    /** @param failingWrite which write fails, counted from 1; 0 for none */
    public FaultyDisk(Fault fault, int failingWrite) {
        this.fault = fault;
        this.failingWrite = failingWrite;
    }

    /** Whether every write fails from now on. */
    public synchronized void failAll(boolean fail) {
        allFail = fail;
    }

    /** How many writes there were. */
    public synchronized int writes() {
        return writes;
    }

    @Override
    public void replace(Path target, byte[] content) throws IOException {
        replace(target, new ByteArrayInputStream(content));
    }

    @Override
    public long replace(Path target, InputStream content) throws IOException {
        boolean fails = fails();
        if (!fails || fault == Fault.ANSWER_LOST) {
            long length = real.replace(target, content);
            failIf(fails);
            return length;
        }
        return real.replace(target, new Torn(content, fault));
    }

    @Override
    public void append(Path target, byte[] content) throws IOException {
        boolean fails = fails();
        if (!fails || fault == Fault.ANSWER_LOST) {
            real.append(target, content);
        }
        failIf(fails);
    }

    private void failIf(boolean fails) throws IOException {
        if (fails) {
            throw new IOException(fault.message);
        }
    }

    private synchronized boolean fails() {
        return ++writes == failingWrite || allFail;
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
