package org.openledger.datanet.file;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.openledger.datanet.row.DatanetException;
import org.openledger.store.BoundedStream;
import org.openledger.store.Refusal.Kind;

/** The files of a zip or tar, of which those that only describe a data set are left out. Nothing is written to the disk under their names. */
final class Archive implements Closeable {
    private static final int BLOCK_BYTES = 512;
    /** Of a local header. */
    private static final int ZIP_FLAGS_AT = 6;

    private static final int MAX_NAME_CHARACTERS = 1000;
    /** What people and Hugging Face put beside the rows of a data set. */
    private static final Pattern BESIDE = Pattern.compile(
            "(?i)(.*/)?(readme|licen[cs]e|notice|citation|changelog|_success|_started|_committed)[^/]*|(.*/)?(dataset_infos?|dataset_dict|state|metadata)\\.json"
                    + "|(.*/)?croissant\\.json|(.*/)?\\.[^/]+(/.*)?|(.*/)?__MACOSX/.*|(.*/)?thumbs\\.db");

    private final Closeable under;
    private final List<Member> members;

    /** A file in an archive. */
    record Member(String name, ByteSource source) {}

    private Archive(Closeable under, List<Member> members) {
        this.under = under;
        List<Member> rows = members.stream()
                .filter(member -> !BESIDE.matcher(member.name()).matches())
                .toList();
        this.members = (rows.isEmpty() ? members : rows)
                .stream().sorted(Comparator.comparing(Member::name)).toList();
    }

    /** Those that may have rows, in the order of their names. */
    List<Member> members() {
        return members;
    }

    static boolean isZip(byte[] head) {
        return head.length > 4 && head[0] == 'P' && head[1] == 'K' && (head[2] == 3 || head[2] == 5 || head[2] == 7);
    }

    static boolean isTar(byte[] head) {
        return head.length >= BLOCK_BYTES
                && new String(head, 257, 5, StandardCharsets.ISO_8859_1).equals("ustar")
                && checksum(head) == number(head, 148, 8);
    }

    static Archive zip(Path path) throws IOException {
        requireUnlocked(path);
        ZipFile zip;
        try {
            zip = new ZipFile(path.toFile());
        } catch (ZipException damaged) {
            throw new DatanetException(
                    Kind.INVALID, "the zip is damaged or ends early (" + damaged.getMessage() + "): pack it again");
        }
        try {
            List<? extends ZipEntry> entries = zip.stream()
                    .filter(entry -> !entry.isDirectory())
                    .limit(FileLimits.MAX_MEMBERS + 1L)
                    .toList();
            Optional<String> foreign =
                    ForeignFile.ofZip(entries.stream().map(ZipEntry::getName).toList());
            if (foreign.isPresent()) {
                throw ForeignFile.refusal(foreign.get());
            }
            List<Member> members = new ArrayList<>();
            for (ZipEntry entry : entries) {
                members.add(new Member(checked(entry.getName(), members.size()), () -> zip.getInputStream(entry)));
            }
            return new Archive(zip, members);
        } catch (RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    /** The first file's header says whether it is encrypted. */
    private static void requireUnlocked(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] header = in.readNBytes(ZIP_FLAGS_AT + 1);
            if (header.length > ZIP_FLAGS_AT && header[2] == 3 && (header[ZIP_FLAGS_AT] & 1) != 0) {
                throw new DatanetException(
                        Kind.INVALID, "the zip is locked with a password: pack the files without one");
            }
        }
    }

