package org.openledger.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
final class SafeTensorsFileTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(ElementType.class)
    void whatIsWrittenIsReadBack(ElementType type) {
        Path file = folder.resolve("a.safetensors");
        // Halves and quarters are exact in every type.
        float[] values = {0, -1.5f, 2.25f, 1024, -0.125f, 3};
        try (Scope _ = Scope.open()) {
            SortedMap<String, Tensor> tensors = new TreeMap<>();
            tensors.put("matrix", Tensors.floats(values, 2, 3));
            tensors.put("empty", Tensors.zeros(0, 4));
            SafeTensorsWriter.write(file, tensors, type, Map.of("step", "7"));
            try (SafeTensorsFile read = SafeTensorsFile.open(file)) {
                assertThat(read.names()).containsExactlyInAnyOrder("matrix", "empty");
                assertThat(read.metadata()).containsEntry("step", "7");
                assertThat(read.shape("matrix")).containsExactly(2, 3);
                assertThat(Tensors.toFloats(read.load("matrix"))).containsExactly(values);
                assertThat(read.load("empty").numel()).isZero();
                assertThatThrownBy(() -> read.load("other"))
                        .isInstanceOf(TensorException.class)
                        .hasMessageContaining("no tensor 'other'");
            }
        }
    }

    /** In F32, where a number is given as its bits. */
    @ParameterizedTest
    @ValueSource(ints = {0x7F80_0000, 0xFF80_0000, 0x7FC0_0000, 0xFFFF_FFFF, 0x7F80_0001})
    void aNumberThatIsNotFiniteIsRefusedWithItsTensorsName(int bits) throws IOException {
        Path file = sound("poisoned");
        byte[] whole = Files.readAllBytes(file);
        ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).putInt(whole.length - Float.BYTES, bits);
        Files.write(file, whole);
        try (SafeTensorsFile read = SafeTensorsFile.open(file)) {
            String last = read.names().stream().reduce((a, b) -> b).orElseThrow();
            assertThatThrownBy(() -> read.load(last))
                    .isInstanceOf(TensorException.class)
                    .hasMessageContaining("tensor '" + last + "'")
                    .hasMessageContaining("NaN or an infinity");
        }
        try (Scope _ = Scope.open()) {
            SortedMap<String, Tensor> tensors = new TreeMap<>();
            tensors.put("sick", Tensors.floats(new float[] {1, Float.intBitsToFloat(bits)}, 2));
            Path unwritten = folder.resolve("unwritten.safetensors");
            assertThatThrownBy(() -> SafeTensorsWriter.write(unwritten, tensors, ElementType.F32, Map.of()))
                    .hasMessageContaining("'sick'");
            assertThat(unwritten).doesNotExist();
        }
    }

    @Test
    void theSameTensorsGiveTheSameBytes() throws IOException {
        assertThat(Files.readAllBytes(sound("one"))).isEqualTo(Files.readAllBytes(sound("two")));
    }

    @Test
    void everyTruncationIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(sound("whole"));
        for (int length = 0; length < whole.length; length++) {
            Path cut = Files.write(folder.resolve("cut.safetensors"), Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> SafeTensorsFile.open(cut))
                    .as("the first %d bytes", length)
                    .isInstanceOf(TensorException.class)
                    .hasMessageContaining("cut.safetensors");
        }
    }

    @Test
    void bytesAfterTheEndAreRefused() throws IOException {
        byte[] whole = Files.readAllBytes(sound("whole"));
        Path longer = Files.write(folder.resolve("longer"), Arrays.copyOf(whole, whole.length + 1));
        assertThatThrownBy(() -> SafeTensorsFile.open(longer)).hasMessageContaining("belong to no tensor");
    }

    @Test
    void anyFlippedBitOfTheHeaderIsRefusedOrHarmless() throws IOException {
        byte[] whole = Files.readAllBytes(sound("whole"));
        int header =
                8 + (int) ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getLong(0);
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(header)] ^= (byte) (1 << random.nextInt(8));
            Path file = Files.write(folder.resolve("damaged"), damaged);
            try (SafeTensorsFile read = SafeTensorsFile.open(file);
                    Scope _ = Scope.open()) {
                // A changed name or letter case may still be a sound file; its tensors must then be inside it.
                for (String name : read.names()) {
                    assertThat(read.shape(name)).isNotNull();
                }
            } catch (TensorException refused) {
                assertThat(refused).hasMessageContaining("damaged");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}; its type and shape need 8",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}; overlap or leave a gap",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
                        + "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[2,6]}}; overlap or leave a gap",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,16]}}; the file is truncated",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}; not a natural number",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,8]}}; not a natural number",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}}; impossible",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296,4],\"data_offsets\":[0,8]}}; larger than any file",
                "{\"a\":{\"dtype\":\"F99\",\"shape\":[2],\"data_offsets\":[0,8]}}; unknown type",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
                        + "\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}; not valid JSON",
                "{\"a\":7}; unknown type",
                "[1,2,3]; not a JSON object",
                "{\"a\":; not valid JSON",
            })
    void aLyingHeaderIsRefusedWithTheReason(String header, String reason) throws IOException {
        Path file = Files.write(folder.resolve("lying"), file(header, 8));
        assertThatThrownBy(() -> SafeTensorsFile.open(file))
                .isInstanceOf(TensorException.class)
                .hasMessageContaining("lying")
                .hasMessageContaining(reason);
    }

    @Test
    void aHeaderOfTenThousandLevelsIsRefused() throws IOException {
        Path file = Files.write(folder.resolve("deep"), file("[".repeat(10_000), 0));
        assertThatThrownBy(() -> SafeTensorsFile.open(file)).isInstanceOf(TensorException.class);
    }

    @Test
    void aHugeClaimedHeaderIsRefusedWithoutMemory() throws IOException {
        byte[] claim = ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(Long.MAX_VALUE)
                .array();
        Path file = Files.write(folder.resolve("huge"), claim);
        assertThatThrownBy(() -> SafeTensorsFile.open(file)).hasMessageContaining("claims a header");
    }

    @Test
    void aHeaderOfAHundredMegabytesIsNotRead() throws IOException {
        Path file = folder.resolve("long");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long header = 100_000_000;
            channel.write(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(header)
                    .flip());
            // the rest of the file has no blocks on the disk
            channel.write(ByteBuffer.wrap("{}".getBytes(StandardCharsets.UTF_8)), header + 6);
        }
        assertThat(file).hasSize(100_000_008);
        assertThatThrownBy(() -> SafeTensorsFile.open(file))
                .isInstanceOf(TensorException.class)
                .hasMessageContaining("allowed are 2 to");
    }

    @Test
    void tensorsMayStandInAnyOrderInTheHeader() throws IOException {
        Path file = Files.write(
                folder.resolve("unsorted"),
                file(
                        "{\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]},"
                                + "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
                        8));
        try (SafeTensorsFile read = SafeTensorsFile.open(file)) {
            assertThat(read.names()).containsExactly("a", "b");
        }
    }

    private Path sound(String name) {
        Path file = folder.resolve(name);
        try (Scope _ = Scope.open()) {
            SortedMap<String, Tensor> tensors = new TreeMap<>();
            tensors.put("a", Tensors.floats(new float[] {1, 2}, 2));
            tensors.put("b", Tensors.floats(new float[] {3, 4, 5, 6}, 2, 2));
            SafeTensorsWriter.write(file, tensors, ElementType.F32, Map.of("note", "x"));
        }
        return file;
    }

    private static byte[] file(String header, int dataBytes) {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + text.length + dataBytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(text.length)
                .put(text)
                .array();
    }
}
