package org.openledger.verify.dataset;

import java.io.IOException;
import java.io.OutputStream;
import org.openledger.verify.bytes.Json.JsonObject;

/** One row a line, as its leaf commits to it. */
final class JsonLinesWriter implements RowWriter {
    private final OutputStream out;

    JsonLinesWriter(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(byte[] content, JsonObject row) throws IOException {
        out.write(content);
        out.write('\n');
    }

    @Override
    public void end() {}
}
