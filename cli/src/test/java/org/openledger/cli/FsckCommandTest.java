package org.openledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.app.Node;
import org.openledger.client.NodeClient;
import org.openledger.identity.MasterKey;
import org.openledger.store.Database;
import tools.jackson.databind.JsonNode;

/** What {@code openledger fsck} prints, and what it leaves alone. */
@Tag("loop")
final class FsckCommandTest {
    @TempDir
    static Path folder;

    private static Path whole;

    @BeforeAll
    static void start() {
        whole = folder.resolve("whole");
        Node.start(Loop.configuration(whole)).close();
    }

    private static Path copy(String name) throws IOException {
        Path data = folder.resolve(name);
        TrainedFolder.copy(whole, data);
        return data;
    }

    private static Ran fsck(Path data, String... options) {
        List<String> words = new ArrayList<>(List.of("fsck", "--data", data.toString()));
        words.addAll(List.of(options));
        return Ran.of(words);
    }

    /** What asks the chain, too, is a process of its own: only that knows where the project is. */
    private static NodeProcess process(Path data, String option) throws IOException {
        return NodeProcess.run(Main.class, data, "fsck", option, "--data", data.toString());
    }

    @Test
    void aFolderWithoutANodeIsRefusedAndStaysAsItIs() throws Exception {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        for (Path data : List.of(empty, folder.resolve("absent"))) {
            for (List<String> options : List.of(List.<String>of(), List.of("--finish", "--repair"))) {
                Ran refused = fsck(data, options.toArray(String[]::new));
                assertThat(refused.code()).isEqualTo(1);
                assertThat(refused.out()).isEmpty();
                assertThat(refused.said().strip())
                        .contains(data + " is not the folder of a node", "name the right one with --data")
                        .doesNotContain("\n");
            }
        }
        assertThat(empty).isEmptyDirectory();
        assertThat(folder.resolve("absent")).doesNotExist();
    }

    @Test
    void aFolderOfAnEarlierProgramIsNotCalledDamaged() throws Exception {
        Path data = copy("earlier");
        assertThat(fsck(data).said()).doesNotContain("of an earlier program");
        assertThat(TableFaults.execute(
                        data,
                        "DELETE FROM flyway_schema_history WHERE installed_rank ="
                                + " (SELECT max(installed_rank) FROM flyway_schema_history)"))
                .isTrue();
        Ran refused = fsck(data, "--repair");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.said()).contains(data.toString(), "of an earlier program", "start the node once");
    }

    @Test
    void aFirstStartThatWasCutOffIsNoLoss() throws Exception {
        Path data = Files.createDirectory(folder.resolve("cut"));
        Database.open(data).close();
        assertThat(fsck(data).said()).contains(data.toString(), "Start the node on it again");
        MasterKey.openOrCreate(data);
        Ran refused = fsck(data, "--finish", "--repair");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.said().strip())
                .contains("cut off", "Start the node on it again")
                .doesNotContain("\n");
        Node.start(Loop.configuration(data)).close();
        assertThat(process(data, "--finish").awaitEnd()).isZero();
    }

    @Test
    void everyAreaOfAWholeFolderIsMarked() throws Exception {
        Path data = copy("checked");
        NodeProcess checked = process(data, "--finish");
        assertThat(checked.awaitEnd()).as(checked.output()).isZero();
        assertThat(checked.output().lines())
                .allMatch(line -> line.startsWith("✓ "))
                .hasSizeGreaterThan(10);
    }

    @Test
    void findingsAreRecords() throws Exception {
        Path data = copy("damaged");
        assertThat(TableFaults.execute(data, "UPDATE account SET name = 'somebody' WHERE role = 'OPERATOR'"))
                .isTrue();
        Ran checked = fsck(data, "--json");
        assertThat(checked.code()).isEqualTo(1);
        JsonNode finding = NodeClient.JSON
                .readTree(checked.out())
                .path("areas")
                .valueStream()
                .flatMap(area -> area.path("findings").valueStream())
                .findFirst()
                .orElseThrow();
        assertThat(finding.path("where").asString()).isEqualTo("account");
        assertThat(finding.path("key").asString()).startsWith("0x");
        assertThat(finding.path("what").asString()).contains("not as the node wrote it");
        assertThat(finding.path("remedy").asString()).contains("backup");
    }

    @Test
    void nothingIsFinishedOnTheWordOfDamagedRecords() throws Exception {
        Path data = copy("unfinished");
        assertThat(TableFaults.execute(data, "UPDATE account SET name = 'somebody' WHERE role = 'OPERATOR'"))
                .isTrue();
        byte[] database = Files.readAllBytes(data.resolve("openledger.db"));
        byte[] journal = Files.readAllBytes(data.resolve("chain/journal"));
        assertThat(fsck(data, "--finish").code()).isEqualTo(1);
        assertThat(Files.readAllBytes(data.resolve("openledger.db"))).isEqualTo(database);
        assertThat(Files.readAllBytes(data.resolve("chain/journal"))).isEqualTo(journal);
    }

    @Test
    void whatIsRepairedIsSaidAndWhatIsNotToo() throws Exception {
        Path data = copy("repaired");
        assertThat(TableFaults.execute(data, "INSERT INTO ledger_balance VALUES ('treasury', 5, 0)"))
                .isTrue();
        assertThat(fsck(data).code()).isEqualTo(1);
        NodeProcess repaired = process(data, "--repair");
        assertThat(repaired.awaitEnd()).as(repaired.output()).isZero();
        assertThat(repaired.output()).contains("ledger_balance: made again from ledger_entry");
        assertThat(TableFaults.execute(data, "DELETE FROM account WHERE role = 'OPERATOR'"))
                .isTrue();
        Ran lost = fsck(data, "--repair");
        assertThat(lost.code()).isEqualTo(1);
        assertThat(lost.out()).contains("account: cannot be made again");
    }
}
