package org.openledger.datanet.file;

import java.io.IOException;
import java.io.InputStream;

/** Bytes that can be read from their beginning as often as needed. */
interface ByteSource {
    InputStream open() throws IOException;

    /** The first bytes. */
    default byte[] head() throws IOException {
        try (InputStream in = open()) {
            return in.readNBytes(FileLimits.HEAD_BYTES);
        }
    }
}
