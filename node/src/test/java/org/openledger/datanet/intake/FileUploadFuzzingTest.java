package org.openledger.datanet.intake;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openledger.fuzz.FuzzCorpus;

/** No file that Jazzer makes does anything but become rows or be refused. */
@Tag("campaign")
final class FileUploadFuzzingTest {
    @Test
    void nothingIsFound() throws IOException, InterruptedException {
        FuzzCorpus.search(FileUploadFuzz.class);
    }
}
