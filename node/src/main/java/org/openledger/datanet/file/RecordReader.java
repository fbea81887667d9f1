package org.openledger.datanet.file;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads a file record by record. */
public interface RecordReader extends Closeable {
    /** What comes next; null at the end. */
    @Nullable
    Read next() throws IOException;
}
