package org.openledger.datanet.file;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.openledger.datanet.file.Archive.Member;
import org.openledger.datanet.row.DatanetException;
import org.openledger.store.Refusal.Kind;

/**
 * A file that somebody sends: what it is, and a reader of its records. What packs it is taken off, and an archive is read as one
 * file after the other.
 */
public final class UploadedFile implements Closeable {
    private static final int MAX_WRAPPINGS = 2;

    private final FileLimits limits;
    private final ReadOptions options;
    private final Path folder;
    private final Deque<Closeable> opened = new ArrayDeque<>();
    private final List<String> wrappings = new ArrayList<>();
    private final List<Content> contents = new ArrayList<>();

    private UploadedFile(FileLimits limits, ReadOptions options, Path folder) {
        this.limits = limits;
        this.options = options;
        this.folder = folder;
    }

    /**
     * Finds out what a file is.
     *
     * @param folder for temporary files; they are gone when this is closed
     * @throws DatanetException where no rows can be read from it: one sentence that says what it is and what to do
     */
    public static UploadedFile open(Path path, ReadOptions options, FileLimits limits, Path folder) throws IOException {
        UploadedFile file = new UploadedFile(limits, options, folder);
        try {
            file.unwrap(() -> Files.newInputStream(path), Optional.of(path));
            return file;
        } catch (IOException broken) {
            file.close();
            throw damaged(broken);
        } catch (RuntimeException refused) {
            file.close();
            throw refused;
        }
    }

    /** What it is: "CSV with semicolons, windows-1252 (guessed), in gzip". */
    public String kind() {
        String files = contents.size() == 1 ? "" : contents.size() + " files of ";
        String inside = files + contents.getFirst().kind();
        return wrappings.isEmpty() ? inside : inside + ", in " + String.join(" in ", wrappings.reversed());
    }

    /** Reads its records from the first on; may be called again. */
    public RecordReader records() {
        return new AllRecords(contents, limits, options);
    }

    private static RuntimeException damaged(IOException e) throws IOException {
        if (e instanceof ZipException || e instanceof EOFException || isZstd(e)) {
            return new DatanetException(
                    Kind.INVALID, "the file is damaged or ends early (" + e.getMessage() + "): pack and send it again");
        }
        throw e;
    }

    private static boolean isZstd(IOException e) {
        return e.getClass().getName().startsWith("com.github.luben");
    }

    private void unwrap(ByteSource source, Optional<Path> path) throws IOException {
        byte[] head = source.head();
        Optional<ByteSource> unpacked = unpacked(source, head);
        if (unpacked.isPresent()) {
            if (wrappings.size() >= MAX_WRAPPINGS) {
                throw ForeignFile.refusal("packed more than " + MAX_WRAPPINGS + " times: unpack it");
            }
            wrappings.add(head[0] == 0x1F ? "gzip" : "zstd");
            unwrap(Archive.bounded(unpacked.get(), limits.maxContentBytes()), Optional.empty());
        } else if (Archive.isZip(head)) {
            wrappings.add("zip");
            archive(keep(Archive.zip(path.isPresent() ? path.get() : spooled(source))));
        } else if (Archive.isTar(head)) {
            wrappings.add("tar");
            archive(keep(Archive.tar(path.isPresent() ? path.get() : spooled(source))));
        } else {
            contents.add(Content.of(source, path, this::spooled, options));
        }
    }

    private static Optional<ByteSource> unpacked(ByteSource source, byte[] head) {
        if (head.length > 2 && head[0] == 0x1F && head[1] == (byte) 0x8B) {
            return Optional.of(() -> new GZIPInputStream(new BufferedInputStream(source.open()), 1 << 16));
        }
        boolean zstd = head.length > 4
                && head[0] == 0x28
                && head[1] == (byte) 0xB5
                && head[2] == 0x2F
                && head[3] == (byte) 0xFD;
        return zstd ? Optional.of(() -> new ZstdInputStream(new BufferedInputStream(source.open()))) : Optional.empty();
    }

