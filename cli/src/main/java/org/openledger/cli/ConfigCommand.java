package org.openledger.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.openledger.app.Configuration;
import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.NodeOptions;
import org.openledger.cli.option.Work;
import org.openledger.setting.Setting;
import org.openledger.setting.SettingValues;
import org.openledger.setting.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code config}: the settings that a node would start with. Starts nothing and writes nothing. */
@Work.Of(Work.RUN_A_NODE)
@Command(
        name = "config",
        description = {
            "Show the settings that a node would start with.",
            "Later wins: the default, the file (openledger.toml in the data folder, or --config), the environment, the command line."
        },
        footer = {
            "",
            "Examples:",
            "  openledger config --explain",
            "  openledger config --data ~/ledger --set answers.price_gwei=2000 --json"
        })
final class ConfigCommand implements Callable<Integer> {
    @Mixin
    private NodeOptions options = new NodeOptions();

    @Option(
            names = "--explain",
            description = "show every setting: its meaning, bounds, default, and where its value comes from")
    private boolean explain;

    @Mixin
    private JsonOption json = new JsonOption();

    /** One setting as JSON; a value that is not there is null. */
    private record Line(
            String name,
            Optional<String> value,
            String source,
            String meaning,
            String bounds,
            String fallback,
            String variable,
            boolean fixedByContracts) {}

    @Override
    public Integer call() {
        Configuration configuration = options.configuration();
        List<Line> lines = Settings.ALL.stream()
                .map(setting -> line(setting, configuration.values()))
                .toList();
        json.print(lines, () -> print(configuration, lines));
        return 0;
    }

    private void print(Configuration configuration, List<Line> lines) {
        System.out.println("data folder: " + configuration.data());
        lines.stream()
                .filter(line -> explain || !line.source().equals(SettingValues.DEFAULT_SOURCE))
                .forEach(this::print);
        if (!explain) {
            System.out.println("All other settings have their defaults: openledger config --explain shows them.");
        }
    }

    private static Line line(Setting<?> setting, SettingValues values) {
        return new Line(
                setting.name(),
                values.shown(setting),
                values.source(setting),
                setting.meaning(),
                setting.kind().bounds(),
                setting.defaultWords(),
                setting.variable(),
                setting.fixed());
    }

    private void print(Line line) {
        System.out.println(line.name() + " = " + line.value().orElse(line.fallback()) + "  (" + line.source() + ")");
        if (explain) {
            System.out.println("    " + line.meaning());
            System.out.println("    " + line.bounds() + "; default: " + line.fallback() + "; " + line.variable());
            if (line.fixedByContracts()) {
                System.out.println("    " + Setting.FIXED);
            }
        }
    }
}
