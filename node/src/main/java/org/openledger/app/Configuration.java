package org.openledger.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.openledger.setting.SettingSources;
import org.openledger.setting.SettingValues;
import org.openledger.setting.Settings;
import org.openledger.store.Refusal;

/**
 * What a node is started with.
 *
 * @param home the project's folder: contracts, models, the built page
 * @param data the node's own folder; one node at a time
 * @param values of all settings
 */
public record Configuration(Path home, Path data, SettingValues values) {
    public Configuration {
        home = home.toAbsolutePath().normalize();
        data = data.toAbsolutePath().normalize();
    }

    /**
     * Reads the settings: those of a file, then the environment's, then the command line's, of which the later wins.
     *
     * @param file empty reads {@code openledger.toml} of the data folder, where there is one
     * @param options by name, each with its value and the option that gave it
     */
    public static Configuration read(Path data, Optional<Path> file, Map<String, SettingSources.Option> options) {
        Path own = data.resolve(SettingSources.FILE_NAME);
        SettingValues values = file.or(() -> Optional.of(own).filter(Files::exists))
                .map(SettingSources::file)
                .orElse(SettingValues.DEFAULTS);
        values = SettingSources.environment(values, System.getenv());
        return new Configuration(homeFolder(), data, SettingSources.options(values, options));
    }

    /** The base model's folder. */
    public Path base() {
        return values.find(Settings.MODEL_BASE).orElseGet(() -> toyBase(home));
    }

    /** The folders of all bases by their names, {@link #base()} first; {@link Refusal} when two have one name. */
    Map<String, Path> bases() {
        Map<String, Path> bases = new LinkedHashMap<>();
        bases.put(String.valueOf(base().getFileName()), base());
        values.find(Settings.MODEL_MORE_BASES).orElse(Map.of()).forEach((name, folder) -> {
            if (bases.put(name, Path.of(folder).normalize()) != null) {
                throw new Refusal(
                        Refusal.Kind.INVALID,
                        "model.more_bases calls a base " + name + ", as model.base is called: give it another name");
            }
        });
        return bases;
    }

    /** The project's folder as the launcher says, else the folder this was started in. */
    public static Path homeFolder() {
        return Path.of(environment("OPENLEDGER_HOME").orElse("."))
                .toAbsolutePath()
                .normalize();
    }

    /** The toy base that comes with the project. */
    public static Path toyBase() {
        return toyBase(homeFolder());
    }

    private static Path toyBase(Path home) {
        return home.resolve("models").resolve("openledger-toy");
    }

    /** The data folder when none is given: OPENLEDGER_DATA, else {@code data} in the folder this was started in. */
    public static Path dataFolder() {
        return Path.of(environment("OPENLEDGER_DATA").orElse("data"));
    }

    /** What opens the keys in a backup, as OPENLEDGER_BACKUP_PASSPHRASE says. */
    public static Optional<String> backupPassphrase() {
        return environment("OPENLEDGER_BACKUP_PASSPHRASE");
    }

    private static Optional<String> environment(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
    }
}
