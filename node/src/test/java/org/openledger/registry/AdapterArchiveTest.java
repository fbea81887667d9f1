package org.openledger.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.fuzz.FuzzCorpus;
import org.openledger.store.FaultyDisk;
import org.openledger.store.LocalDisk;
import org.openledger.store.Refusal;

/** Archives of friends and of enemies. */
@Tag("unit")
final class AdapterArchiveTest {
    private static final long MAX_BYTES = 100_000;
    private static final byte[] CONFIG = "{\"r\":4}".getBytes(StandardCharsets.UTF_8);
    private static final byte[] WEIGHTS = new byte[1_300];

    @TempDir
    Path folder;

    /** A tar that is written entry by entry. */
    private static final class Tar {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Tar file(String name, byte[] content) {
            return entry(name, '0', content.length, content);
        }

        Tar entry(String name, char type, long size, byte[] content) {
            byte[] header = new byte[512];
            put(header, 0, name);
            put(header, 124, "%011o".formatted(size));
            put(header, 148, "        ");
            header[156] = (byte) type;
            put(header, 257, "ustar");
            int sum = 0;
            for (byte each : header) {
                sum += Byte.toUnsignedInt(each);
            }
            put(header, 148, "%06o\0 ".formatted(sum));
            out.writeBytes(header);
            out.writeBytes(content);
            out.writeBytes(new byte[(512 - content.length % 512) % 512]);
            return this;
        }

        private static void put(byte[] header, int at, String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            System.arraycopy(bytes, 0, header, at, Math.min(bytes.length, 100));
        }

        byte[] bytes() {
            byte[] whole = out.toByteArray();
            return Arrays.copyOf(whole, whole.length + 1024);
        }
    }

    private static Tar whole() {
        return new Tar().file("adapter_config.json", CONFIG).file("adapter_model.safetensors", WEIGHTS);
    }

    private void unpack(byte[] archive) throws IOException {
        unpack(new ByteArrayInputStream(archive));
    }

