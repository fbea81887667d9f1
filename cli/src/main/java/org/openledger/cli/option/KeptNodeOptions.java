package org.openledger.cli.option;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openledger.app.Configuration;
import org.openledger.setting.SettingSources;
import org.openledger.setting.Settings;
import picocli.CommandLine.Option;

/** The options that say where a stopped node is kept: its folder, its settings, its database, and its chain. */
public final class KeptNodeOptions {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "the node's folder (default: $OPENLEDGER_DATA, else ./data)")
    private @Nullable Path data;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "settings, as TOML (default: openledger.toml in the data folder, if it is there)")
    private @Nullable Path config;

    @Option(
            names = "--chain",
            paramLabel = "URL",
            description = "JSON-RPC URL of another EVM network (default: the embedded chain)")
    private @Nullable String chain;

    @Option(
            names = "--database",
            paramLabel = "URL",
            description = "jdbc:postgresql://… (default: SQLite in the data folder)")
    private @Nullable String database;

    public Configuration configuration() {
        Map<String, SettingSources.Option> options = new HashMap<>();
        NodeOptions.put(options, Settings.CHAIN_URL, chain, "--chain");
        NodeOptions.put(options, Settings.DATABASE_URL, database, "--database");
        return Configuration.read(
                data == null ? Configuration.dataFolder() : data, Optional.ofNullable(config), options);
    }
}
