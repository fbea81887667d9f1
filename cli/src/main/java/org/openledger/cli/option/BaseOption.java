package org.openledger.cli.option;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.openledger.app.Configuration;
import org.openledger.cli.terminal.Interruption;
import org.openledger.model.BaseModel;
import org.openledger.train.CancelledException;
import picocli.CommandLine.Option;

/** The option of every command that measures on a base model. */
public final class BaseOption {
    @Option(names = "--base", paramLabel = "DIR", description = "the base model's folder (default: the toy base)")
    private @Nullable InputFolder base;

    /** What is done with the base; its answer is the exit status. */
    public interface Work {
        int with(BaseModel base, Interruption interruption) throws IOException;
    }

    /** Opens the base and works; an interruption ends it with 1, and what cannot be measured is said. */
    public int measure(Work work) throws IOException {
        try (Interruption interruption = Interruption.listen();
                BaseModel model = BaseModel.load(base == null ? Configuration.toyBase() : base.path())) {
            return work.with(model, interruption);
        } catch (CancelledException stopped) {
            System.err.println("openledger: " + stopped.getMessage() + "; what was not finished is not written");
            return 1;
        }
    }
}
