package org.openledger.datanet.intake;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.fuzz.FuzzCorpus;

/** No file that Jazzer makes does anything but become rows or be refused. */
@Tag("campaign")
final class FileUploadFuzzingTest {
    @TempDir
    Path folder;

    /** It begins with a file of every kind. */
    @Test
    void nothingIsFound() throws IOException, InterruptedException {
        FuzzCorpus.search(FileUploadFuzz.class, FileUploadFuzz.seeds(folder));
    }
}
