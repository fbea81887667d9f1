package org.openledger.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bytedeco.pytorch.Tensor;
import org.openledger.model.LoraBank.Factors;
import org.openledger.tensor.ElementType;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Seeds;
import org.openledger.tensor.Tensors;

/** A random model of a few thousand weights in a real Hugging Face folder, with one token for each byte. */
public final class TinyModel {
    public static final int END = 256;
    private static final int VOCABULARY = 257;
    private static final int RANK = 4;

    private TinyModel() {}

    public static BaseModel load(Path folder, long seed) throws IOException {
        ModelConfig config = new ModelConfig(
                VOCABULARY,
                32,
                2,
                4,
                2,
                8,
                64,
                128,
                1e-5,
                10_000,
                new RopeScaling.None(),
                true,
                OptionalInt.empty(),
                Set.of(END));
        Random random = Seeds.stream(seed, "weights");
        SortedMap<String, Tensor> tensors = new TreeMap<>();
        for (String name : DecoderWeights.names(config)) {
            long[] shape = DecoderWeights.shape(config, name);
            tensors.put(name, Scope.own(normal(random, shape.length == 1 ? 0 : 0.3, shape.length == 1 ? 1 : 0, shape)));
        }
        try (DecoderWeights weights = new DecoderWeights(config, tensors)) {
            BaseModel.saveDecoder(new Decoder(config, weights), folder, ElementType.F32);
        }
        Files.writeString(folder.resolve("tokenizer.json"), tokenizer());
        return BaseModel.load(folder);
    }

    public static Adapter adapter(ModelConfig config, long seed) {
        return adapter(config, seed, 0.3);
    }

    /** @param deviation of the factors' numbers; very large ones overflow when they are used */
    public static Adapter adapter(ModelConfig config, long seed, double deviation) {
        Random random = Seeds.stream(seed, "adapter");
        List<Map<Projection, Factors>> layers = new ArrayList<>();
        for (int layer = 0; layer < config.layers(); layer++) {
            Map<Projection, Factors> factors = new EnumMap<>(Projection.class);
            for (Projection each : config.projections()) {
                factors.put(
                        each,
                        new Factors(
                                Scope.own(normal(random, deviation, 0, 1, RANK, each.inputs(config))),
                                Scope.own(normal(random, deviation, 0, 1, each.outputs(config), RANK))));
            }
            layers.add(factors);
        }
        return new Adapter(new AdapterConfig(RANK, 8, false, config.projections()), layers);
    }

    private static Tensor normal(Random random, double deviation, double mean, long... shape) {
        int size = 1;
        for (long each : shape) {
            size *= (int) each;
        }
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) (mean + deviation * random.nextGaussian());
        }
        return Tensors.floats(values, shape);
    }

    /** Byte-level BPE without merges, in the alphabet of GPT-2. */
    public static String tokenizer() {
        StringBuilder vocabulary = new StringBuilder();
        int extra = 0;
        for (int value = 0; value < 256; value++) {
            boolean printable = (value > 32 && value < 127) || (value > 160 && value != 173);
            int shown = printable ? value : 256 + extra++;
            vocabulary.append(value == 0 ? "" : ",").append(String.format("\"\\u%04x\":%d", shown, value));
        }
        return """
                {"version":"1.0","truncation":null,"padding":null,
                 "added_tokens":[{"id":256,"content":"<|end|>","single_word":false,"lstrip":false,"rstrip":false,"normalized":false,"special":true}],
                 "normalizer":null,
                 "pre_tokenizer":{"type":"ByteLevel","add_prefix_space":false,"trim_offsets":false,"use_regex":false},
                 "post_processor":null,"decoder":{"type":"ByteLevel","add_prefix_space":false,"trim_offsets":false,"use_regex":false},
                 "model":{"type":"BPE","dropout":null,"unk_token":null,"continuing_subword_prefix":null,"end_of_word_suffix":null,
                 "fuse_unk":false,"byte_fallback":false,"vocab":{%s},"merges":[]}}
                """.formatted(vocabulary);
    }
}
