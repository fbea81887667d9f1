package org.openledger.setting;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

/** Reads settings where an operator writes them. Each method gives the values so far and those it read, which win. */
public final class SettingSources {
    /** The file in a data folder. */
    public static final String FILE_NAME = "openledger.toml";

    /** What the launcher and the search for the data folder read: not settings of a node. */
    private static final Set<String> OTHER_VARIABLES = Set.of(
            "OPENLEDGER_HOME",
            "OPENLEDGER_DATA",
            "OPENLEDGER_HEAP",
            "OPENLEDGER_JAVA_HOME",
            "OPENLEDGER_BACKUP_PASSPHRASE");

    private static final long MAX_FILE_BYTES = 1 << 20;
    private static final String ALL = " All settings: openledger config --explain";

    private SettingSources() {}

    /**
     * A value that the command line gives.
     *
     * @param option the option that gave it, as it was written
     */
    public record Option(String word, String option) {}

    /** A TOML file: a table a section, a line a setting. */
    public static SettingValues file(Path file) {
        SettingValues values = SettingValues.DEFAULTS;
        for (Map.Entry<String, JsonNode> section : read(file).properties()) {
            if (!section.getValue().isObject()) {
                throw unknown(section.getKey(), file);
            }
            for (Map.Entry<String, JsonNode> line : section.getValue().properties()) {
                values = line(values, section.getKey() + "." + line.getKey(), line.getValue(), file);
            }
        }
        return values;
    }

    private static JsonNode read(Path file) {
        try {
            if (Files.size(file) > MAX_FILE_BYTES) {
                throw new SettingException(
                        file + " is longer than " + MAX_FILE_BYTES + " bytes: it is no file of settings");
            }
            return new TomlMapper().readTree(Files.readAllBytes(file));
        } catch (JacksonException e) {
            throw new SettingException(
                    file + ", line " + e.getLocation().getLineNr() + " is not TOML: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new SettingException("cannot read the settings in " + file + ": " + e.getMessage(), e);
        }
    }

    private static SettingValues line(SettingValues values, String name, JsonNode value, Path file) {
        Setting<?> setting = Settings.named(name).orElseThrow(() -> unknown(name, file));
        boolean fits = setting.kind().number() ? value.isIntegralNumber() : value.isString();
        if (!fits) {
            throw new SettingException(name + " must be " + setting.kind().bounds() + ", written as a "
                    + (setting.kind().number() ? "number" : "string") + ", not " + value + " (" + file + ")");
        }
        String word = value.asString();
        boolean path = setting.kind() instanceof Kind.Folder && !word.isBlank();
        return values.withWord(
                setting, path ? file.toAbsolutePath().resolveSibling(word).toString() : word, file.toString());
    }

    private static SettingException unknown(String name, Path file) {
        return new SettingException("there is no setting " + name + " (" + file + "): did you mean "
                + Settings.nearest(name, Setting::name) + "?" + ALL);
    }

    /** The variables that begin with OPENLEDGER_; others are none of ours. */
    public static SettingValues environment(SettingValues before, Map<String, String> environment) {
        SettingValues values = before;
        for (Map.Entry<String, String> variable : new TreeMap<>(environment).entrySet()) {
            String name = variable.getKey();
            if (!name.startsWith(Setting.ENVIRONMENT) || OTHER_VARIABLES.contains(name)) {
                continue;
            }
            Setting<?> setting = Settings.ofVariable(name)
                    .orElseThrow(() -> new SettingException("there is no setting " + name
                            + " (environment): did you mean " + Settings.nearest(name, Setting::variable) + "?" + ALL));
            values = values.withWord(setting, variable.getValue(), "environment, " + name);
        }
        return values;
    }

    /** Settings by name, the last source: the values must go together now. */
    public static SettingValues options(SettingValues before, Map<String, Option> options) {
        SettingValues values = before;
        for (Map.Entry<String, Option> given : new TreeMap<>(options).entrySet()) {
            String name = given.getKey();
            Option option = given.getValue();
            Setting<?> setting = Settings.named(name)
                    .orElseThrow(() -> new SettingException("there is no setting " + name + " (" + option.option()
                            + "): did you mean " + Settings.nearest(name, Setting::name) + "?" + ALL));
            values = values.withWord(setting, option.word(), option.option());
        }
        return values.checked();
    }
}
