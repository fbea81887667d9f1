package org.openledger.datanet.mapping;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.openledger.datanet.file.Read;
import org.openledger.datanet.file.RecordReader;
import org.openledger.datanet.file.Value;
import org.openledger.datanet.row.NoRowException;

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

    /** Each record made another one. */
    abstract static class OneByOne extends Regrouped {
        OneByOne(RecordReader records) {
            super(records);
        }

        /** @throws NoRowException for a record that is no row as the others are */
        abstract Value.Members remade(Value.Members record);

        @Override
        final void take(@Nullable Read read, Deque<Read> ready) {
            switch (read) {
                case null -> {}
                case Read.Bad bad -> ready.add(bad);
                case Read.Good good -> {
                    try {
                        ready.add(new Read.Good(good.place(), remade(good.values())));
                    } catch (NoRowException none) {
                        ready.add(new Read.Bad(good.place(), none.why(), none.detail(), "", false));
                    }
                }
            }
        }
    }
}
