package org.openledger.datanet.file;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** Cuts a text into lines, however they end, keeping at most one of the limit's length in memory. */
final class LineReader implements AutoCloseable {
    private static final int BUFFER_CHARACTERS = 1 << 15;

    private final Reader in;
    private final int maxCharacters;
    private final char[] buffer = new char[BUFFER_CHARACTERS];
    private int position;
    private int filled;
    private long number;
    private boolean afterCarriageReturn;

    LineReader(Reader in, int maxCharacters) {
        this.in = in;
        this.maxCharacters = maxCharacters;
    }

    /**
     * A line without its end.
     *
     * @param text what was kept of it
     * @param length how long it is in the file
     */
    record Line(long number, String text, long length) {
        boolean isCut() {
            return length > text.length();
        }
    }

    /** The next line; null at the end. */
    @Nullable
    Line next() throws IOException {
        StringBuilder kept = new StringBuilder();
        long length = 0;
        boolean any = false;
        while (position < filled || fill()) {
            if (afterCarriageReturn && buffer[position] == '\n') {
                position++;
                afterCarriageReturn = false;
                continue;
            }
            afterCarriageReturn = false;
            any = true;
            int end = position;
            while (end < filled && buffer[end] != '\n' && buffer[end] != '\r') {
                end++;
            }
            int count = end - position;
            kept.append(buffer, position, Math.min(count, maxCharacters - kept.length()));
            length += count;
            position = end;
            if (end < filled) {
                afterCarriageReturn = buffer[end] == '\r';
                position++;
                return new Line(++number, kept.toString(), length);
            }
        }
        return any ? new Line(++number, kept.toString(), length) : null;
    }

    private boolean fill() throws IOException {
        position = 0;
        filled = Math.max(0, in.read(buffer));
        return filled > 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
