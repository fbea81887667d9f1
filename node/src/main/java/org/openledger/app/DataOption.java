package org.openledger.app;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option of every command that talks to a running node. */
final class DataOption {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "the running node's folder (default: $OPENLEDGER_DATA, else ./data)")
    private @Nullable Path data;

    Path folder() {
        return data == null ? Configuration.dataFolder() : data;
    }

    NodeClient connect() {
        return NodeClient.ofDataFolder(folder());
    }
}
