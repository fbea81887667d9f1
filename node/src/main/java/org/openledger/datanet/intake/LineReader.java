package org.openledger.datanet.intake;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.openledger.datanet.row.DatanetException;
import org.openledger.store.Refusal.Kind;

/** Cuts a stream into lines, keeping at most one line of the limit's length in memory. */
final class LineReader {
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int[] BYTE_ORDER_MARK = {0xEF, 0xBB, 0xBF};

    private final InputStream in;
    private final IntakeLimits limits;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private byte[] line = new byte[4096];
    private int position;
    private int filled;
    private long bytesRead;
    private long number;

    LineReader(InputStream in, IntakeLimits limits) {
        this.in = in;
        this.limits = limits;
    }

    /** A line of the upload, from 1; {@code bytes} is what was kept of it when it is too long. */
    static final class Line {
        private final long number;
        private final byte[] bytes;
        private final long length;

        private Line(long number, byte[] bytes, long length) {
            this.number = number;
            this.bytes = bytes;
            this.length = length;
        }

        long number() {
            return number;
        }

        /** The line's content without its end; valid only when not {@link #isCut()}. */
        byte[] bytes() {
            return bytes;
        }

        /** How long the line is in the upload. */
        long length() {
            return length;
        }

        /** Whether there is nothing on the line but spaces. */
        boolean isBlank() {
            for (byte value : bytes) {
                if (value != ' ' && value != '\t') {
                    return false;
                }
            }
            return !isCut();
        }

        /** Whether the line is longer than the limit. */
        boolean isCut() {
            return length > bytes.length;
        }
    }

    /** The next line, or null at the end. Throws when the whole upload is past its limit. */
    @Nullable
    Line next() throws IOException {
        int length = 0;
        long whole = 0;
        while (true) {
            if (position == filled && !fill()) {
                return whole == 0 ? null : line(length, whole);
            }
            int end = endOfLine();
            int count = end - position;
            int kept = Math.min(count, limits.maxLineBytes() + 1 - length);
            append(length, kept);
            length += kept;
            whole += count;
            boolean ended = end < filled;
            position = ended ? end + 1 : end;
            if (ended) {
                return line(length, whole);
            }
        }
    }

    private Line line(int length, long whole) {
        number++;
        int start = number == 1 && startsWithByteOrderMark(length) ? BYTE_ORDER_MARK.length : 0;
        boolean carriageReturn = length == whole && length > start && line[length - 1] == '\r';
        int end = carriageReturn ? length - 1 : length;
        int kept = Math.min(end, start + limits.maxLineBytes());
        long wholeContent = whole - start - (carriageReturn ? 1 : 0);
        return new Line(number, Arrays.copyOfRange(line, start, kept), wholeContent);
    }

    private boolean startsWithByteOrderMark(int length) {
        return length >= BYTE_ORDER_MARK.length
                && (line[0] & 0xFF) == BYTE_ORDER_MARK[0]
                && (line[1] & 0xFF) == BYTE_ORDER_MARK[1]
                && (line[2] & 0xFF) == BYTE_ORDER_MARK[2];
    }

    private int endOfLine() {
        int end = position;
        while (end < filled && buffer[end] != '\n') {
            end++;
        }
        return end;
    }

    private void append(int length, int count) {
        if (length + count > line.length) {
            line = Arrays.copyOf(line, Math.max(length + count, line.length * 2));
        }
        System.arraycopy(buffer, position, line, length, count);
    }

    private boolean fill() throws IOException {
        int count = in.read(buffer);
        if (count <= 0) {
            return false;
        }
        bytesRead += count;
        if (bytesRead > limits.maxBodyBytes()) {
            throw new DatanetException(
                    Kind.TOO_LARGE,
                    "the upload is longer than " + limits.maxBodyBytes()
                            + " bytes: send it in parts; nothing was kept");
        }
        position = 0;
        filled = count;
        return true;
    }
}
