package org.openledger.datanet.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openledger.datanet.row.DatanetException;
import org.openledger.store.Blobs;
import org.openledger.store.Refusal.Kind;

/**
 * Files on their way to the node, sent in as many pieces as a connection allows. What of a file is here is its length on the disk,
 * so a piece that was cut off counts as far as it came. All that is known of one stands in its name; it passes within a day.
 */
public final class Uploads {
    /** How long one stays after its last piece. */
    public static final Duration LIFE = Duration.ofHours(24);

    /** Most that one account has under way. */
    static final int MAX_AN_ACCOUNT = 4;

    /** Most bytes of all that are under way. */
    static final long MAX_BYTES = 16L << 30;

    /** One whose sender is quiet for so long makes room for others, where there is none. */
    static final Duration QUIET = Duration.ofMinutes(10);

    private static final int ID_BYTES = 16;
    private static final int BUFFER_BYTES = 1 << 16;
    private static final long BUSY_RETRY_MILLIS = 1_000;
    private static final Pattern NAME =
            Pattern.compile("([0-9a-f]{32})_(0x[0-9a-f]{40})_([0-9]{1,18})_([A-Za-z0-9-]{0,80})");
    private static final Pattern FINGERPRINT = Pattern.compile("[A-Za-z0-9-]{1,80}");
    private static final String BY_CONTENT = "sha256-";

    private final Path folder;
    private final long maxLength;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Set<String> busy = ConcurrentHashMap.newKeySet();

    /**
     * @param folder of their own
     * @param maxLength longest file in bytes
     */
    public Uploads(Path folder, long maxLength, InstantSource clock, RandomGenerator random) {
        this.folder = folder;
        this.maxLength = maxLength;
        this.clock = clock;
        this.random = random;
    }

    /**
     * A file of which the first {@code offset} of {@code length} bytes are here.
     *
     * @param owner the account that sends it
     * @param fingerprint by which its sender knows it again; {@code sha256-} and the digest in hexadecimal where it is to be checked
     * @param touchedMillis when the last piece came
     */
    public record Upload(
            String id, String owner, long length, long offset, Optional<String> fingerprint, long touchedMillis) {
        /** When it is gone, in milliseconds. */
        public long endsMillis() {
            return touchedMillis + LIFE.toMillis();
        }
    }

