package org.openledger.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
final class SettingSourcesTest {
    @TempDir
    Path folder;

    private SettingValues file(String toml) throws IOException {
        return SettingSources.file(Files.writeString(folder.resolve("openledger.toml"), toml));
    }

    private static Map<String, SettingSources.Option> option(String name, String word) {
        return Map.of(name, new SettingSources.Option(word, "--set " + name));
    }

    @Test
    void laterSourcesWin() throws IOException {
        SettingValues values = file("[http]\nport = 1\nhost = \"a\"\nidle_timeout_millis = 1500\n");
        assertThat(values.get(Settings.HTTP_PORT)).isEqualTo(1);
        values = SettingSources.environment(
                values, Map.of("OPENLEDGER_HTTP_PORT", "2", "OPENLEDGER_HTTP_HOST", "b", "PATH", "x"));
        assertThat(values.get(Settings.HTTP_PORT)).isEqualTo(2);
        values = SettingSources.options(values, option("http.port", "3"));
        assertThat(values.get(Settings.HTTP_PORT)).isEqualTo(3);
        assertThat(values.source(Settings.HTTP_PORT)).isEqualTo("--set http.port");
        assertThat(values.get(Settings.HTTP_HOST)).isEqualTo("b");
        assertThat(values.source(Settings.HTTP_HOST)).isEqualTo("environment, OPENLEDGER_HTTP_HOST");
        assertThat(values.get(Settings.HTTP_IDLE_TIMEOUT)).isEqualTo(Duration.ofMillis(1_500));
        assertThat(values.source(Settings.HTTP_IDLE_TIMEOUT)).endsWith("openledger.toml");
        assertThat(values.source(Settings.ANSWERS_DRAIN)).isEqualTo(SettingValues.DEFAULT_SOURCE);
    }

    @Test
    void defaultsFollowTheChain() throws IOException {
        assertThat(SettingValues.DEFAULTS.get(Settings.CHAIN_POLL)).isEqualTo(Duration.ofMillis(200));
        SettingValues elsewhere = file("chain.url = \"https://example.org\"");
        assertThat(elsewhere.get(Settings.CHAIN_POLL)).isEqualTo(Duration.ofSeconds(3));
        assertThat(elsewhere.get(Settings.CONTRACTS_CHALLENGE_WINDOW)).isEqualTo(Duration.ofDays(2));
    }

    @Test
    void aFolderIsRelativeToItsFile() throws IOException {
        assertThat(file("model.base = \"../other\"").get(Settings.MODEL_BASE))
                .isEqualTo(folder.resolveSibling("other").toAbsolutePath().normalize());
    }

    @Test
    void valuesMustGoTogether() {
        Map<String, SettingSources.Option> small = option("answers.max_running", "1");
        assertThatThrownBy(() -> SettingSources.options(SettingValues.DEFAULTS, small))
                .isInstanceOf(SettingException.class)
                .hasMessage("answers.max_running (1, --set answers.max_running) must not be less than"
                        + " answers.max_running_per_key (32, default): raise or lower one");
    }

    @Nested
    final class Unknown {
        @Test
        void namesAreRefusedInAFile() {
            for (String toml :
                    List.of("[answers]\nprice_gwai = 1", "answers.price_gwai = 1", "answers = {price_gwai = 1}")) {
                assertThatThrownBy(() -> file(toml))
                        .isInstanceOf(SettingException.class)
                        .hasMessageContaining("there is no setting answers.price_gwai (")
                        .hasMessageContaining("openledger.toml): did you mean answers.price_gwei?");
            }
            assertThatThrownBy(() -> file("prot = 1")).hasMessageContaining("there is no setting prot");
        }

        @Test
        void namesAreRefusedInTheEnvironment() {
            assertThatThrownBy(() ->
                            SettingSources.environment(SettingValues.DEFAULTS, Map.of("OPENLEDGER_HTTP_PROT", "1")))
                    .isInstanceOf(SettingException.class)
                    .hasMessageContaining("OPENLEDGER_HTTP_PROT (environment): did you mean OPENLEDGER_HTTP_PORT?");
        }

