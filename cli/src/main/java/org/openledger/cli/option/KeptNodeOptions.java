package org.openledger.cli.option;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openledger.app.Configuration;
import org.openledger.setting.Setting;
import org.openledger.setting.SettingSources;
import org.openledger.setting.Settings;
import picocli.CommandLine.Option;

/** The options that say where a node is kept: its folder, its settings, its database, and its chain. */
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
            description =
                    "JSON-RPC URL of another EVM network, or several of it with commas (default: the embedded chain)")
    private @Nullable String chain;

    @Option(
            names = "--finality",
            paramLabel = "WHEN",
            description =
                    "when another network's blocks count as settled: finalized, safe, or a number of blocks that follow")
    private @Nullable String finality;

    @Option(
            names = "--database",
            paramLabel = "URL",
            description = "jdbc:postgresql://… (default: SQLite in the data folder)")
    private @Nullable String database;

    public Configuration configuration() {
        return configuration(new HashMap<>());
    }

    /** The configuration with options beside these. */
    Configuration configuration(Map<String, SettingSources.Option> options) {
        put(options, Settings.CHAIN_URL, chain, "--chain");
        put(options, Settings.CHAIN_FINALITY, finality, "--finality");
        put(options, Settings.DATABASE_URL, database, "--database");
        return Configuration.read(
                data == null ? Configuration.dataFolder() : data, Optional.ofNullable(config), options);
    }

    /** Adds what an option of its own gives, where it was given. */
    static void put(
            Map<String, SettingSources.Option> options, Setting<?> setting, @Nullable String word, String option) {
        if (word != null) {
            options.put(setting.name(), new SettingSources.Option(word, option));
        }
    }
}
