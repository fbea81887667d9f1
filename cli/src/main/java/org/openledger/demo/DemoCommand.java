package org.openledger.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.openledger.app.Configuration;
import org.openledger.app.Node;
import org.openledger.cli.option.NodeOptions;
import org.openledger.cli.option.OutputFile;
import org.openledger.cli.option.Work;
import org.openledger.cli.terminal.Interruption;
import org.openledger.cli.terminal.Steps;
import org.openledger.client.NodeClient;
import org.openledger.setting.SettingSources;
import org.openledger.setting.SettingValues;
import org.openledger.setting.Settings;
import org.openledger.store.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code demo}: the whole loop on a new data folder, from contributed rows to paid contributors. */
@Work.Of(Work.RUN_A_NODE)
@Command(
        name = "demo",
        description = "Show the whole loop on a new data folder: rows, model, answers, credit, pay.",
        footer = {
            "",
            "Examples:",
            "  openledger demo --data ~/demo",
            "  openledger demo --exit --report demo/report.json --data ~/demo"
        })
public final class DemoCommand implements Callable<Integer> {
    @Mixin
    private NodeOptions options = new NodeOptions();

    @Option(names = "--exit", description = "stop the node when the demo is over")
    private boolean exit;

    @Option(names = "--report", paramLabel = "FILE", description = "write what happened as JSON, receipts beside it")
    private @Nullable OutputFile report;

    @Override
    public Integer call() throws InterruptedException, IOException {
        Configuration configuration = anchoringSeldom(options.configuration());
        requireNew(configuration.data());
        try (Interruption interruption = Interruption.listen()) {
            play(configuration, interruption);
            return 0;
        }
    }

    private void play(Configuration configuration, Interruption interruption) throws InterruptedException, IOException {
        Steps steps = new Steps(System.out);
        steps.begin("Start a node");
        try (Node _ = Node.start(configuration);
                NodeClient client = NodeClient.ofDataFolder(configuration.data())) {
            Demo demo = new Demo(client, steps, interruption);
            steps.done("the node is ready: chain, database, log, engine");
            demo.play();
            if (report != null) {
                demo.report(report.path().toAbsolutePath());
                steps.say("The report is in " + report + ", the receipts beside it in receipts/.");
            }
            steps.say("");
            if (!exit) {
                steps.say(
                        "The node goes on. Its page, once and within 15 minutes as administrator: " + demo.pageLink());
                steps.say("Ctrl+C stops it; start it again with: ./openledger up --data " + configuration.data());
                interruption.await();
            }
        } catch (CancellationException stopped) {
            steps.say("Stopped. The node goes on where it was with: ./openledger up --data " + configuration.data());
        }
    }

    /** As seldom as on a network where gas costs something, unless somebody said otherwise: what the demo counts is what it takes there. */
    private static Configuration anchoringSeldom(Configuration configuration) {
        SettingValues values = configuration.values();
        if (values.given(Settings.CHAIN_ANCHOR_PERIOD).isPresent()) {
            return configuration;
        }
        Duration seldom = Settings.CHAIN_ANCHOR_PERIOD.fallback().elsewhere().orElseThrow();
        return new Configuration(
                configuration.home(),
                configuration.data(),
                values.with(Settings.CHAIN_ANCHOR_PERIOD, seldom, "the demo"));
    }

    private static void requireNew(Path data) throws IOException {
        if (Files.isDirectory(data)) {
            try (var files = Files.list(data)) {
                if (files.anyMatch(file -> !file.endsWith(SettingSources.FILE_NAME))) {
                    throw new Refusal(
                            Refusal.Kind.INVALID,
                            "the demo needs a new data folder, and " + data
                                    + " is not empty. Name another with --data, or start the node on it with: openledger up --data "
                                    + data);
                }
            }
        }
    }
}
