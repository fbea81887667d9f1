package org.openledger.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.openledger.store.seal.Finding;

/** Files named by the SHA-256 of their content, two levels of folders deep. Immutable once stored. */
public final class Blobs {
    private static final int DIGEST_HEX = 64;

    private final Path folder;
    private final Disk disk;

    public Blobs(Path folder, Disk disk) {
        this.folder = folder;
        this.disk = disk;
    }

    /** Stores the bytes and returns their SHA-256 as 64 hex characters. Storing the same content again is a no-op. */
    public String put(byte[] content) {
        return put(new ByteArrayInputStream(content), content.length);
    }

    /**
     * Stores a stream of at most {@code maxBytes}; more is refused with {@link StoreException}, a full disk with
     * {@link DiskFullException}, and either leaves nothing.
     */
    public String put(InputStream content, long maxBytes) {
        Path incoming = folder.resolve("incoming-" + UUID.randomUUID());
        MessageDigest sha256 = sha256();
        try {
            disk.replace(incoming, new DigestInputStream(new BoundedStream(content, maxBytes, Blobs::tooLong), sha256));
            String digest = HexFormat.of().formatHex(sha256.digest());
            Path target = pathOf(digest);
            if (!Files.exists(target)) {
                Files.createDirectories(target.getParent());
                Files.move(incoming, target);
            }
            return digest;
        } catch (IOException e) {
            if (DiskFullException.explains(e)) {
                throw new DiskFullException(e);
            }
            throw new StoreException("cannot store a blob in " + folder + ": " + e.getMessage(), e);
        } finally {
            deleteQuietly(incoming);
        }
    }

    /** The content; {@link StoreException} when no such blob is kept, or one with another content. */
    public byte[] read(String digest) {
        byte[] content;
        try {
            content = Files.readAllBytes(pathOf(digest));
        } catch (NoSuchFileException missing) {
            throw new StoreException("blob " + digest + " is not in " + folder + ": run openledger fsck", missing);
        } catch (IOException e) {
            throw new StoreException("cannot read blob " + digest + ": " + e.getMessage(), e);
        }
        if (!HexFormat.of().formatHex(sha256().digest(content)).equals(digest)) {
            throw new StoreException("blob " + digest + " in " + folder
                    + " has another content than its name says: run openledger fsck");
        }
        return content;
    }

    public boolean exists(String digest) {
        return Files.exists(pathOf(digest));
    }

    /** Forgets a blob; missing ones are fine. */
    public void delete(String digest) {
        try {
            Files.deleteIfExists(pathOf(digest));
        } catch (IOException e) {
            throw new StoreException("cannot delete blob " + digest + ": " + e.getMessage(), e);
        }
    }

    /** Reads every blob again and names each whose content no longer has its digest. */
    public List<Finding> fsck() {
        List<Finding> findings = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return findings;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                String name = String.valueOf(file.getFileName());
                if (name.length() == DIGEST_HEX && !name.equals(digestOf(file))) {
                    findings.add(new Finding(
                            nameOf(name), "", "its content has another digest", "restore it from a backup"));
                }
            }
        } catch (IOException e) {
            throw new StoreException("cannot read the blobs in " + folder + ": " + e.getMessage(), e);
        }
        return findings;
    }

    /** Where a blob is in the data folder, with slashes. */
    public static String nameOf(String digest) {
        return "blobs/" + digest.substring(0, 2) + "/" + digest;
    }

    private Path pathOf(String digest) {
        if (!digest.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("not a SHA-256 in hex: " + digest);
        }
        return folder.resolve(digest.substring(0, 2)).resolve(digest);
    }

    /** A file's SHA-256, as 64 hexadecimal digits. */
    public static String digestOf(Path file) throws IOException {
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha256())) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of()
                    .formatHex(((DigestInputStream) in).getMessageDigest().digest());
        }
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new StoreException("cannot remove the temporary file " + file + ": " + e.getMessage(), e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static StoreException tooLong(long maxBytes) {
        return new StoreException(
                Refusal.Kind.TOO_LARGE, "the content is longer than " + maxBytes + " bytes: send less, or in parts");
    }
}
