package org.openledger.model.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.model.BaseModel;
import org.openledger.model.Family;
import org.openledger.model.file.ModelException;
import org.openledger.tensor.ElementType;
import org.openledger.tensor.SafeTensorsFile;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Tensors;

@Tag("unit")
final class GgufImportTest {
    private static final int WIDTH = 8;

    @TempDir
    Path folder;

    /** Heads of 4 rows: pairs stand beside each other in the file, and half a head apart in the folder. */
    @Test
    void rowsOfQueriesAndKeysGetTheOrderOfOtherFiles() {
        GgufImport.run(llama().write(folder.resolve("x.gguf")), folder.resolve("out"), ElementType.F32);
        try (Scope _ = Scope.open();
                SafeTensorsFile file = SafeTensorsFile.open(folder.resolve("out/model.safetensors"))) {
            assertThat(firstOfRows(file, "model.layers.0.self_attn.q_proj.weight"))
                    .containsExactly(0, 2, 1, 3, 4, 6, 5, 7);
            assertThat(firstOfRows(file, "model.layers.0.self_attn.k_proj.weight"))
                    .containsExactly(0, 2, 1, 3);
            assertThat(firstOfRows(file, "model.layers.0.self_attn.v_proj.weight"))
                    .containsExactly(0, 1, 2, 3);
        }
    }

    private static float[] firstOfRows(SafeTensorsFile file, String name) {
        return Tensors.toFloats(file.load(name).select(1, 0));
    }

    @Test
    void normsOfGemmaAreMadeLessByOne() {
        GgufImport.Imported made =
                GgufImport.run(gemma3().write(folder.resolve("x.gguf")), folder.resolve("out"), ElementType.BF16);
        assertThat(made.family()).isEqualTo(Family.GEMMA3);
        try (Scope _ = Scope.open();
                SafeTensorsFile file = SafeTensorsFile.open(folder.resolve("out/model.safetensors"))) {
            assertThat(Tensors.toFloats(file.load("model.norm.weight"))).containsExactly(-1, 0, 1, 2, 3, 4, 5, 6);
            assertThat(Tensors.toFloats(file.load("model.layers.0.self_attn.q_norm.weight")))
                    .containsExactly(-1, 0, 1, 2);
        }
    }

    @Test
    void sentencePieceMergesByScoresAndFallsBackToBytes() {
        GgufImport.run(llama().write(folder.resolve("x.gguf")), folder.resolve("out"), ElementType.BF16);
        try (BaseModel model = BaseModel.load(folder.resolve("out"))) {
            // "▁ab" is cut as ▁a·b, whose score is higher than that of ab; é is no token and becomes its bytes
            assertThat(model.text("ab")).containsExactly(1, 261, 260);
            assertThat(model.text("\u00e9")).containsExactly(1, 258, 3 + 0xC3 - 0x80, 3 + 0xA9 - 0x80);
            assertThat(model.tokenizer().decode(new int[] {1, 261, 260})).isEqualTo("ab");
            assertThat(model.config().endTokens()).containsExactly(2);
        }
    }

    @Test
    void gpt2sBytesMergeByTheirList() {
        GgufBytes bytes = llama();
        List<String> tokens = new ArrayList<>(List.of("<s>", "</s>"));
        for (char each = 33; each < 127; each++) {
            tokens.add(String.valueOf(each));
        }
        tokens.addAll(List.of("ab", "\u0120", "\u0120ab"));
        int[] types = new int[tokens.size()];
        Arrays.fill(types, 1);
        types[0] = 3;
        types[1] = 3;
        bytes.text("tokenizer.ggml.model", "gpt2")
                .text("tokenizer.ggml.pre", "qwen2")
                .texts("tokenizer.ggml.tokens", tokens)
                .wholes("tokenizer.ggml.token_type", types)
                .texts("tokenizer.ggml.merges", List.of("a b", "\u0120 ab"))
                .whole("tokenizer.ggml.bos_token_id", 0)
                .whole("tokenizer.ggml.eos_token_id", 1);
        bytes.values.remove("tokenizer.ggml.scores");
        bytes.values.remove("tokenizer.ggml.unknown_token_id");
        GgufImport.run(bytes.write(folder.resolve("x.gguf")), folder.resolve("out"), ElementType.BF16);
        try (BaseModel model = BaseModel.load(folder.resolve("out"))) {
            assertThat(model.text("ab ab")).containsExactly(96, 98);
            assertThat(model.tokenizer().decode(model.text("ab ab!"))).isEqualTo("ab ab!");
        }
    }

