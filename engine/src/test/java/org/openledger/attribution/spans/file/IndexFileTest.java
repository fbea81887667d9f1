package org.openledger.attribution.spans.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.attribution.spans.SpanIndex;
import org.openledger.attribution.spans.SpanIndexTest;

@Tag("unit")
final class IndexFileTest {
    @TempDir
    Path folder;

    private byte[] whole = new byte[0];
    private IndexHeader header =
            new IndexHeader(Tier.ROWS, 0, 1, 0, 0, 1, 1, new IndexHeader.OverlapLayout(1, 0), Map.of());

    @BeforeEach
    void buildOne() throws Exception {
        Path file = folder.resolve("whole");
        SpanIndex.build(
                List.of(SpanIndexTest.row(1, "ada", 3, 1, 4, 1, 5), SpanIndexTest.row(2, "bob", 9, 2, 6, 3, 1, 4)),
                file);
        whole = Files.readAllBytes(file);
        try (Arena arena = Arena.ofConfined()) {
            header = IndexFile.map(file, arena).header();
        }
    }

    @Test
    void everyFlippedByteIsRefusedByNameOfItsSection() throws Exception {
        for (int at = 0; at < whole.length; at++) {
            byte[] flipped = whole.clone();
            flipped[at] ^= 0x10;
            int position = at;
            assertThatThrownBy(() -> check(write(flipped)))
                    .as("byte %d", at)
                    .isInstanceOf(SpanIndexException.class)
                    .hasMessageContaining(at < 8 ? "no span index" : nameAt(position));
        }
    }

    @Test
    void everyTruncationIsRefused() throws Exception {
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            String expected = length < IndexHeader.BYTES ? "header" : nameAt(length);
            assertThatThrownBy(() -> check(write(cut)))
                    .as("cut to %d", length)
                    .isInstanceOf(SpanIndexException.class)
                    .hasMessageContaining(expected);
        }
    }

    @Test
    void bytesAfterTheEndAreRefused() {
        assertThatThrownBy(() -> SpanIndex.open(write(Arrays.copyOf(whole, whole.length + 1))))
                .isInstanceOf(SpanIndexException.class)
                .hasMessageContaining("1 bytes follow");
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> SpanIndex.open(folder.resolve("absent")))
                .isInstanceOf(SpanIndexException.class)
                .hasMessageContaining("absent");
    }

    @Test
    void aForgedHeaderWithARightChecksumIsRefused() {
        IndexHeader forged = new IndexHeader(
                Tier.ROWS,
                header.textLength() + 100,
                header.alphabet(),
                header.rows(),
                header.contributors(),
                header.tokenBits(),
                header.holderBits(),
                header.overlaps(),
                header.sections());
        byte[] bytes = whole.clone();
        forged.write().get(bytes, 0, IndexHeader.BYTES);
        assertThatThrownBy(() -> SpanIndex.open(write(bytes)))
                .isInstanceOf(SpanIndexException.class)
                .hasMessageContaining("section overlaps is damaged");
    }

    @Test
    void anUnfinishedBuildLeavesTheOldIndex() throws Exception {
        Path file = write(whole);
        try (IndexFile.Writer writer = new IndexFile.Writer(file)) {
            writer.column(new int[] {1, 2, 3}, 32);
            writer.end(Section.BUCKETS);
        }
        assertThat(file).hasBinaryContent(whole);
        try (SpanIndex index = SpanIndex.open(file)) {
            assertThat(index.rows()).isEqualTo(2);
        }
    }

    /** What opening does first; without the cost of unmapping from all threads. */
    private static void check(Path file) {
        try (Arena arena = Arena.ofConfined()) {
            IndexFile.map(file, arena);
        }
    }

    private String nameAt(long position) {
        if (position < IndexHeader.BYTES) {
            return "header";
        }
        return Arrays.stream(Section.values())
                .filter(section -> position >= header.extent(section).offset()
                        && position
                                < header.extent(section).offset()
                                        + header.extent(section).length())
                .findFirst()
                .orElseThrow()
                .label();
    }

    private Path write(byte[] bytes) throws Exception {
        Path file = folder.resolve("damaged");
        Files.write(file, bytes);
        return file;
    }
}
