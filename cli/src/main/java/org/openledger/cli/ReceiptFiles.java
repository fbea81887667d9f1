package org.openledger.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import org.openledger.cli.option.InputFile;
import org.openledger.store.Refusal;
import org.openledger.verify.ReceiptFile;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.VerifyException;

/** Exported receipts on the disk. */
final class ReceiptFiles {
    private static final String EXPORT = "Export one with openledger receipt ID";

    private ReceiptFiles() {}

    /** The receipt's id in a file that was exported. */
    static String idOf(InputFile file) {
        return read(file).content().receipt().id();
    }

    /** A file that was exported; its shape alone is checked. */
    static ReceiptFile.Sealed read(InputFile file) {
        try {
            return ReceiptFile.read(bytes(file));
        } catch (VerifyException e) {
            throw new Refusal(
                    Refusal.Kind.INVALID, file + " is no exported receipt: " + e.getMessage() + ". " + EXPORT, e);
        }
    }

    /** A file as it is, up to one byte more than a receipt may have, which its check then refuses. */
    static byte[] bytes(InputFile file) {
        try (InputStream in = Files.newInputStream(file.path())) {
            return in.readNBytes(CanonicalJson.MAX_BYTES + 1);
        } catch (IOException e) {
            throw new Refusal(Refusal.Kind.FAILED, "cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