    @Test
    void whatIsNotComputedIsRefusedByNameAndNothingIsLeft() {
        refused(bytes -> bytes.text("general.architecture", "mamba"), "'mamba'", "llama, qwen2, qwen3");
        refused(bytes -> bytes.whole("llama.expert_count", 8), "llama.expert_count is 8");
        refused(bytes -> bytes.whole("split.count", 4), "one of 4 parts");
        refused(bytes -> bytes.text("llama.rope.scaling.type", "su"), "rope scaling 'su'");
        refused(bytes -> bytes.whole("llama.rope.dimension_count", 2), "rope.dimension_count");
        refused(bytes -> bytes.whole("llama.attention.head_count", 0), "head_count is 0");
        refused(bytes -> bytes.text("llama.block_count", "1"), "llama.block_count must be a whole number");
        refused(bytes -> bytes.values.remove("llama.block_count"), "llama.block_count", "missing");
        refused(bytes -> bytes.whole("llama.block_count", 2), "lacks the tensor", "model.layers.1.");
        refused(bytes -> bytes.whole("llama.feed_forward_length", 64), "mlp.", "the header asks for [8, 64]");
        refused(bytes -> bytes.text("tokenizer.ggml.model", "rwkv"), "tokenizer 'rwkv'");
        refused(bytes -> bytes.text("tokenizer.ggml.model", "gpt2").text("tokenizer.ggml.pre", "mine"), "'mine'");
        refused(bytes -> bytes.texts("tokenizer.ggml.tokens", List.of("a", "a")), "2 tokens and the types of");
        refused(
                bytes -> bytes.texts("tokenizer.ggml.tokens", List.of("a", "a"))
                        .wholes("tokenizer.ggml.token_type", 1, 1),
                "'a' occurs twice");
        refused(bytes -> bytes.whole("tokenizer.ggml.bos_token_id", 9999), "bos_token_id is 9999");
        refused(bytes -> bytes.singles("tokenizer.ggml.scores", 1), "the scores of 1");
        refused(bytes -> bytes.tensor("blk.0.attn_gate.weight", GgufType.F32, GgufBytes.floats(1), 1), "attn_gate");
        refused(
                bytes -> bytes.tensor("blk.7.attn_norm.weight", GgufType.F32, GgufBytes.floats(1), 1),
                "model.layers.7");
        refused(bytes -> bytes.tensor("rope_freqs.weight", GgufType.F32, GgufBytes.floats(1, 3), 2), "rope_freqs");
        refused(
                bytes -> bytes.tensors.set(
                        0,
                        new GgufBytes.Tensor(
                                "token_embd.weight", 0, new long[] {1, 1}, GgufBytes.floats(Float.NaN), -1)),
                "NaN",
                "has the shape");
    }

    private void refused(Consumer<GgufBytes> change, String... reasons) {
        GgufBytes bytes = llama();
        change.accept(bytes);
        Path file = bytes.write(folder.resolve("bad.gguf"));
        Path out = folder.resolve("refused");
        assertThatThrownBy(() -> GgufImport.run(file, out, ElementType.BF16))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(reasons[reasons.length - 1]);
        assertThat(out.resolve("config.json")).doesNotExist();
        assertThat(Files.exists(out.resolve("model.safetensors"))).isFalse();
    }

    private static GgufBytes llama() {
        GgufBytes bytes = header("llama");
        matrix(bytes, "token_embd.weight", 262, WIDTH);
        vector(bytes, "output_norm.weight", WIDTH);
        block(bytes, false);
        return bytes;
    }

