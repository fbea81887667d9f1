package org.openledger.registry;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openledger.fuzz.FuzzCorpus;

/** No archive that Jazzer makes does anything but be read or refused. */
@Tag("campaign")
final class AdapterArchiveFuzzingTest {
    @Test
    void nothingIsFound() throws IOException, InterruptedException {
        FuzzCorpus.search(AdapterArchiveFuzz.class);
    }
}
