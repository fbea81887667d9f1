package org.openledger.fuzz;

import java.nio.file.Path;
import org.openledger.tensor.SafeTensorsFile;
import org.openledger.tensor.Scope;
import org.openledger.tensor.TensorException;
import org.openledger.tensor.Tensors;

/** Files of tensors. */
public final class SafeTensorsFuzz {
    private SafeTensorsFuzz() {}

    /** Loads libtorch, which takes longer than an input may. */
    public static void fuzzerInitialize() {
        try (Scope _ = Scope.open()) {
            Tensors.zeros(1);
        }
    }

    public static void fuzzerTestOneInput(byte[] input) {
        Path path = Scratch.file("model.safetensors", input);
        try (SafeTensorsFile file = SafeTensorsFile.open(path);
                Scope _ = Scope.open()) {
            for (String name : file.names()) {
                file.shape(name);
                try {
                    file.load(name);
                } catch (TensorException refused) {
                    require(refused.getMessage().contains("model.safetensors"), refused);
                }
            }
        } catch (TensorException refused) {
            require(refused.getMessage().contains("model.safetensors"), refused);
        }
    }

    private static void require(boolean said, TensorException refused) {
        if (!said) {
            throw new IllegalStateException("a refusal must name the file", refused);
        }
    }
}
