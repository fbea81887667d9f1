package org.openledger.cli.upload;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openledger.model.Adapter;
import org.openledger.store.Refusal;
import org.openledger.store.Refusal.Kind;

/** Files of a folder as a tar (POSIX ustar), read from the disk as it is sent. */
public final class FolderTar {
    private static final int BLOCK_BYTES = 512;
    private static final int NAME_BYTES = 100;
    private static final int CHECKSUM_AT = 148;

    private FolderTar() {}

    /** The two files of a PEFT folder; {@link Refusal} where it is none. */
    public static InputStream ofAdapter(Path folder) {
        for (String name : Adapter.FILES) {
            Path file = folder.resolve(name);
            if (!Files.isRegularFile(file)) {
                throw new Refusal(
                        Kind.INVALID, "there is no " + file + ": name the folder of an adapter, as PEFT saves it");
            }
        }
        return of(folder, Adapter.FILES);
    }

    /** Every file of a folder and the folders in it, but for hidden ones; links are not followed. */
    public static InputStream ofAll(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<String> names = files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .map(file -> folder.relativize(file).toString())
                    .filter(name -> Stream.of(name.split("/", -1)).noneMatch(part -> part.startsWith(".")))
                    .sorted()
                    .toList();
            for (String name : names) {
                if (name.getBytes(StandardCharsets.UTF_8).length > NAME_BYTES) {
                    throw new Refusal(
                            Kind.INVALID,
                            "the name " + name + " in " + folder + " is longer than " + NAME_BYTES
                                    + " bytes: shorten it, or pack the folder with zip");
                }
            }
            return of(folder, names);
        } catch (IOException unreadable) {
            throw cannotRead(folder, unreadable);
        }
    }

    private static Refusal cannotRead(Path file, IOException why) {
        return new Refusal(Kind.INVALID, "cannot read " + file + ": " + why, why);
    }

    private static InputStream of(Path folder, List<String> names) {
        List<InputStream> parts = new ArrayList<>();
        for (String name : names) {
            Path file = folder.resolve(name);
            try {
                long bytes = Files.size(file);
                parts.add(new ByteArrayInputStream(header(name, bytes)));
                parts.add(new LateFile(file));
                parts.add(
                        new ByteArrayInputStream(new byte[(int) ((BLOCK_BYTES - bytes % BLOCK_BYTES) % BLOCK_BYTES)]));
            } catch (IOException unreadable) {
                throw cannotRead(file, unreadable);
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
        byte[] ascii = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(ascii, 0, header, at, ascii.length);
    }

    /** A file that is opened when it is its turn, so that folders of many do not need as many open. */
    private static final class LateFile extends InputStream {
        private final Path file;
        private @Nullable InputStream open;

        LateFile(Path file) {
            this.file = file;
        }

        private InputStream opened() {
            InputStream in = open;
            if (in == null) {
                try {
                    in = Files.newInputStream(file);
                } catch (IOException unreadable) {
                    throw cannotRead(file, unreadable);
                }
                open = in;
            }
            return in;
        }

        @Override
        public int read() throws IOException {
            return opened().read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return opened().read(buffer, offset, length);
        }

        @Override
        public void close() throws IOException {
            InputStream in = open;
            if (in != null) {
                in.close();
            }
        }
    }
}
