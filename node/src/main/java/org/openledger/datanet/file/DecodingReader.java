package org.openledger.datanet.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/**
 * Decodes a text. A byte that is none in its encoding becomes U+DC00 and the byte, half a surrogate pair as no text has it, so
 * that the record it stands in can be refused alone.
 */
final class DecodingReader extends Reader {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final char BROKEN = 0xDC00;

    private final InputStream in;
    private final CharsetDecoder decoder;
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER_BYTES).flip();
    private boolean ended;
    private int brokenLeft;

    DecodingReader(InputStream in, Charset charset) {
        this.in = in;
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /** Where a text has a byte that its encoding does not; −1 where it has none. */
    static int brokenAt(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > BROKEN && c <= BROKEN + 0xFF && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)))) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        CharBuffer out = CharBuffer.wrap(buffer, offset, length);
        while (true) {
            while (brokenLeft > 0 && out.hasRemaining() && bytes.hasRemaining()) {
                out.put((char) (BROKEN + Byte.toUnsignedInt(bytes.get())));
                brokenLeft--;
            }
            CoderResult result = brokenLeft > 0 ? CoderResult.OVERFLOW : decoder.decode(bytes, out, ended);
            if (result.isError()) {
                brokenLeft = result.length();
            } else if (result.isOverflow() || out.position() > offset) {
                return out.position() - offset > 0 ? out.position() - offset : single(buffer, offset);
            } else if (ended) {
                return -1;
            } else {
                fill();
            }
        }
    }

    /** A surrogate pair does not fit where one character does: the caller's next call has room. */
    private int single(char[] buffer, int offset) throws IOException {
        throw new IOException("a buffer of one character is too small at " + offset + " of " + buffer.length);
    }

    private void fill() throws IOException {
        bytes.compact();
        int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
        ended = count < 0;
        bytes.position(bytes.position() + Math.max(0, count)).flip();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
