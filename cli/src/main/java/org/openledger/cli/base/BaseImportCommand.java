package org.openledger.cli.base;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.openledger.cli.option.InputFile;
import org.openledger.cli.option.OutputFolder;
import org.openledger.cli.terminal.Interruption;
import org.openledger.model.gguf.GgufImport;
import org.openledger.store.Refusal;
import org.openledger.store.Refusal.Kind;
import org.openledger.tensor.ElementType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code base import}: a GGUF file made a Hugging Face folder. */
@Command(
        name = "import",
        description = "Make a Hugging Face folder of a GGUF file.",
        footer = {
            "",
            "Examples:",
            "  openledger base import model-q4_k_m.gguf --out base",
            "  openledger base import model-f32.gguf --out base --dtype f32"
        })
final class BaseImportCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FILE", description = "the GGUF file")
    private InputFile file = InputFile.NONE;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "the folder to fill")
    private OutputFolder out = OutputFolder.NONE;

    @Option(
            names = "--dtype",
            paramLabel = "TYPE",
            description =
                    "of the matrices: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}); norms and biases are f32")
    private Stored dtype = Stored.bf16;

    /** What matrices may be written as. */
    private enum Stored {
        f32(ElementType.F32),
        bf16(ElementType.BF16);

        private final ElementType type;

        Stored(ElementType type) {
            this.type = type;
        }
    }

    @Override
    public Integer call() {
        Path weights = out.path().resolve("model.safetensors");
        if (Files.exists(weights)) {
            throw new Refusal(Kind.INVALID, weights + " is there already: name another folder");
        }
        try (Interruption _ = Interruption.listen()) {
            GgufImport.Imported made = GgufImport.run(file.path(), out.path(), dtype.type);
            System.out.printf(
                    Locale.ROOT,
                    "Made %s of %s (%s, %d tensors, matrices %s).%n",
                    out,
                    made.name(),
                    made.family().modelType(),
                    made.tensors(),
                    dtype);
            if (!made.licence().isEmpty()) {
                System.out.println("Its licence, as the file says: " + made.licence() + ".");
            }
        }
        return 0;
    }
}
