package org.openledger.datanet.intake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.datanet.row.Schema;
import org.openledger.fuzz.FuzzCorpus;

/** No file that Jazzer makes does anything but become rows or be refused. */
@Tag("campaign")
final class FileUploadFuzzingTest {
    @TempDir
    Path folder;

    /** It begins with a file of every kind. */
    @Test
    void nothingIsFound() throws IOException, InterruptedException {
        FuzzCorpus.search(FileUploadFuzz.class, seeds());
    }

    private List<byte[]> seeds() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        for (FileKinds.Kind kind : FileKinds.all(folder)) {
            ByteArrayOutputStream seed = new ByteArrayOutputStream();
            seed.write(List.of(Schema.values()).indexOf(kind.schema()));
            seed.writeBytes(kind.bytes());
            seeds.add(seed.toByteArray());
        }
        return seeds;
    }
}