        @Test
        void namesAreRefusedOnTheCommandLine() {
            assertThatThrownBy(() -> SettingSources.options(SettingValues.DEFAULTS, option("runs.max_unfinsihed", "1")))
                    .isInstanceOf(SettingException.class)
                    .hasMessageContaining("did you mean runs.max_unfinished?");
        }

        @Test
        void variablesOfTheLauncherAreNoSettings() {
            SettingValues values = SettingSources.environment(
                    SettingValues.DEFAULTS,
                    Map.of(
                            "OPENLEDGER_HOME", "/x",
                            "OPENLEDGER_DATA", "/x",
                            "OPENLEDGER_HEAP", "2g",
                            "OPENLEDGER_JAVA_HOME", "/x"));
            assertThat(Settings.ALL)
                    .allSatisfy(setting -> assertThat(values.source(setting)).isEqualTo(SettingValues.DEFAULT_SOURCE));
        }
    }

    /** Every setting takes its default as it is shown, and refuses what its kind cannot be. */
    @TestFactory
    Stream<DynamicTest> everySettingIsTypedAndBounded() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Setting<?> setting : Settings.ALL) {
            tests.add(DynamicTest.dynamicTest(setting.name(), () -> isTypedAndBounded(setting)));
        }
        return tests.stream();
    }

    private void isTypedAndBounded(Setting<?> setting) {
        assertThat(setting.name()).matches("[a-z]+\\.[a-z_]+");
        assertThat(setting.meaning()).matches("[A-Z].*\\.");
        SettingValues.DEFAULTS
                .shown(setting)
                .ifPresent(word -> assertThat(
                                SettingSources.environment(SettingValues.DEFAULTS, Map.of(setting.variable(), word))
                                        .shown(setting))
                        .hasValue(word));
        assertThatThrownBy(() -> SettingSources.environment(SettingValues.DEFAULTS, Map.of(setting.variable(), "")))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining(
                        setting.name() + " must be " + setting.kind().bounds());
        String wrong = setting.kind().number() ? "\"1\"" : "1";
        assertThatThrownBy(() -> file(setting.name() + " = " + wrong))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining(setting.name() + " must be ");
        switch (setting.kind()) {
            case Kind.Whole whole -> beyond(setting, whole);
            case Kind.Time time -> beyond(setting, time.amount());
            case Kind.Text _, Kind.Secret _, Kind.Named _, Kind.Url _, Kind.Urls _, Kind.Folder _ -> {}
        }
    }

    private static void beyond(Setting<?> setting, Kind.Whole bounds) {
        for (long outside : new long[] {bounds.least() - 1, bounds.most() + 1}) {
            assertThatThrownBy(() -> SettingSources.options(
                            SettingValues.DEFAULTS, option(setting.name(), Long.toString(outside))))
                    .isInstanceOf(SettingException.class)
                    .hasMessageContaining("must be a whole number from " + bounds.least() + " to " + bounds.most());
        }
    }

    @Test
    void brokenTomlIsRefusedWithItsLine() {
        assertThatThrownBy(() -> file("[http]\nport = = 3"))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("openledger.toml, line 2 is not TOML");
    }

    @Test
    void settingsAndVariablesAreUnique() {
        assertThat(Settings.ALL).extracting(Setting::name).doesNotHaveDuplicates();
        assertThat(Settings.ALL).extracting(Setting::variable).doesNotHaveDuplicates();
    }

    @Test
    void theRegistryListsEverySettingThereIs() throws IllegalAccessException {
        List<Setting<?>> constants = new ArrayList<>();
        for (var field : Settings.class.getDeclaredFields()) {
            if (field.getType() == Setting.class) {
                constants.add((Setting<?>) field.get(null));
            }
        }
        assertThat(Settings.ALL).isEqualTo(constants);
    }

    /** The page of the documentation follows from the registry. */
    @Test
    void thePageIsCurrent() throws IOException {
        Path page = Path.of("..", "docs", "configuration.md");
        String current = SettingsPage.write();
        Path fresh =
                Files.writeString(Files.createDirectories(Path.of("target")).resolve("configuration.md"), current);
        assertThat(Files.exists(page) ? Files.readString(page) : "")
                .as("docs/configuration.md: copy %s over it", fresh.toAbsolutePath())
                .isEqualTo(current);
    }
}
