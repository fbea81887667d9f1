package org.openledger.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openledger.store.Refusal;
import org.openledger.verify.ReceiptFile;
import org.openledger.verify.bytes.VerifyException;

/** Exported receipts on the disk. */
final class ReceiptFiles {
    private ReceiptFiles() {}

    /** The receipt's id in a file that was exported. */
    static String idOf(Path file) {
        return read(file).content().receipt().id();
    }

    /** A file that was exported; its shape alone is checked. */
    static ReceiptFile.Sealed read(Path file) {
        try {
            return ReceiptFile.read(Files.readAllBytes(file));
        } catch (IOException | VerifyException e) {
            throw new Refusal(Refusal.Kind.FAILED, "cannot read the receipt in " + file + ": " + e.getMessage(), e);
        }
    }
}
