package org.openledger.model.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openledger.model.gguf.GgufBytes.floats;
import static org.openledger.model.gguf.GgufBytes.joined;
import static org.openledger.model.gguf.GgufBytes.number;
import static org.openledger.model.gguf.GgufBytes.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.model.file.JsonFile;
import org.openledger.model.file.ModelException;
import tools.jackson.databind.JsonNode;

@Tag("unit")
final class GgufFileTest {
    private static final Path BLOCKS = Path.of("src/test/resources/vectors/gguf/blocks.json");

    @TempDir
    Path folder;

    /** A sound file with one value and two tensors. */
    private static GgufBytes sound() {
        return new GgufBytes()
                .text("general.architecture", "llama")
                .tensor("a", GgufType.F32, floats(1, 2, 3), 3)
                .tensor("b", GgufType.F32, floats(1, 2, 3, 4), 2, 2);
    }

    @Test
    void aSoundFileIsRead() {
        try (GgufFile file = GgufFile.open(sound().write(folder.resolve("x.gguf")))) {
            assertThat(file.values()).containsEntry("general.architecture", "llama");
            GgufTensor b = Objects.requireNonNull(file.tensors().get("b"));
            assertThat(b.shape()).containsExactly(2, 2);
            float[] row = new float[2];
            file.read(b, 1, row);
            assertThat(row).containsExactly(3, 4);
        }
    }

    @Test
    void everyLieOfAHeaderIsRefusedByASentence() {
        refused(bytes -> bytes.magic = 0x46554748, "does not begin with \"GGUF\"");
        refused(bytes -> bytes.version = 2, "version 2", "version 3 is read");
        refused(bytes -> bytes.tensorCount = 1L << 62, "4611686018427387904 for tensors");
        refused(bytes -> bytes.tensorCount = 3, "dimensions");
        refused(bytes -> bytes.tensorCount = 1, "after its last tensor");
        refused(bytes -> bytes.valueCount = Long.MIN_VALUE, "9223372036854775808 for values");
        refused(bytes -> bytes.valueCount = 2, "dimensions");
        refused(bytes -> bytes.raw("k", joined(number(8, 4), number(1L << 62, 8))), "the length of k");
        refused(bytes -> bytes.raw("k", joined(number(8, 4), number(-1, 8))), "18446744073709551615");
        refused(bytes -> bytes.raw("k", joined(number(8, 4), number(2, 8), new byte[] {(byte) 0xC3, 0x28})), "UTF-8");
        refused(bytes -> bytes.raw("k", number(99, 4)), "the type 99");
        refused(bytes -> bytes.raw("k", joined(number(7, 4), number(2, 1))), "must be 0 or 1");
        refused(bytes -> bytes.raw("k", joined(number(10, 4), number(-1, 8))), "larger than any file");
        refused(bytes -> bytes.raw("k", joined(number(9, 4), number(4, 4), number(1L << 40, 8))), "the elements of k");
        refused(bytes -> bytes.raw("k", joined(number(9, 4), number(9, 4), number(1, 8))), "list of lists");
        refused(bytes -> bytes.raw("k", joined(number(9, 4), number(77, 4), number(1, 8))), "the type 77");
        refused(bytes -> bytes.whole("general.alignment", 24), "power of two");
        refused(bytes -> bytes.whole("general.alignment", 0), "power of two");
        refused(bytes -> bytes.text("general.alignment", "32"), "power of two");
    }

    @Test
    void aValueOrTensorThatOccursTwiceIsRefused() {
        byte[] twice = joined(number(4, 4), number(7, 4), text("k"), number(4, 4), number(7, 4));
        refused(
                bytes -> {
                    bytes.raw("k", twice);
                    bytes.valueCount = 3;
                },
                "two values named k");
        refused(bytes -> bytes.tensor("a", GgufType.F32, floats(1), 1), "two tensors named a");
    }

