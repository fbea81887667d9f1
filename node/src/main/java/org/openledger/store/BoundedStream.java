package org.openledger.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongFunction;

/** Refuses to be read past a limit, so that no sender can fill memory or disk. */
public final class BoundedStream extends FilterInputStream {
    private final long maxBytes;
    private final LongFunction<RuntimeException> refusal;
    private long seenBytes;

    /** @param refusal what is thrown, from the limit */
    public BoundedStream(InputStream in, long maxBytes, LongFunction<RuntimeException> refusal) {
        super(in);
        this.maxBytes = maxBytes;
        this.refusal = refusal;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        if (value >= 0) {
            count(1);
        }
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        if (count > 0) {
            count(count);
        }
        return count;
    }

    private void count(int bytes) {
        seenBytes += bytes;
        if (seenBytes > maxBytes) {
            throw refusal.apply(maxBytes);
        }
    }
}
