package org.openledger.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;

/** Migrations that folders have seen keep name and bytes; new ones are numbered by time, in a folder a package. */
@Tag("unit")
final class MigrationTest {
    private static final Path MIGRATIONS = Path.of("src", "main", "resources", "db", "migration");
    private static final Path PACKAGES = Path.of("src", "main", "java", "org", "openledger");

    /** {@code answer/V20261129_1__name.sql}: the package, the day, the number of that day, what it does. */
    private static final Pattern BY_TIME =
            Pattern.compile("([a-z]+(?:/[a-z]+)*)/V20[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
                    + "_[1-9][0-9]{0,2}__[a-z0-9_]+\\.sql");

    /** SHA-256 of those from before that rule. */
    private static final Map<String, String> FIRST = Map.ofEntries(
            Map.entry("V01__store.sql", "a01b73473e26caecf5fce1534cbdafd14301b36d9e948d485bc211f96532d3bc"),
            Map.entry("V02__ledger.sql", "774f910400b82a36e3ea4f936e246a60dbd2e53f67096e3c433bb8885e928a95"),
            Map.entry("V03__log.sql", "d03378917a2f822735126a9e88a68e79a9486c747e043701e871f4c30470bc36"),
            Map.entry("V10__chain.sql", "2ee7340a9713cf2699eba8be2da359a86f5a1d157562a11468541551a4beff2a"),
            Map.entry("V11__contract_block.sql", "3e9e1795dcb418ab067b3a81f82ffc530c108d485ea9c5d29ac46e816200cf89"),
            Map.entry("V20__identity.sql", "fa7287cc79e0dcc31458417c8a78f1fae6cc8f8d9cd6a7e09ef0f1178f1e0da5"),
            Map.entry("V30__datanet.sql", "cf45c2feb27d698b850e4e47b2d6b942d7315bcdf7db05d753c3e518dd3ec052"),
            Map.entry("V40__factory.sql", "b8b5816e44b7504febf890d6d4148fbcb2cf64187f109d1554b3c4dd2fc05e42"),
            Map.entry("V50__gateway.sql", "cb0b1a5a3596f393471efb623eefa8ee4107ac69260416910de95bdaab4e54ca"),
            Map.entry("V60__settlement.sql", "67a9918e8402a21156e669ec223a2b2db3f88ad2bb8f4d830a97f4d55b2bf010"),
            Map.entry("V61__expiring_cover.sql", "2d5a3bbdf158d83cb744bf4080c96bcbe2c4bbbf6ac9eb490726e961fa476205"),
            Map.entry("V80__row_credit.sql", "fadac4ff9676b06c5bca5470f61c932582feb9bca807672bb4397780d9be565d"),
            Map.entry(
                    "V81__row_credit_by_datanet.sql",
                    "d8be23ad1443507ff610ce6943caf37cde035a99a2236e325b3516ac8eed0137"),
            Map.entry("V90__retrieval.sql", "e6af2af0114f93d455718e00c54fe4ebd72e8b8c2417394e11c24d21d9157f02"),
            Map.entry("V91__audited_answer.sql", "e6b1937a124bf5bb5dbd19e0f8a00cc35afd7ed28f4a333e3ff8d9b9972efd8d"),
            Map.entry("V92__epoch_audit.sql", "4fc103fd9d39a53b4f0cc78891d7e4044ab756cda2c1e8ee0d6d7199ba16039c"),
            Map.entry(
                    "V93__row_credit_waiting.sql", "ef3b369e51b49c6afe8c95b4c7fd9d40d9b9d69287fe662d84aaa07b613b7275"),
            Map.entry("V95__row_value.sql", "472bd11f7d5c7188f5b812eb13a4bfc8c5c4a2ae9bf1f0f102d04e227fb77b1f"),
            Map.entry("V96__row_shingle.sql", "e15a08c2e536bf533d4af9bc890255356696b9ca4cd0652f59e7d4df2d6c57ba"));

    @TempDir
    Path folder;

    @Test
    void theFirstOnesAreAsTheyWere() throws IOException {
        SortedMap<String, String> found = new TreeMap<>();
        for (Path file : files()) {
            if (file.getNameCount() == 1) {
                found.put(file.toString(), Hex.of(Hashes.sha256(Files.readAllBytes(MIGRATIONS.resolve(file)))));
            }
        }
        assertThat(found).isEqualTo(new TreeMap<>(FIRST));
    }

    @Test
    void laterOnesAreNumberedByTimeInAFolderAPackage() throws IOException {
        assertThat(files().stream().filter(file -> !FIRST.containsKey(file.toString())))
                .allSatisfy(file -> {
                    var name = BY_TIME.matcher(file.toString().replace('\\', '/'));
                    assertThat(name.matches()).as("the name of %s", file).isTrue();
                    assertThat(PACKAGES.resolve(name.group(1))).isDirectory();
                });
    }

    @Test
    void oneInAFolderComesAfterTheFirstOnes() throws IOException {
        for (Path file : files()) {
            Path copy = folder.resolve("migrations").resolve(file);
            Files.createDirectories(copy.getParent());
            Files.copy(MIGRATIONS.resolve(file), copy);
        }
        add("store/V20990101_2__second.sql", "INSERT INTO later (name) VALUES ('second')");
        add("answer/V20990101_1__first.sql", "CREATE TABLE later (name TEXT PRIMARY KEY)");
        String url = "jdbc:sqlite:" + folder.resolve("made.db");
        Flyway flyway = Flyway.configure()
                .dataSource(url, null, null)
                .placeholders(Database.placeholders(url))
                .locations("filesystem:" + folder.resolve("migrations"))
                .load();
        flyway.migrate();
        List<String> applied = Arrays.stream(flyway.info().applied())
                .map(MigrationInfo::getScript)
                .map(script -> Path.of(script).getFileName().toString())
                .toList();
        assertThat(applied).hasSize(files().size() + 2).endsWith("V20990101_1__first.sql", "V20990101_2__second.sql");
        assertThat(applied.subList(0, FIRST.size())).containsExactlyElementsOf(new TreeMap<>(FIRST).keySet());
    }

    private void add(String name, String statement) throws IOException {
        Path file = folder.resolve("migrations").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, statement);
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(MIGRATIONS)) {
            return files.filter(Files::isRegularFile)
                    .map(MIGRATIONS::relativize)
                    .sorted()
                    .toList();
        }
    }
}
