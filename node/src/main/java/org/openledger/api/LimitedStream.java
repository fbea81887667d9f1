package org.openledger.api;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Ends in a 413 once more than the limit was read. */
final class LimitedStream extends FilterInputStream {
    private final long maxBytes;
    private long seenBytes;

    LimitedStream(InputStream in, long maxBytes) {
        super(in);
        this.maxBytes = maxBytes;
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
            throw ApiException.tooLarge(maxBytes);
        }
    }
}