    /** Makes room for a file. */
    public synchronized Upload begin(String owner, long length, Optional<String> fingerprint) {
        if (length < 1 || length > maxLength) {
            throw new DatanetException(
                    length < 1 ? Kind.INVALID : Kind.TOO_LARGE,
                    "a file has 1 to " + maxLength + " bytes, not " + length
                            + ": send more than that in several files");
        }
        fingerprint.filter(text -> !FINGERPRINT.matcher(text).matches()).ifPresent(text -> {
            throw new DatanetException(
                    Kind.INVALID, "a fingerprint has 1 to 80 letters, digits and hyphens: make another one");
        });
        all().stream().filter(each -> each.endsMillis() <= clock.millis()).forEach(this::remove);
        List<Upload> open = all();
        if (open.stream().filter(each -> each.owner().equals(owner)).count() >= MAX_AN_ACCOUNT) {
            throw new DatanetException(
                    Kind.TOO_MANY,
                    owner + " has " + MAX_AN_ACCOUNT
                            + " files under way, and an account has no more: finish one, or delete"
                            + " it under /api/uploads");
        }
        makeRoom(open, length);
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        Upload begun = new Upload(HexFormat.of().formatHex(id), owner, length, 0, fingerprint, clock.millis());
        try {
            Files.createDirectories(folder);
            touch(Files.createFile(pathOf(begun)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return begun;
    }

    /** The quietest go first; bytes that are promised count like those that came. */
    private void makeRoom(List<Upload> open, long length) {
        long taken = open.stream().mapToLong(Upload::length).sum();
        List<Upload> quiet = open.stream()
                .filter(each -> each.touchedMillis() + QUIET.toMillis() <= clock.millis())
                .sorted(Comparator.comparingLong(Upload::touchedMillis))
                .toList();
        for (Upload each : quiet) {
            if (taken + length <= MAX_BYTES) {
                return;
            }
            remove(each);
            taken -= each.length();
        }
        if (taken + length > MAX_BYTES) {
            throw new DatanetException(
                    Kind.OVERLOADED.retryAfter(QUIET.toMillis()),
                    "the node takes no more than " + MAX_BYTES
                            + " bytes of unfinished files: try again in some minutes");
        }
    }

    /** Those of one account. */
    public List<Upload> of(String owner) {
        return all().stream()
                .filter(each -> each.owner().equals(owner) && each.endsMillis() > clock.millis())
                .toList();
    }

    /** @throws DatanetException where this account has none of this id */
    public Upload require(String id, String owner) {
        return of(owner).stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new DatanetException(
                        Kind.UNKNOWN, "there is no upload " + id + " of " + owner + ": it ended, or a day passed"));
    }

    /**
     * Takes the next piece of a file, as far as it comes.
     *
     * @param offset in the file where the piece begins
     * @return how far the file is here now
     * @throws DatanetException where the piece does not go on where the file ends, or another one is being taken
     */
    public Upload append(String id, String owner, long offset, InputStream piece) {
        require(id, owner);
        if (!busy.add(id)) {
            throw new DatanetException(
                    Kind.CONFLICT.retryAfter(BUSY_RETRY_MILLIS),
                    "another piece of upload " + id + " is being taken: ask how far it is, then go on from there");
        }
        try {
            Upload upload = require(id, owner);
            if (offset != upload.offset()) {
                throw new DatanetException(
                        Kind.CONFLICT,
                        "upload " + id + " goes on at byte " + upload.offset() + ", not at " + offset
                                + ": send it from there");
            }
            take(upload, piece);
            touch(pathOf(upload));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            busy.remove(id);
        }
        return require(id, owner);
    }

    /** Times are the node's, whatever clock the disk goes by. */
    private void touch(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.fromMillis(clock.millis()));
    }

    private void take(Upload upload, InputStream piece) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long end = upload.offset();
        try (FileChannel file = FileChannel.open(pathOf(upload), StandardOpenOption.APPEND)) {
            for (int read = read(piece, buffer); read > 0; read = read(piece, buffer)) {
                end += read;
                if (end > upload.length()) {
                    file.truncate(upload.offset());
                    throw new DatanetException(
                            Kind.TOO_LARGE,
                            "upload " + upload.id() + " ends at byte " + upload.length()
                                    + ", and this piece goes on: nothing of it was kept");
                }
                for (ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, read); bytes.hasRemaining(); ) {
                    file.write(bytes);
                }
            }
            file.force(true);
        }
    }

    /** Ends with a connection that ends early: what came of the piece is kept. */
    private static int read(InputStream piece, byte[] buffer) {
        try {
            return piece.read(buffer);
        } catch (IOException cut) {
            return -1;
        }
    }

    /**
     * A file that is all here.
     *
     * @throws DatanetException where a part is missing, or it is not what its fingerprint says
     */
    public InputStream open(String id, String owner) {
        Upload upload = require(id, owner);
        if (upload.offset() < upload.length()) {
            throw new DatanetException(
                    Kind.CONFLICT,
                    "only " + upload.offset() + " of " + upload.length() + " bytes of upload " + id
                            + " are here: send the rest first");
        }
        String said = upload.fingerprint().orElse("");
        try {
            if (said.startsWith(BY_CONTENT) && !said.equals(BY_CONTENT + Blobs.digestOf(pathOf(upload)))) {
                throw new DatanetException(
                        Kind.INVALID,
                        "upload " + id + " is not the file that its fingerprint names: delete it, and send it again");
            }
            return Files.newInputStream(pathOf(upload));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes one, whole or not. */
    public void end(String id, String owner) {
        remove(require(id, owner));
    }

    private void remove(Upload upload) {
        try {
            Files.deleteIfExists(pathOf(upload));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path pathOf(Upload upload) {
        return folder.resolve(String.join(
                "_",
                upload.id(),
                upload.owner(),
                "" + upload.length(),
                upload.fingerprint().orElse("")));
    }

    private List<Upload> all() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.flatMap(file -> read(file).stream())
                    .sorted(Comparator.comparingLong(Upload::touchedMillis).reversed())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Empty for a file that was removed meanwhile. */
    private static Optional<Upload> read(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        try {
            return name.matches()
                    ? Optional.of(new Upload(
                            name.group(1),
                            name.group(2),
                            Long.parseLong(name.group(3)),
                            Files.size(file),
                            Optional.of(name.group(4)).filter(text -> !text.isEmpty()),
                            Files.getLastModifiedTime(file).toMillis()))
                    : Optional.empty();
        } catch (IOException removed) {
            return Optional.empty();
        }
    }
}
