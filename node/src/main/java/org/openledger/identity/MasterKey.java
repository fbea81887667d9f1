package org.openledger.identity;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import org.openledger.store.seal.SealKey;
import org.openledger.verify.bytes.Hashes;

/**
 * The key that wraps every account's own key: 32 random bytes in {@code master.key}, readable by its owner only. Who has
 * the database but not this file has no private key. Back the file up apart from the database.
 */
public final class MasterKey {
    private static final String FILE = "master.key";
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final SealingKey key;
    private final SealKey rowSeals;
    private final SignInKey signIns;
    private final Signer court;
    private final SealingKey notifications;
    private final String fingerprint;

    private MasterKey(byte[] bytes) {
        this.key = new SealingKey(bytes);
        this.rowSeals = new SealKey(digest("openledger row seals", bytes));
        this.signIns = new SignInKey(digest("openledger sign-in nonces", bytes));
        this.court = Signer.of(digest("openledger court", bytes));
        this.notifications = new SealingKey(digest("openledger notifications", bytes));
        this.fingerprint = fingerprintOf(bytes);
    }

    /** Reads the key of a data folder, or makes one when there is none. */
    public static MasterKey openOrCreate(Path dataFolder) {
        Path file = dataFolder.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                create(file);
            }
            refuseReadableByOthers(file);
            return new MasterKey(parse(file, Files.readString(file, StandardCharsets.US_ASCII)));
        } catch (IOException e) {
            throw new IdentityException(
                    "cannot use the master key " + file + ": " + e.getMessage()
                            + ". Check the folder's owner and space.",
                    e);
        }
    }

    /** Reads the key of a data folder, and makes none. */
    public static MasterKey open(Path dataFolder) {
        if (!isIn(dataFolder)) {
            throw new IdentityException("the master key " + dataFolder.resolve(FILE)
                    + " is gone: restore it from its backup, for without it no custodial account can sign");
        }
        return openOrCreate(dataFolder);
    }

    /** Whether a data folder has a key, as that of every node has. */
    public static boolean isIn(Path dataFolder) {
        return Files.isRegularFile(dataFolder.resolve(FILE));
    }

    /** Encrypts with the context bound in: only the same context opens it again. */
    byte[] seal(byte[] plaintext, String context) {
        return key.seal(plaintext, context);
    }

    byte[] open(byte[] sealed, String context) {
        return key.open(sealed, context);
    }

    /** The key that the rows of the database are sealed with: it follows from this one and tells nothing of it. */
    public SealKey rowSeals() {
        return rowSeals;
    }

    /** The key of the nonces of sign-ins: it follows from this one and tells nothing of it. */
    public SignInKey signIns() {
        return signIns;
    }

    /**
     * Who decides challenges on an embedded chain where nobody is named. Its key follows from this one, so that it is the
     * operator's person who would decide, under another address.
     */
    public Signer court() {
        return court;
    }

    /** What the secrets of webhooks are kept under: it follows from this one and tells nothing of it. */
    public SealingKey notifications() {
        return notifications;
    }

    /** Tells two master keys apart without giving either away. */
    String fingerprint() {
        return fingerprint;
    }

    private static void create(Path file) throws IOException {
        byte[] bytes = new byte[SealingKey.KEY_LENGTH];
        new SecureRandom().nextBytes(bytes);
        Path temporary = file.resolveSibling("." + FILE + ".tmp");
        Files.deleteIfExists(temporary);
        FileAttribute<?>[] attributes = isPosix(file)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
        try (FileChannel out = FileChannel.open(
                temporary, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes)) {
            ByteBuffer text = StandardCharsets.US_ASCII.encode(HexFormat.of().formatHex(bytes) + "\n");
            while (text.hasRemaining()) {
                out.write(text);
            }
            out.force(true);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void refuseReadableByOthers(Path file) throws IOException {
        if (isPosix(file) && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
            throw new IdentityException("the master key " + file
                    + " can be read by other users: run chmod 600 on it, and consider it known");
        }
    }

    private static byte[] parse(Path file, String text) {
        try {
            String digits = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
            byte[] bytes = HexFormat.of().parseHex(digits);
            if (!HexFormat.of().formatHex(bytes).equals(digits)) {
                throw new IllegalArgumentException("its digits are not those of a key");
            }
            if (bytes.length == SealingKey.KEY_LENGTH) {
                return bytes;
            }
        } catch (IllegalArgumentException notHex) {
            throw new IdentityException("the master key " + file + " is damaged: restore it from its backup", notHex);
        }
        throw new IdentityException("the master key " + file + " has a wrong length: restore it from its backup");
    }

    private static boolean isPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static String fingerprintOf(byte[] bytes) {
        return HexFormat.of().formatHex(digest("openledger master key fingerprint", bytes));
    }

    private static byte[] digest(String purpose, byte[] bytes) {
        return Hashes.sha256(purpose.getBytes(StandardCharsets.US_ASCII), bytes);
    }
}