    private void archive(Archive archive) throws IOException {
        if (archive.members().isEmpty()) {
            throw new DatanetException(Kind.INVALID, "the archive is empty: pack the files that have the rows");
        }
        List<Member> members = filled(archive.members());
        for (Member member : members) {
            try {
                contents.add(member(member));
            } catch (DatanetException refused) {
                throw new DatanetException(
                        refused.kind(), "'" + member.name() + "' in the archive: " + refused.getMessage());
            }
        }
        String first = contents.getFirst().form();
        for (int i = 0; i < contents.size(); i++) {
            if (!contents.get(i).form().equals(first)) {
                throw new DatanetException(
                        Kind.INVALID,
                        "the archive has files of several kinds, '"
                                + members.getFirst().name() + "' ("
                                + first + ") and '" + members.get(i).name() + "' ("
                                + contents.get(i).form() + "): send each kind alone");
            }
        }
    }

    /** Those that have anything in them, where one has. */
    private static List<Member> filled(List<Member> members) throws IOException {
        List<Member> filled = new ArrayList<>();
        for (Member member : members) {
            if (member.source().head().length > 0) {
                filled.add(member);
            }
        }
        return filled.isEmpty() ? members : filled;
    }

    private Content member(Member member) throws IOException {
        ByteSource source = Archive.bounded(member.source(), limits.maxContentBytes());
        byte[] head = source.head();
        Optional<ByteSource> unpacked = unpacked(source, head);
        if (unpacked.isPresent()) {
            ByteSource inner = Archive.bounded(unpacked.get(), limits.maxContentBytes());
            if (unpacked(inner, inner.head()).isPresent()) {
                throw ForeignFile.refusal("packed twice: unpack it");
            }
            source = inner;
            head = inner.head();
        }
        if (Archive.isZip(head) || Archive.isTar(head)) {
            throw ForeignFile.refusal("an archive in an archive: unpack it");
        }
        return Content.of(source, Optional.empty(), this::spooled, options).named(member.name());
    }

    /** A copy on the disk, for what is not read from its beginning to its end. */
    private Path spooled(ByteSource source) throws IOException {
        Path copy = Files.createTempFile(folder, "unpacked-", "");
        opened.push(() -> Files.deleteIfExists(copy));
        try (InputStream in = source.open()) {
            Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
        }
        return copy;
    }

    private <T extends Closeable> T keep(T closeable) {
        opened.push(closeable);
        return closeable;
    }

    @Override
    public void close() throws IOException {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }

    /** One file after the other. */
    private static final class AllRecords implements RecordReader {
        private final List<Content> contents;
        private final FileLimits limits;
        private final ReadOptions options;
        private int file;
        private @Nullable RecordReader reader;
        private long records;

        AllRecords(List<Content> contents, FileLimits limits, ReadOptions options) {
            this.contents = contents;
            this.limits = limits;
            this.options = options;
        }

        @Override
        public @Nullable Read next() throws IOException {
            try {
                while (file < contents.size()) {
                    RecordReader open = reader;
                    if (open == null) {
                        open = contents.get(file).records(limits, options);
                        reader = open;
                    }
                    Read read = open.next();
                    if (read != null) {
                        return contents.size() == 1 ? read : placed(read);
                    }
                    close();
                    file++;
                }
                return null;
            } catch (IOException e) {
                throw damaged(e);
            }
        }

        /** Lines of several files are counted through, and a record says which file it is of. */
        private Read placed(Read read) {
            Place place = new Place(++records, 0);
            return switch (read) {
                case Read.Good record -> {
                    java.util.Map<String, Value> values =
                            new java.util.LinkedHashMap<>(record.values().members());
                    values.putIfAbsent("file", new Value.Text(contents.get(file).name()));
                    yield new Read.Good(place, new Value.Members(values));
                }
                case Read.Bad bad ->
                    new Read.Bad(
                            place,
                            bad.reason(),
                            "in '" + contents.get(file).name() + "'"
                                    + (bad.place().line() > 0
                                            ? ", line " + bad.place().line()
                                            : "") + ": "
                                    + bad.detail(),
                            bad.text(),
                            bad.repairable());
            };
        }

        @Override
        public void close() throws IOException {
            RecordReader open = reader;
            reader = null;
            if (open != null) {
                open.close();
            }
        }
    }
}
