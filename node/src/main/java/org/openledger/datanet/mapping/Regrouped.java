package org.openledger.datanet.mapping;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.openledger.datanet.file.Read;
import org.openledger.datanet.file.RecordReader;

/** Some records for those of another reader. */
abstract class Regrouped implements RecordReader {
    private final RecordReader records;
    private final Deque<Read> ready = new ArrayDeque<>();

    Regrouped(RecordReader records) {
        this.records = records;
    }

    /** Takes the next record, null at the end. */
    abstract void take(@Nullable Read read, Deque<Read> ready);

    @Override
    public @Nullable Read next() throws IOException {
        Read read = null;
        boolean more = true;
        while (ready.isEmpty() && more) {
            read = records.next();
            more = read != null;
            take(read, ready);
        }
        return ready.poll();
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
