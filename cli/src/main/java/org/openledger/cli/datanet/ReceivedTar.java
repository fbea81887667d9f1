package org.openledger.cli.datanet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.openledger.store.Refusal;

/** A tar that a node sent, unpacked. Only plain files with plain relative names are taken: a node is not trusted with this disk. */
final class ReceivedTar {
    private static final int BLOCK = 512;
    private static final int SIZE_AT = 124;
    private static final int SIZE_DIGITS = 11;
    private static final int TYPE_AT = 156;
    private static final int NAME_BYTES = 100;
    private static final Pattern NAME = Pattern.compile("([A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*");

    private ReceivedTar() {}

    static void unpack(byte[] tar, Path folder) throws IOException {
        int at = 0;
        while (at + BLOCK <= tar.length && tar[at] != 0) {
            String name = text(tar, at, NAME_BYTES);
            long size;
            try {
                size = Long.parseLong(text(tar, at + SIZE_AT, SIZE_DIGITS), 8);
            } catch (NumberFormatException damaged) {
                throw refused("a file without a size");
            }
            if (!NAME.matcher(name).matches() || tar[at + TYPE_AT] != '0' || size > tar.length - at - BLOCK) {
                throw refused("'" + name + "', which is no plain file or cut off");
            }
            Path file = folder.resolve(name);
            Files.createDirectories(java.util.Objects.requireNonNull(file.getParent()));
            Files.copy(new ByteArrayInputStream(tar, at + BLOCK, Math.toIntExact(size)), file);
            at += BLOCK + Math.toIntExact((size + BLOCK - 1) / BLOCK * BLOCK);
        }
    }

    private static Refusal refused(String what) {
        return new Refusal(
                Refusal.Kind.FAILED, "the node sent an archive with " + what + ": nothing more was unpacked");
    }

    private static String text(byte[] tar, int from, int most) {
        int length = 0;
        while (length < most && tar[from + length] != 0) {
            length++;
        }
        return new String(tar, from, length, StandardCharsets.UTF_8);
    }
}
