package org.openledger.verify.evidence;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.openledger.verify.bytes.VerifyException;

/**
 * The file of a pack: a ZIP (APPNOTE 6.3.10) whose parts are stored as they are, in the order of their names, with nothing between them.
 * So the same parts give the same bytes, and a check can tell every byte that no part accounts for.
 */
final class PackZip {
    /** All parts together. */
    static final long MAX_BYTES = 256L << 20;

    static final int MAX_PARTS = 20_000;
    private static final int MAX_NAME_CHARACTERS = 200;
    private static final Pattern NAME = Pattern.compile("([A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*");
    private static final int LOCAL = 0x04034b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int END = 0x06054b50;
    private static final int VERSION = 10;
    /** 1 January 1980, the first day that a ZIP knows. */
    private static final int DAY = 0x21;

    private PackZip() {}

    /** Whether bytes begin as a ZIP does. */
    static boolean isOne(byte[] bytes) {
        return bytes.length > 4 && bytes[0] == 'P' && bytes[1] == 'K' && bytes[2] == 3 && bytes[3] == 4;
    }

    static byte[] write(SortedMap<String, byte[]> parts) {
        requireSize(parts);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream directory = new ByteArrayOutputStream();
        parts.forEach((name, content) -> {
            int at = out.size();
            number(out, LOCAL, 4);
            header(out, name, content);
            number(out, 0, 2);
            out.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
            out.writeBytes(content);
            number(directory, CENTRAL, 4);
            number(directory, VERSION, 2);
            header(directory, name, content);
            number(directory, 0, 2 + 2 + 2 + 2 + 4);
            number(directory, at, 4);
            directory.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
        });
        int at = out.size();
        out.writeBytes(directory.toByteArray());
        number(out, END, 4);
        number(out, 0, 4);
        number(out, parts.size(), 2);
        number(out, parts.size(), 2);
        number(out, directory.size(), 4);
        number(out, at, 4);
        number(out, 0, 2);
        return out.toByteArray();
    }

    /** What stands in both headers of a part, from the version that is needed to the length of the name. */
    private static void header(ByteArrayOutputStream out, String name, byte[] content) {
        CRC32 sum = new CRC32();
        sum.update(content);
        number(out, VERSION, 2);
        number(out, 0, 2 + 2 + 2);
        number(out, DAY, 2);
        number(out, sum.getValue(), 4);
        number(out, content.length, 4);
        number(out, content.length, 4);
        number(out, name.length(), 2);
    }

    private static void number(ByteArrayOutputStream out, long value, int bytes) {
        for (int i = 0; i < bytes; i++) {
            out.write(i < Long.BYTES ? (int) (value >>> (8 * i)) : 0);
        }
    }

    static void requireName(String name) {
        if (name.length() > MAX_NAME_CHARACTERS || !NAME.matcher(name).matches()) {
            throw new VerifyException("a part is named \"" + name + "\", which is no plain relative name");
        }
    }

    private static void requireSize(SortedMap<String, byte[]> parts) {
        parts.keySet().forEach(PackZip::requireName);
        long bytes = parts.values().stream().mapToLong(part -> part.length).sum();
        if (parts.size() > MAX_PARTS || bytes > MAX_BYTES) {
            throw new VerifyException("a pack has at most " + MAX_PARTS + " parts and " + (MAX_BYTES >> 20)
                    + " MiB; this one has " + parts.size() + " and " + (bytes >> 20)
                    + " MiB. Export its versions one by one: openledger datanet export");
        }
    }

    /** The parts of any ZIP, whoever wrote it. {@link VerifyException} for what is no ZIP, or has a name twice. */
    static SortedMap<String, byte[]> read(byte[] file) {
        SortedMap<String, byte[]> parts = new TreeMap<>();
        long left = MAX_BYTES;
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.isDirectory()) {
                    continue;
                }
                requireName(entry.getName());
                byte[] content = in.readNBytes((int) (left + 1));
                left -= content.length;
                if (left < 0 || parts.size() >= MAX_PARTS) {
                    throw new VerifyException(
                            "it has more than " + MAX_PARTS + " parts or " + (MAX_BYTES >> 20) + " MiB");
                }
                if (parts.put(entry.getName(), content) != null) {
                    throw new VerifyException(entry.getName() + ": it has this part twice");
                }
            }
        } catch (IOException | IllegalArgumentException damaged) {
            throw new VerifyException("the ZIP is damaged: " + damaged.getMessage(), damaged);
        }
        return parts;
    }
}
