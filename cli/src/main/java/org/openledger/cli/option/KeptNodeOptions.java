package org.openledger.cli.option;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openledger.app.Configuration;
import picocli.CommandLine.Option;

/** The options that say where a stopped node is kept: its folder, its database, and its chain. */
public final class KeptNodeOptions {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "the node's folder (default: $OPENLEDGER_DATA, else ./data)")
    private @Nullable Path data;

    @Option(
            names = "--chain",
            paramLabel = "URL",
            description = "JSON-RPC URL of another EVM network (default: the embedded chain)")
    private @Nullable URI chain;

    @Option(
            names = "--database",
            paramLabel = "URL",
            description = "jdbc:postgresql://… (default: SQLite in the data folder)")
    private @Nullable String database;

    public Configuration configuration() {
        return new Configuration(
                Configuration.homeFolder(),
                data == null ? Configuration.dataFolder() : data,
                "127.0.0.1",
                0,
                Optional.ofNullable(chain),
                Optional.ofNullable(database),
                Configuration.toyBase(),
                Optional.empty());
    }
}
