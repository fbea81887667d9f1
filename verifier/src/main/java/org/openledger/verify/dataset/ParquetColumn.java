package org.openledger.verify.dataset;

import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * A column of texts and its values since the last row group, as one data page has them: plain, with levels in runs
 * (https://parquet.apache.org/docs/file-format/data-pages/encodings/).
 */
final class ParquetColumn {
    private final List<String> path;
    private final int mostDefined;
    private final boolean repeated;
    private final Runs repetition = new Runs();
    private final Runs definition = new Runs();
    private final ByteArrayOutputStream values = new ByteArrayOutputStream();
    private int count;

    /**
     * @param path its name in the schema
     * @param mostDefined the level at which a value is there
     * @param repeated whether a row can have several
     */
    ParquetColumn(List<String> path, int mostDefined, boolean repeated) {
        this.path = List.copyOf(path);
        this.mostDefined = mostDefined;
        this.repeated = repeated;
    }

    List<String> path() {
        return path;
    }

    /** How many values there are, those that are absent included. */
    int count() {
        return count;
    }

    int size() {
        return values.size();
    }

    /** A value that is there. */
    void add(boolean firstOfRow, byte[] value) {
        level(firstOfRow, mostDefined);
        littleEndian(values, value.length);
        values.writeBytes(value);
    }

    /** A value that is absent from some level on. */
    void addAbsent(boolean firstOfRow, int defined) {
        level(firstOfRow, defined);
    }

    private void level(boolean firstOfRow, int defined) {
        repetition.add(firstOfRow ? 0 : 1);
        definition.add(defined);
        count++;
    }

    /** The page's content; the column is empty afterwards. */
    byte[] takePage() {
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        if (repeated) {
            repetition.take(page);
        } else {
            repetition.clear();
        }
        definition.take(page);
        page.writeBytes(values.toByteArray());
        values.reset();
        count = 0;
        return page.toByteArray();
    }

    private static void littleEndian(ByteArrayOutputStream out, int value) {
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            out.write(value >> shift);
        }
    }

    /** Levels below 256 as runs of equal ones. */
    private static final class Runs {
        private final ByteArrayOutputStream runs = new ByteArrayOutputStream();
        private int value;
        private int length;

        void add(int next) {
            if (length > 0 && next != value) {
                end();
            }
            value = next;
            length++;
        }

        private void end() {
            int header = length << 1;
            while ((header & ~0x7f) != 0) {
                runs.write((header & 0x7f) | 0x80);
                header >>>= 7;
            }
            runs.write(header);
            runs.write(value);
            length = 0;
        }

        void take(ByteArrayOutputStream page) {
            if (length > 0) {
                end();
            }
            littleEndian(page, runs.size());
            page.writeBytes(runs.toByteArray());
            runs.reset();
        }

        void clear() {
            runs.reset();
            length = 0;
        }
    }
}
