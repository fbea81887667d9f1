package org.openledger.fuzz;

import org.openledger.model.ModelConfig;
import org.openledger.model.file.ModelException;

/** Configurations of base models. */
public final class ModelConfigFuzz {
    private ModelConfigFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        try {
            ModelConfig.read(Scratch.file("config.json", input));
        } catch (ModelException refused) {
            // a sentence
        }
    }
}
