package org.openledger.datanet.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The list of hostile files: each ends in its sentence, or in its rows, within its time. */
@Tag("unit")
final class HostileFilesTest {
    private static final Duration EACH = Duration.ofSeconds(20);
    private static final int CAMPAIGN_MEGABYTES = 256;

    @TempDir
    Path folder;

    @Test
    void eachEndsInItsSentence() throws IOException {
        endAsTheyMust(HostileFiles.all(/* megabytes= */ 3));
    }

    @Test
    @Tag("campaign")
    void eachEndsInItsSentenceAtFullSize() throws IOException {
        endAsTheyMust(HostileFiles.all(CAMPAIGN_MEGABYTES));
    }

    private static void endAsTheyMust(List<FileKinds.Kind> files) throws IOException {
        SoftAssertions all = new SoftAssertions();
        for (FileKinds.Kind file : files) {
            long since = System.nanoTime();
            EveryKindOfFileTest.Became became =
                    EveryKindOfFileTest.read(file.bytes(), file.schema(), FileUpload.Asked.NOTHING);
            all.assertThat(Duration.ofNanos(System.nanoTime() - since))
                    .as(file.name())
                    .isLessThan(EACH);
            all.assertThat(became.rows()).as(file + ": " + became.sentences()).hasSize(file.rows());
            if (file.rows() == 0) {
                all.assertThat(became.sentences()).as(file.name()).isNotEmpty();
                all.assertThat(became.sentences())
                        .as(file.name())
                        .allSatisfy(sentence ->
                                assertThat(sentence).hasSizeLessThan(600).doesNotContain("Exception"));
            }
            all.assertThat(became.kind() + String.join("\n", became.sentences()))
                    .as(file.name())
                    .contains(file.says());
        }
        all.assertAll();
    }

    /** Lengths, counts of pages and values, offsets: whatever byte of a Parquet file lies, it becomes rows or a sentence. */
    @Test
    void aParquetFileThatLiesAnywhereIsReadOrRefused() throws IOException {
        FileKinds.Kind sound = FileKinds.all(folder).stream()
                .filter(kind -> kind.name().equals("Parquet with SNAPPY"))
                .findFirst()
                .orElseThrow();
        long since = System.nanoTime();
        for (int at = 0; at < sound.bytes().length; at++) {
            for (int lie : new int[] {0xFF, 0x7F, 0x00}) {
                byte[] lying = sound.bytes().clone();
                lying[at] = (byte) lie;
                assertThat(EveryKindOfFileTest.read(lying, sound.schema(), FileUpload.Asked.NOTHING))
                        .as("byte %s is %s", at, lie)
                        .isNotNull();
            }
        }
        assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(Duration.ofMinutes(3));
    }
}
