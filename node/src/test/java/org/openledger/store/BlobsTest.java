package org.openledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.store.seal.Finding;

@Tag("unit")
final class BlobsTest {
    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);
    private static final String HELLO_DIGEST = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    @TempDir
    Path folder;

    @Test
    void aBlobIsFoundByItsDigest() {
        Blobs blobs = new Blobs(folder, new LocalDisk());
        assertThat(blobs.put(HELLO)).isEqualTo(HELLO_DIGEST);
        assertThat(blobs.put(HELLO)).isEqualTo(HELLO_DIGEST);
        assertThat(blobs.read(HELLO_DIGEST)).isEqualTo(HELLO);
        assertThat(blobs.fsck()).isEmpty();
        assertThat(files()).hasSize(1);
        blobs.delete(HELLO_DIGEST);
        assertThat(blobs.exists(HELLO_DIGEST)).isFalse();
    }

    @Test
    void aLongerStreamThanAllowedIsRefusedAndLeavesNothing() {
        Blobs blobs = new Blobs(folder, new LocalDisk());
        assertThatThrownBy(() -> blobs.put(new Endless(), 1_000_000))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("longer than 1000000 bytes");
        assertThat(files()).isEmpty();
    }

    @Test
    void aFullDiskIsSaidAndLeavesNothing() {
        Blobs blobs = new Blobs(folder, new FaultyDisk(FaultyDisk.Fault.FULL, 1));
        assertThatThrownBy(() -> blobs.put(HELLO)).isInstanceOf(DiskFullException.class);
        assertThat(files()).isEmpty();
        assertThat(blobs.put(HELLO)).as("the disk has room again").isEqualTo(HELLO_DIGEST);
    }

    @Test
    void aStreamThatBreaksOffLeavesNothing() {
        Blobs blobs = new Blobs(folder, new LocalDisk());
        InputStream broken = new SequenceInputStream(new ByteArrayInputStream(new byte[100_000]), new Gone());
        assertThatThrownBy(() -> blobs.put(broken, 1_000_000)).hasMessageContaining("the sender went away");
        assertThat(files()).isEmpty();
    }

    @Test
    void aTornAppendLeavesTheFileAsItWas() throws IOException {
        Path file = folder.resolve("journal");
        new LocalDisk().append(file, HELLO);
        Disk faulty = new FaultyDisk(FaultyDisk.Fault.FULL, 1);
        assertThatThrownBy(() -> faulty.append(file, HELLO)).isInstanceOf(IOException.class);
        assertThat(Files.readAllBytes(file)).isEqualTo(HELLO);
        faulty.append(file, HELLO);
        assertThat(Files.size(file)).isEqualTo(2L * HELLO.length);
    }

    @Test
    void aFailedReplaceKeepsTheOldContent() throws IOException {
        Path file = folder.resolve("checkpoint");
        new LocalDisk().replace(file, HELLO);
        Disk faulty = new FaultyDisk(FaultyDisk.Fault.BROKEN, 1);
        assertThatThrownBy(() -> faulty.replace(file, new byte[100])).hasMessageContaining("Input/output error");
        assertThat(Files.readAllBytes(file)).isEqualTo(HELLO);
        assertThat(files()).containsExactly(file);
    }

    @Test
    void aRealFullDiskLeavesNothing() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "skipped: this system has no /dev/full");
        assertThatThrownBy(() -> new LocalDisk().append(full, HELLO)).hasMessageContaining("No space left");
    }

    @Test
    void aChangedBlobIsNamed() throws IOException {
        Blobs blobs = new Blobs(folder, new LocalDisk());
        blobs.put(HELLO);
        Files.write(files().getFirst(), new byte[] {1});
        assertThat(blobs.fsck())
                .extracting(Finding::where, Finding::what)
                .containsExactly(tuple(
                        "blobs/" + HELLO_DIGEST.substring(0, 2) + "/" + HELLO_DIGEST,
                        "its content has another digest"));
        assertThatThrownBy(() -> blobs.read(HELLO_DIGEST)).hasMessageContaining("another content than its name says");
    }

    @Test
    void aDigestCannotLeaveTheFolder() {
        Blobs blobs = new Blobs(folder, new LocalDisk());
        for (String name : List.of("../../etc/passwd", "", HELLO_DIGEST + "/..", HELLO_DIGEST.substring(1) + "/")) {
            assertThatThrownBy(() -> blobs.read(name)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> blobs.read(HELLO_DIGEST)).hasMessageContaining("openledger fsck");
    }

    @Test
    void theLengthIsCheckedToTheByte() {
        Blobs blobs = new Blobs(folder, new LocalDisk());
        assertThat(blobs.put(new ByteArrayInputStream(HELLO), 5)).isEqualTo(HELLO_DIGEST);
        assertThatThrownBy(() -> blobs.put(new ByteArrayInputStream(HELLO), 4)).isInstanceOf(StoreException.class);
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Gone extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("the sender went away");
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return read();
        }
    }

    private static final class Endless extends InputStream {
        @Override
        public int read() {
            return 'x';
        }
    }
}
