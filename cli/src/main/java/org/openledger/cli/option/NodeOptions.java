package org.openledger.cli.option;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openledger.app.Configuration;
import org.openledger.setting.SettingSources;
import org.openledger.setting.Settings;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every command that starts a node. The most used settings have one of their own, {@code --set} gives any. */
public final class NodeOptions {
    @Mixin
    private KeptNodeOptions kept = new KeptNodeOptions();

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
            names = "--base",
            paramLabel = "DIR",
            description = "the base model's Hugging Face folder (default: the toy base)")
    private @Nullable String base;

    @Option(
            names = "--site",
            paramLabel = "URL",
            description = "the URL people reach the page at (default: the loopback address)")
    private @Nullable String site;

    @Option(
            names = "--max-fee-gwei",
            paramLabel = "GWEI",
            description =
                    "the most that a transaction offers for a unit of gas; while the network asks for more, it waits")
    private @Nullable String maxFeeGwei;

    public Configuration configuration() {
        Map<String, SettingSources.Option> options = new HashMap<>();
        settings.forEach((name, word) -> options.put(name, new SettingSources.Option(word, "--set " + name)));
        KeptNodeOptions.put(options, Settings.HTTP_PORT, port, "--port");
        KeptNodeOptions.put(options, Settings.HTTP_HOST, host, "--host");
        KeptNodeOptions.put(options, Settings.MODEL_BASE, base, "--base");
        KeptNodeOptions.put(options, Settings.CHAIN_MAX_FEE_GWEI, maxFeeGwei, "--max-fee-gwei");
        KeptNodeOptions.put(options, Settings.HTTP_SITE_URL, site, "--site");
        return kept.configuration(options);
    }
}
