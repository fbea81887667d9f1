package org.openledger.cli.upload;

import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.openledger.cli.terminal.CopyProgress;
import org.openledger.client.ClientException;
import org.openledger.client.NodeClient;
import org.openledger.client.upload.UploadEndpoints;
import org.openledger.client.upload.UploadLine;
import org.openledger.store.Blobs;

/**
 * Sends a large file in pieces. Where the connection breaks it goes on from what the node has; so does a command that is given
 * again, if the file is the same.
 */
public final class PiecewiseUpload {
    /** Files up to this size are sent at once. */
    public static final int PIECE_BYTES = 8 << 20;

    private static final int MAX_ATTEMPTS = 10;
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);
    private static final int FIRST_REFUSAL = 400;
    private static final int CONFLICT = 409;
    private static final int TOO_MANY = 429;
    private static final int FAILED = 500;

    private final NodeClient node;
    private final String contributor;

    public PiecewiseUpload(NodeClient node, String contributor) {
        this.node = node;
        this.contributor = contributor;
    }

    /** @return the id of the file, which is all on the node */
    public String send(Path path) throws IOException {
        String fingerprint = UploadEndpoints.BY_CONTENT + Blobs.digestOf(path);
        long length = Files.size(path);
        UploadLine upload = node.uploads(contributor).stream()
                .filter(each -> each.length() == length && each.fingerprint().equals(Optional.of(fingerprint)))
                .findFirst()
                .orElseGet(() -> node.beginUpload(contributor, length, fingerprint));
        PrintStream watched = System.err;
        try (FileChannel file = FileChannel.open(path);
                CopyProgress progress = new CopyProgress(watched)) {
            long offset = upload.offset();
            while (offset < length) {
                progress.at("Sending " + path.getFileName(), offset, length);
                offset = next(file, upload.id(), offset);
            }
        }
        return upload.id();
    }

    /** Sends one piece, and asks again how far the file is where that fails in a way that passes. */
    private long next(FileChannel file, String id, long offset) throws IOException {
        byte[] piece = piece(file, offset);
        for (int attempt = 1; ; attempt++) {
            try {
                node.sendPiece(id, contributor, offset, BodyPublishers.ofByteArray(piece));
                return offset + piece.length;
            } catch (ClientException failed) {
                if (attempt == MAX_ATTEMPTS || !passes(failed.status())) {
                    throw failed;
                }
                pause(attempt);
                try {
                    long there = node.upload(id, contributor).offset();
                    if (there != offset) {
                        return there;
                    }
                } catch (ClientException unanswered) {
                    if (!passes(unanswered.status())) {
                        throw unanswered;
                    }
                }
            }
        }
    }

    private static boolean passes(int status) {
        return status < FIRST_REFUSAL || status == CONFLICT || status == TOO_MANY || status >= FAILED;
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(BETWEEN_ATTEMPTS.multipliedBy(attempt));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClientException("interrupted: give the command again, and it goes on from here", e);
        }
    }

    private static byte[] piece(FileChannel file, long offset) throws IOException {
        ByteBuffer piece = ByteBuffer.allocate(PIECE_BYTES);
        while (piece.hasRemaining() && file.read(piece, offset + piece.position()) > 0) {}
        return Arrays.copyOf(piece.array(), piece.position());
    }
}