    private void unpack(InputStream archive) throws IOException {
        AdapterArchive.unpack(archive, new LocalDisk(), folder.resolve("out"), MAX_BYTES);
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        }
        return out.toByteArray();
    }

    @Test
    void theTwoFilesOfAFolderAreTaken() throws IOException {
        byte[] nested = new Tar()
                .entry("adapter/", '5', 0, new byte[0])
                .entry("note", 'x', 11, "11 mtime=1\n".getBytes(StandardCharsets.UTF_8))
                .file("adapter/adapter_config.json", CONFIG)
                .file("adapter/adapter_model.safetensors", WEIGHTS)
                .file("adapter/README.md", new byte[700])
                .bytes();
        for (byte[] archive : new byte[][] {whole().bytes(), gzip(whole().bytes()), nested}) {
            unpack(archive);
            assertThat(folder.resolve("out/adapter_config.json")).hasBinaryContent(CONFIG);
            assertThat(folder.resolve("out/adapter_model.safetensors")).hasBinaryContent(WEIGHTS);
            assertThat(folder.resolve("out/README.md")).doesNotExist();
        }
    }

    @Test
    void whatIsHostileIsRefusedByASentence() throws IOException {
        refused(new Tar().entry("adapter_config.json", '2', 0, new byte[0]), "is a link");
        refused(new Tar().entry("adapter_config.json", '1', 0, new byte[0]), "is a link");
        refused(new Tar().entry("adapter_config.json", '3', 0, new byte[0]), "is no plain file");
        refused(new Tar().file("../adapter_config.json", CONFIG), "leads out of it");
        refused(new Tar().file("a/../../adapter_config.json", CONFIG), "leads out of it");
        refused(new Tar().file("/adapter_config.json", CONFIG), "leads out of it");
        refused(new Tar().file("..\\adapter_config.json", CONFIG), "leads out of it");
        refused(new Tar().entry("../", '5', 0, new byte[0]), "leads out of it");
        refused(new Tar().file("a/b/adapter_config.json", CONFIG), "too deep");
        refused(whole().file("optimizer.pt", CONFIG), "no part of an adapter");
        refused(whole().file("adapter_config.json", CONFIG), "twice");
        refused(whole().file("a/adapter_config.json", CONFIG), "twice");
        refused(new Tar().file("adapter_config.json", CONFIG), "has no adapter_model.safetensors");
        refused(new Tar(), "has no adapter_");
        refused(new Tar().file("adapter_config.json", new byte[(1 << 20) + 1]), "1048576 are allowed");
        refused(new Tar().entry("adapter_model.safetensors", '0', MAX_BYTES + 1, new byte[0]), "100000 are allowed");
        refused(new Tar().entry("adapter_model.safetensors", '0', 0x1ffffffffL, new byte[0]), "are allowed");
        refused(new Tar().entry("adapter_model.safetensors", '0', 5_000, new byte[512]), "damaged or ends early");
        refusedBytes("not a tar".getBytes(StandardCharsets.UTF_8), "damaged or ends early");
        refusedBytes(new byte[0], "has no adapter_");
        refusedBytes("x".repeat(2_000).getBytes(StandardCharsets.UTF_8), "no tar archive");
        refusedBytes(Arrays.copyOf(gzip(whole().bytes()), 90), "damaged or ends early");
        assertThat(folder.resolve("adapter_config.json")).doesNotExist();
    }

    /** Folders and notes, of which any number would do no harm but take time. */
    @Test
    void manyEntriesAreNotRead() {
        byte[] one = new Tar().entry("adapter/", '5', 0, new byte[0]).out.toByteArray();
        byte[] many = new byte[one.length * 10_000];
        for (int at = 0; at < many.length; at += one.length) {
            System.arraycopy(one, 0, many, at, one.length);
        }
        InputStream archive = new ByteArrayInputStream(many);
        assertThatThrownBy(() -> unpack(archive)).hasMessageContaining("too many folders");
        assertThat(archive).isNotEmpty();
    }

    /** A few bytes that would be gigabytes. */
    @Test
    void aBombIsStoppedAtItsLimit() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
            byte[] entry =
                    new Tar().entry("note", 'g', 1 << 20, new byte[1 << 20]).out.toByteArray();
            for (int i = 0; i < 80; i++) {
                gzip.write(entry);
            }
        }
        assertThat(bomb.size()).isLessThan(200_000);
        assertThatThrownBy(() -> unpack(bomb.toByteArray())).isInstanceOf(RegistryException.class);
    }

    @Test
    void randomlyChangedArchivesAreReadOrRefused() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] whole = whole().bytes();
        for (int round = 0; round < 300; round++) {
            byte[] changed = whole.clone();
            for (int i = random.nextInt(1, 6); i > 0; i--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            }
            try {
                unpack(changed);
            } catch (Refusal refused) {
                assertThat(refused.getMessage()).as("seed %d", seed).isNotEmpty();
            }
        }
        try (var below = Files.walk(folder)) {
            assertThat(below.filter(Files::isRegularFile).map(file -> String.valueOf(file.getFileName())))
                    .isSubsetOf("adapter_config.json", "adapter_model.safetensors");
        }
    }

    @Test
    void archivesThatAreKeptAreReadOrRefused() throws IOException, ReflectiveOperationException {
        FuzzCorpus.replay(AdapterArchiveFuzz.class);
    }

    /** A disk that gets full while an archive is unpacked is said, and nothing half is left. */
    @Test
    void aFullDiskIsSaidAndLeavesNothingHalf() throws IOException {
        for (int write = 1; write <= 2; write++) {
            Path out = Files.createDirectories(folder.resolve("full-" + write));
            FaultyDisk disk = new FaultyDisk(FaultyDisk.Fault.FULL, write);
            assertThatThrownBy(() ->
                            AdapterArchive.unpack(new ByteArrayInputStream(whole().bytes()), disk, out, MAX_BYTES))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("No space left on device");
            for (String name : out.toFile().list()) {
                assertThat(out.resolve(name)).hasBinaryContent(name.endsWith("json") ? CONFIG : WEIGHTS);
            }
        }
    }

    private void refused(Tar tar, String why) {
        refusedBytes(tar.bytes(), why);
    }

    private void refusedBytes(byte[] archive, String why) {
        assertThatThrownBy(() -> unpack(archive))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining(why);
    }
}
