package org.openledger.registry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.openledger.fuzz.Scratch;
import org.openledger.store.LocalDisk;
import org.openledger.store.Refusal;

/** Archives of adapters. */
public final class AdapterArchiveFuzz {
    private static final long MAX_BYTES = 100_000;

    private AdapterArchiveFuzz() {}

    /** Loads the classes that the first input would wait for. */
    public static void fuzzerInitialize() throws IOException {
        fuzzerTestOneInput(new byte[0]);
    }

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        try {
            AdapterArchive.unpack(new ByteArrayInputStream(input), new LocalDisk(), Scratch.folder(), MAX_BYTES);
        } catch (Refusal refused) {
            // a sentence
        }
    }
}
