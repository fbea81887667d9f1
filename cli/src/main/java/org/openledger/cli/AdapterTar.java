package org.openledger.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.openledger.model.Adapter;
import org.openledger.store.Refusal;
import org.openledger.store.Refusal.Kind;

/** The two files of a PEFT folder as a tar (POSIX ustar), read from the disk as it is sent. */
final class AdapterTar {
    private static final int BLOCK_BYTES = 512;
    private static final int CHECKSUM_AT = 148;

    private AdapterTar() {}

    /** {@link Refusal} where the folder is none of PEFT's. */
    static InputStream of(Path folder) {
        List<InputStream> parts = new ArrayList<>();
        for (String name : Adapter.FILES) {
            Path file = folder.resolve(name);
            if (!Files.isRegularFile(file)) {
                throw new Refusal(
                        Kind.INVALID, "there is no " + file + ": name the folder of an adapter, as PEFT saves it");
            }
            try {
                long bytes = Files.size(file);
                parts.add(new ByteArrayInputStream(header(name, bytes)));
                parts.add(Files.newInputStream(file));
                parts.add(
                        new ByteArrayInputStream(new byte[(int) ((BLOCK_BYTES - bytes % BLOCK_BYTES) % BLOCK_BYTES)]));
            } catch (IOException unreadable) {
                throw new Refusal(Kind.INVALID, "cannot read " + file + ": " + unreadable.getMessage(), unreadable);
            }
        }
        parts.add(new ByteArrayInputStream(new byte[2 * BLOCK_BYTES]));
        return new SequenceInputStream(Collections.enumeration(parts));
    }

    private static byte[] header(String name, long bytes) {
        byte[] header = new byte[BLOCK_BYTES];
        put(header, 0, name);
        put(header, 100, "0000644");
        put(header, 108, "0000000");
        put(header, 116, "0000000");
        put(header, 124, "%011o".formatted(bytes));
        put(header, 136, "00000000000");
        put(header, CHECKSUM_AT, " ".repeat(8));
        put(header, 156, "0");
        put(header, 257, "ustar");
        put(header, 263, "00");
        int sum = 0;
        for (byte each : header) {
            sum += Byte.toUnsignedInt(each);
        }
        put(header, CHECKSUM_AT, "%06o\0 ".formatted(sum));
        return header;
    }

    private static void put(byte[] header, int at, String text) {
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(ascii, 0, header, at, ascii.length);
    }
}
