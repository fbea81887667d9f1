package org.openledger.setting;

/** The page of the documentation that lists all settings, written from the registry. */
final class SettingsPage {
    private static final String HEAD = """
            # Configuration

            A node runs without any. What an operator may set stands in four places, of which the later wins:

            1. the default,
            2. a TOML file: `openledger.toml` in the data folder, or the file that `--config` names,
            3. the environment: `OPENLEDGER_`, then the setting's name in capitals with `_` for the dot,
            4. the command line: `--set NAME=VALUE`, or an option of its own (`--port`, `--host`, `--chain`, `--finality`,
            `--max-fee-gwei`, `--database`, `--base`, `--site`).

            ```toml
            [answers]
            price_gwei = 2000

            [http]
            port = 9000
            site_url = "https://ledger.example.org"
            ```

            A name that the node does not know is refused, in every place. `openledger config --explain` shows each value, and where it
            comes from; `--json` prints the same for programs. A unit stands at the end of its name. The launcher has four variables of its
            own: `OPENLEDGER_HOME`, `OPENLEDGER_DATA`, `OPENLEDGER_HEAP`, `OPENLEDGER_JAVA_HOME`.

            Settings under `contracts` are fixed when the contracts are deployed. A data folder that has its contracts refuses another
            value. Where two defaults stand, the first is for the embedded chain.

            | setting | meaning | may be | default |
            | --- | --- | --- | --- |
            """;

    private SettingsPage() {}

    static String write() {
        StringBuilder page = new StringBuilder(HEAD);
        for (Setting<?> setting : Settings.ALL) {
            page.append("| `%s` | %s | %s | %s |%n"
                    .formatted(setting.name(), setting.meaning(), setting.kind().bounds(), setting.defaultWords()));
        }
        return page.toString();
    }
}
