package org.openledger.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;
import org.openledger.model.file.JsonFile;
import org.openledger.tensor.SafeTensorsFile;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Tensors;
import tools.jackson.databind.JsonNode;

/** What transformers, PEFT and tokenizers computed (see src/test/python/make_vectors.py). */
public final class Vectors {
    public static final Path FOLDER = Path.of("src/test/resources/vectors");
    public static final Path TOY = Path.of("../models/openledger-toy");
    private static final double LARGEST_DIFFERENCE = 1e-4;

    private Vectors() {}

    /** The decoder of a folder that has no tokenizer. */
    static Decoder decoder(Path folder) {
        return BaseModel.loadDecoder(folder);
    }

    static int[] ids(JsonNode expected) {
        return ints(expected.path("ids"));
    }

    public static int[] ints(JsonNode array) {
        List<Integer> ids = new ArrayList<>();
        array.forEach(id -> ids.add(id.intValue()));
        return ids.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Computes the file's ids and compares every logit; gives the largest difference. */
    static double agrees(Decoder decoder, @Nullable Adapter adapter, Path expectedJson) {
        JsonNode expected = JsonFile.readObject(expectedJson);
        float[] logits = logits(decoder, adapter, ids(expected));
        double largest = 0;
        int next = 0;
        for (JsonNode line : expected.path("logits")) {
            for (JsonNode logit : line) {
                largest = Math.max(largest, Math.abs(logit.doubleValue() - logits[next++]));
            }
        }
        assertThat(next).isEqualTo(logits.length);
        System.out.printf("%s: largest difference of a logit %.2e%n", expectedJson, largest);
        assertThat(largest).as(expectedJson.toString()).isLessThan(LARGEST_DIFFERENCE);
        return largest;
    }

    static float[] logits(Decoder decoder, @Nullable Adapter adapter, int[] ids) {
        List<@Nullable Adapter> one = new ArrayList<>();
        one.add(adapter);
        try (Scope _ = Scope.open();
                NoGradGuard _ = new NoGradGuard();
                LoraBank bank = LoraBank.stack(decoder.config(), one)) {
            return Tensors.toFloats(decoder.logits(TokenBatch.padded(new int[][] {ids}), bank));
        }
    }

    static SortedMap<String, Tensor> tensors(Path file) {
        SortedMap<String, Tensor> tensors = new TreeMap<>();
        try (SafeTensorsFile open = SafeTensorsFile.open(file)) {
            open.names().forEach(name -> tensors.put(name, Scope.own(open.load(name))));
        }
        return tensors;
    }
}
