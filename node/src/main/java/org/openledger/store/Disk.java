package org.openledger.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** The file system as the node writes to it: the seam at which tests put a full or failing disk. */
public interface Disk {
    /**
     * Makes {@code target} hold exactly these bytes, durably: temporary file, fsync, rename, fsync of the folder. After
     * a crash the target holds either its old content or the new one, never a part.
     */
    void replace(Path target, byte[] content) throws IOException;

    /** Like {@link #replace(Path, byte[])} for a stream, which is read to its end. Returns the number of bytes. */
    long replace(Path target, InputStream content) throws IOException;

    /** Appends the bytes to a file, made when missing, and forces them to the disk. */
    void append(Path target, byte[] content) throws IOException;
}
