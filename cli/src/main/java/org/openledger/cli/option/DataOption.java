package org.openledger.cli.option;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.openledger.app.Configuration;
import org.openledger.client.NodeClient;
import picocli.CommandLine.Option;

/** The option of every command that talks to a running node. */
public final class DataOption {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "the running node's folder (default: $OPENLEDGER_DATA, else ./data)")
    private @Nullable Path data;

    public Path folder() {
        return data == null ? Configuration.dataFolder() : data;
    }

    public NodeClient connect() {
        return NodeClient.ofDataFolder(folder());
    }
}