    /** POSIX ustar, with the long names of GNU and pax. */
    static Archive tar(Path path) throws IOException {
        FileChannel file = FileChannel.open(path);
        try {
            return new Archive(file, tarMembers(file, path));
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static List<Member> tarMembers(FileChannel file, Path path) throws IOException {
        List<Member> members = new ArrayList<>();
        String longName = "";
        long at = 0;
        int headers = 0;
        while (at + BLOCK_BYTES <= file.size()) {
            byte[] header = part(path, at, BLOCK_BYTES).readNBytes(BLOCK_BYTES);
            if (Stream.of(0, 100, 257).allMatch(i -> header[i] == 0)) {
                break;
            }
            long bytes = number(header, 124, 12);
            if (checksum(header) != number(header, 148, 8) || bytes < 0 || at + BLOCK_BYTES + bytes > file.size()) {
                throw new DatanetException(Kind.INVALID, "the tar is damaged or ends early: pack it again");
            }
            if (++headers > 2 * FileLimits.MAX_MEMBERS) {
                throw tooMany();
            }
            long start = at + BLOCK_BYTES;
            at = start + (bytes + BLOCK_BYTES - 1) / BLOCK_BYTES * BLOCK_BYTES;
            switch (header[156]) {
                case 'L', 'x' -> {
                    String said = new String(
                            part(path, start, Math.min(bytes, BLOCK_BYTES * 8L)).readAllBytes(),
                            StandardCharsets.UTF_8);
                    longName = header[156] == 'L' ? said.replace("\0", "") : paxName(said);
                }
                case '0', 0 -> {
                    String name = longName.isEmpty() ? name(header) : longName;
                    longName = "";
                    members.add(new Member(checked(name, members.size()), () -> part(path, start, bytes)));
                }
                case '1', '2' ->
                    throw new DatanetException(
                            Kind.INVALID, "the tar has a link, '" + name(header) + "': pack the file that it leads to");
                default -> longName = "";
            }
        }
        return members;
    }

    private static InputStream part(Path path, long start, long bytes) throws IOException {
        FileChannel channel = FileChannel.open(path).position(start);
        return new BufferedInputStream(new Part(Channels.newInputStream(channel), bytes));
    }

    /** So many bytes of a stream. */
    private static final class Part extends java.io.FilterInputStream {
        private long left;

        Part(InputStream in, long bytes) {
            super(in);
            this.left = bytes;
        }

        @Override
        public int read() throws IOException {
            return left > 0 && left-- > 0 ? super.read() : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = left == 0 ? -1 : super.read(buffer, offset, (int) Math.min(left, length));
            left -= Math.max(0, count);
            return count;
        }
    }

    private static String paxName(String records) {
        for (String record : records.split("\n", -1)) {
            int at = record.indexOf(" path=");
            if (at > 0) {
                return record.substring(at + " path=".length());
            }
        }
        return "";
    }

    private static String name(byte[] header) {
        String prefix = text(header, 345, 155);
        return (prefix.isEmpty() ? "" : prefix + "/") + text(header, 0, 100);
    }

    private static String text(byte[] header, int at, int length) {
        int end = at;
        while (end < at + length && header[end] != 0) {
            end++;
        }
        return new String(header, at, end - at, StandardCharsets.UTF_8);
    }

    private static long number(byte[] header, int at, int length) {
        try {
            String digits = text(header, at, length).strip();
            return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
        } catch (NumberFormatException damaged) {
            return -1;
        }
    }

    private static long checksum(byte[] header) {
        long sum = 0;
        for (int i = 0; i < BLOCK_BYTES; i++) {
            sum += i >= 148 && i < 156 ? ' ' : Byte.toUnsignedInt(header[i]);
        }
        return sum;
    }

    /** A name that stays inside the archive. */
    private static String checked(String name, int before) {
        String plain = name.replace('\\', '/'); // as archivers of Windows write them
        String path = plain.startsWith("./") ? plain.substring(2) : plain;
        if (path.chars().anyMatch(c -> Character.getType(c) == Character.CONTROL)) {
            throw new DatanetException(
                    Kind.INVALID,
                    "the archive has a file whose name has characters that nobody sees, '"
                            + JsonValues.shortened(path.replaceAll("\\p{Cc}", "?"))
                            + "': pack the files by plain names");
        }
        boolean leads = path.startsWith("/")
                || path.matches("[A-Za-z]:.*")
                || Stream.of(path.split("/", -1)).anyMatch(part -> part.equals(".."))
                || path.length() > MAX_NAME_CHARACTERS;
        if (leads) {
            throw new DatanetException(
                    Kind.INVALID,
                    "the archive has a file whose name leads out of it, '"
                            + JsonValues.shortened(path)
                            + "': pack the files by plain names");
        }
        if (before >= FileLimits.MAX_MEMBERS) {
            throw tooMany();
        }
        return path;
    }

    private static DatanetException tooMany() {
        return new DatanetException(
                Kind.TOO_LARGE, "the archive has more than " + FileLimits.MAX_MEMBERS + " files: send it in parts");
    }

    /** The same bytes, of which no more are read than an upload may have. */
    static ByteSource bounded(ByteSource source, long maxBytes) {
        return () -> new BoundedStream(
                source.open(),
                maxBytes,
                most -> new DatanetException(
                        Kind.TOO_LARGE,
                        "it unpacks to more than " + most
                                + " bytes, which is what an upload may have: send it in parts"));
    }

    @Override
    public void close() throws IOException {
        under.close();
    }
}
