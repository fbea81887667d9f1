package org.openledger.cli.option;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openledger.app.Configuration;
import org.openledger.setting.Setting;
import org.openledger.setting.SettingSources;
import org.openledger.setting.Settings;
import picocli.CommandLine.Option;

/** The options of every command that starts a node. The most used settings have one of their own, {@code --set} gives any. */
public final class NodeOptions {
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
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "one setting; openledger config --explain shows all")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--port", paramLabel = "N", description = "port to listen on, 0 for a free one (default: 8080)")
    private @Nullable String port;

    @Option(names = "--host", paramLabel = "ADDRESS", description = "address to listen on (default: 127.0.0.1)")
    private @Nullable String host;

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

    @Option(
            names = "--base",
            paramLabel = "DIR",
            description = "the base model's Hugging Face folder (default: the toy base)")
    private @Nullable String base;

    @Option(
            names = "--site",
            paramLabel = "URL",
            description = "the URL people reach the page at (default: the loopback address)")
    private @Nullable String site;

    public Configuration configuration() {
        Map<String, SettingSources.Option> options = new HashMap<>();
        settings.forEach((name, word) -> options.put(name, new SettingSources.Option(word, "--set " + name)));
        put(options, Settings.HTTP_PORT, port, "--port");
        put(options, Settings.HTTP_HOST, host, "--host");
        put(options, Settings.CHAIN_URL, chain, "--chain");
        put(options, Settings.DATABASE_URL, database, "--database");
        put(options, Settings.MODEL_BASE, base, "--base");
        put(options, Settings.HTTP_SITE_URL, site, "--site");
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
