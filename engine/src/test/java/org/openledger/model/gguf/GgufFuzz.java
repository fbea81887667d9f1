package org.openledger.model.gguf;

import org.openledger.fuzz.Scratch;
import org.openledger.model.file.ModelException;

/** GGUF files. */
public final class GgufFuzz {
    private static final int MOST_NUMBERS = 1 << 16;

    private GgufFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        try (GgufFile file = GgufFile.open(Scratch.file("model.gguf", input))) {
            for (GgufTensor each : file.tensors().values()) {
                if (each.columns() <= MOST_NUMBERS) {
                    file.read(each, each.rows() - 1, new float[each.columns()]);
                }
            }
        } catch (ModelException refused) {
            // a sentence
        }
    }
}
