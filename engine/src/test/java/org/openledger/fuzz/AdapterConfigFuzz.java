package org.openledger.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.model.Decoder;
import org.openledger.model.file.ModelException;
import org.openledger.tensor.Scope;
import org.openledger.tensor.TensorException;

/** Configurations of adapters, beside sound weights. */
public final class AdapterConfigFuzz {
    private static final Path VECTORS =
            Path.of("src/test/resources/vectors/grouped-untied").toAbsolutePath();
    private static final Decoder BASE = base();

    private AdapterConfigFuzz() {}

    private static Decoder base() {
        try {
            Scratch.file(
                    "adapter_model.safetensors",
                    Files.readAllBytes(VECTORS.resolve("adapter-seven/adapter_model.safetensors")));
            return BaseModel.loadDecoder(VECTORS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void fuzzerTestOneInput(byte[] input) {
        Scratch.file("adapter_config.json", input);
        try (Scope _ = Scope.open();
                Adapter adapter = Adapter.load(Scratch.folder(), BASE)) {
            adapter.bytes();
        } catch (ModelException | TensorException refused) {
            // a sentence
        }
    }
}
