package org.openledger.verify.dataset;

import java.io.IOException;
import org.openledger.verify.bytes.Json.JsonObject;

/** Writes the rows of a version into the data's file, in their order. */
interface RowWriter {
    /**
     * @param content as its leaf commits to it
     * @param row the same, parsed
     */
    void write(byte[] content, JsonObject row) throws IOException;

    /** Ends the file; its stream stays open. */
    void end() throws IOException;
}
