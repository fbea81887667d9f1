package org.openledger.cli.option;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openledger.app.Configuration;
import picocli.CommandLine.Option;

/** The options of every command that starts a node. */
public final class NodeOptions {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "the node's folder (default: $OPENLEDGER_DATA, else ./data)")
    private @Nullable Path data;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "port to listen on, 0 for a free one (default: ${DEFAULT-VALUE})")
    private int port = 8080;

    @Option(names = "--host", paramLabel = "ADDRESS", description = "address to listen on (default: ${DEFAULT-VALUE})")
    private String host = "127.0.0.1";

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

    @Option(
            names = "--base",
            paramLabel = "DIR",
            description = "the base model's Hugging Face folder (default: the toy base)")
    private @Nullable Path base;

    @Option(
            names = "--site",
            paramLabel = "URL",
            description = "the URL people reach the page at (default: the loopback address)")
    private @Nullable URI site;

    public Configuration configuration() {
        return new Configuration(
                Configuration.homeFolder(),
                data == null ? Configuration.dataFolder() : data,
                host,
                port,
                Optional.ofNullable(chain),
                Optional.ofNullable(database),
                base == null ? Configuration.toyBase() : base,
                Optional.ofNullable(site));
    }
}