    @Test
    void everyLieOfATensorIsRefusedByASentence() {
        refused(tensor(0, new byte[16], 32, 4), "overlap or leave a gap");
        refused(tensor(0, new byte[16], 96, 4), "overlap or leave a gap");
        refused(tensor(0, new byte[16], 1L << 40, 4), "overlap or leave a gap");
        refused(tensor(0, new byte[16], -1), "0 dimensions");
        refused(tensor(0, new byte[16], -1, 1, 1, 1, 1, 1), "5 dimensions");
        refused(tensor(0, new byte[16], -1, 1, 2, 2), "more than two dimensions");
        refused(tensor(0, new byte[16], -1, 0), "no numbers");
        refused(tensor(0, new byte[16], -1, 1L << 62, 1L << 62), "rows of");
        refused(tensor(0, new byte[16], -1, 1 << 30, Long.MAX_VALUE), "larger than any file");
        refused(tensor(0, new byte[16], -1, 1 << 20), "truncated");
        refused(tensor(-1, new byte[16], -1, 4), "the type 4294967295", "Q4_K");
        refused(tensor(9, new byte[16], -1, 4), "the type 9");
        refused(tensor(GgufType.Q8_0.id(), new byte[34], -1, 31), "blocks of 32");
        refused(bytes -> bytes.tail = new byte[64], "after its last tensor");
    }

    private static Consumer<GgufBytes> tensor(int type, byte[] data, long offset, long... sizes) {
        return bytes -> bytes.tensors.add(new GgufBytes.Tensor("c", type, sizes, data, offset));
    }

    /** Wherever a file ends, it is refused; no length leads out of it. */
    @Test
    void aFileThatEndsAnywhereIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(sound().texts("k", List.of("x", "y")).write(folder.resolve("x.gguf")));
        for (int length = 0; length < whole.length; length++) {
            Path cut = Files.write(folder.resolve("cut.gguf"), Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> GgufFile.open(cut).close())
                    .as("cut at %d", length)
                    .isInstanceOf(ModelException.class);
        }
    }

    /** Random bytes in the header are read or refused, and nothing else happens. */
    @Test
    void randomChangesAreReadOrRefused() throws IOException {
        byte[] whole = Files.readAllBytes(sound().texts("k", List.of("x", "y")).write(folder.resolve("x.gguf")));
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 1000; i++) {
            byte[] changed = whole.clone();
            for (int n = 1 + random.nextInt(3); n > 0; n--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            }
            Path file = Files.write(folder.resolve("changed.gguf"), changed);
            try (GgufFile open = GgufFile.open(file)) {
                for (GgufTensor each : open.tensors().values()) {
                    open.read(each, each.rows() - 1, new float[each.columns()]);
                }
            } catch (ModelException refused) {
                assertThat(refused).as("seed %d", seed).hasMessageContaining("changed.gguf");
            }
        }
    }

    /** Blocks of random bytes, as the reference implementation reads them (src/test/python/make_gguf_vectors.py). */
    @Test
    void everyTypeGivesTheBitsOfTheReference() {
        Map<String, JsonNode> tried = new HashMap<>();
        JsonFile.readObject(BLOCKS).forEachEntry((name, each) -> {
            GgufType type = GgufType.valueOf(name);
            byte[] bytes = HexFormat.of().parseHex(each.path("bytes").asString());
            int numbers = bytes.length / type.blockBytes() * type.blockNumbers();
            GgufBytes file = new GgufBytes().tensor("t", type, bytes, numbers);
            try (GgufFile open = GgufFile.open(file.write(folder.resolve(name + ".gguf")))) {
                float[] row = new float[numbers];
                open.read(Objects.requireNonNull(open.tensors().get("t")), 0, row);
                for (int i = 0; i < numbers; i++) {
                    assertThat(Integer.toHexString(Float.floatToRawIntBits(row[i])))
                            .as("%s, number %d", name, i)
                            .isEqualTo(each.path("bits").path(i).asString());
                }
            }
            tried.put(name, each);
        });
        assertThat(tried.keySet()).hasSameSizeAs(GgufType.values());
    }

    private void refused(Consumer<GgufBytes> change, String... reasons) {
        GgufBytes bytes = sound();
        change.accept(bytes);
        Path file = bytes.write(folder.resolve("bad.gguf"));
        assertThatThrownBy(() -> GgufFile.open(file).close())
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("bad.gguf is not a sound GGUF file")
                .hasMessageContainingAll(reasons);
    }
}