    private static GgufBytes gemma3() {
        GgufBytes bytes = header("gemma3").whole("gemma3.attention.sliding_window", 4);
        matrix(bytes, "token_embd.weight", 262, WIDTH);
        vector(bytes, "output_norm.weight", WIDTH);
        block(bytes, true);
        return bytes;
    }

    private static void block(GgufBytes bytes, boolean gemma) {
        vector(bytes, "blk.0.attn_norm.weight", WIDTH);
        vector(bytes, "blk.0.ffn_norm.weight", WIDTH);
        if (gemma) {
            vector(bytes, "blk.0.post_attention_norm.weight", WIDTH);
            vector(bytes, "blk.0.post_ffw_norm.weight", WIDTH);
            vector(bytes, "blk.0.attn_q_norm.weight", 4);
            vector(bytes, "blk.0.attn_k_norm.weight", 4);
        }
        matrix(bytes, "blk.0.attn_q.weight", WIDTH, WIDTH);
        matrix(bytes, "blk.0.attn_k.weight", 4, WIDTH);
        matrix(bytes, "blk.0.attn_v.weight", 4, WIDTH);
        matrix(bytes, "blk.0.attn_output.weight", WIDTH, WIDTH);
        matrix(bytes, "blk.0.ffn_gate.weight", 16, WIDTH);
        matrix(bytes, "blk.0.ffn_up.weight", 16, WIDTH);
        matrix(bytes, "blk.0.ffn_down.weight", WIDTH, 16);
    }

    /** Each row says its number. */
    private static void matrix(GgufBytes bytes, String name, int rows, int columns) {
        float[] numbers = new float[rows * columns];
        for (int i = 0; i < numbers.length; i++) {
            int row = i / columns;
            numbers[i] = row;
        }
        bytes.tensor(name, GgufType.F32, GgufBytes.floats(numbers), columns, rows);
    }

    private static void vector(GgufBytes bytes, String name, int length) {
        float[] numbers = new float[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = i;
        }
        bytes.tensor(name, GgufType.F32, GgufBytes.floats(numbers), length);
    }

    private static GgufBytes header(String architecture) {
        List<String> tokens = new ArrayList<>(List.of("<unk>", "<s>", "</s>"));
        for (int value = 0x80; value < 0x100; value++) {
            tokens.add(String.format("<0x%02X>", value));
        }
        for (int value = 0; value < 0x80; value++) {
            tokens.add(String.format("<0x%02X>", value));
        }
        // ids 259 to 261 are a, b and ▁a after the bytes; ▁ stands last but three
        tokens.set(258, "\u2581");
        tokens.addAll(List.of("a", "b", "\u2581a"));
        int[] types = new int[tokens.size()];
        float[] scores = new float[tokens.size()];
        for (int id = 0; id < types.length; id++) {
            types[id] = id == 0 ? 2 : id < 3 ? 3 : id < 258 ? 6 : 1;
            scores[id] = -id;
        }
        return new GgufBytes()
                .text("general.architecture", architecture)
                .whole(architecture + ".embedding_length", WIDTH)
                .whole(architecture + ".block_count", 1)
                .whole(architecture + ".feed_forward_length", 16)
                .whole(architecture + ".context_length", 64)
                .whole(architecture + ".attention.head_count", 2)
                .whole(architecture + ".attention.head_count_kv", 1)
                .whole(architecture + ".attention.key_length", 4)
                .single(architecture + ".attention.layer_norm_rms_epsilon", 1e-6f)
                .single(architecture + ".rope.freq_base", 10_000)
                .text("tokenizer.ggml.model", "llama")
                .texts("tokenizer.ggml.tokens", tokens)
                .wholes("tokenizer.ggml.token_type", types)
                .singles("tokenizer.ggml.scores", scores)
                .whole("tokenizer.ggml.unknown_token_id", 0)
                .whole("tokenizer.ggml.bos_token_id", 1)
                .whole("tokenizer.ggml.eos_token_id", 2);
    }
}
