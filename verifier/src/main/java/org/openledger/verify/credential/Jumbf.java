package org.openledger.verify.credential;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.openledger.verify.bytes.Hex;

/** Boxes of ISO/IEC 19566-5, which hold a manifest's parts by name. */
final class Jumbf {
    private static final int HEADER_BYTES = 8;
    /** What the names of types that are four letters end with. */
    private static final byte[] LETTERS = Hex.parse("00110010800000aa00389b71");
    /** That a box has a label, and may be asked for by it. */
    private static final byte[] LABELLED = {3};

    private Jumbf() {}

    /**
     * A box of boxes, without its header: what a reference to it hashes.
     *
     * @param type four letters
     * @param parts boxes
     */
    static byte[] content(String type, String label, byte[]... parts) {
        byte[] described = Cbor.joined(ascii(type), LETTERS, LABELLED, ascii(label), new byte[1]);
        return Cbor.joined(box("jumd", described), Cbor.joined(parts));
    }

    /** @param content as {@link #content} gives it */
    static byte[] superbox(byte[] content) {
        return box("jumb", content);
    }

    static byte[] box(String type, byte[] content) {
        return ByteBuffer.allocate(HEADER_BYTES + content.length)
                .putInt(HEADER_BYTES + content.length)
                .put(ascii(type))
                .put(content)
                .array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
