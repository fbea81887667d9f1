package org.openledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.app.Node;
import org.openledger.cli.DatanetCommand.Show.WholeDatanet;
import org.openledger.cli.option.NodeCommand;
import org.openledger.client.NodeClient;
import org.openledger.client.account.NewAccount;
import org.openledger.client.datanet.ContributionPreview;
import org.openledger.client.datanet.NewDatanet;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** What the commands on a running node print, and refuse before they send anything. */
@Tag("loop")
final class JsonListsTest {
    private static final String STRANGER = "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed";

    @TempDir
    static Path folder;

    private static Path data;
    private static Node node;
    private static NodeClient client;
    private static String owner;
    private static String datanet;

    @BeforeAll
    static void start() {
        data = folder.resolve("data");
        node = Node.start(Loop.configuration(data));
        client = NodeClient.ofDataFolder(data);
        owner = client.createAccount(new NewAccount("mira")).address();
        datanet = client.createDatanet(new NewDatanet(owner, "Bread", "TEXT", "CC0-1.0", "Be kind."))
                .id();
        Loop.until(() -> client.datanet(datanet), made -> made.line().token().isPresent());
    }

    @AfterAll
    static void stop() {
        client.close();
        node.close();
    }

    private static Ran run(List<String> words) {
        List<String> all = new ArrayList<>(words);
        all.addAll(List.of("--data", data.toString()));
        return Ran.of(all);
    }

    /** Commands that make or show one thing, and need no argument for it. */
    private static final Set<String> OF_ONE_THING = Set.of("link", "chain", "status", "show", "register", "registered");

    /** Whom a command is about it may name; whom it pays it has to address. */
    @Test
    void anAccountIsNamedAsTheNodeNamesIt() {
        for (String command : List.of(
                "account",
                "account holdings",
                "account usage",
                "account reputation",
                "account limit %s 5",
                "account deposit %s 5000",
                "account faucet",
                "key list",
                "key create")) {
            String words = command.contains("%s") ? command : command + " %s";
            Ran named = run(List.of(words.formatted("mira").split(" ")));
            assertThat(named.code()).as("%s: %s", command, named).isZero();
            Ran unknown = run(List.of(words.formatted("nobody").split(" ")));
            assertThat(unknown.code()).as("%s: %s", command, unknown).isEqualTo(1);
            assertThat(unknown.said()).as(command).contains("no account of this node is named 'nobody'");
        }
        assertThat(run(List.of("account", "send", "mira", "mira", "1")).said()).contains("not an address");
    }

    @Test
    void everyListIsTheJsonOfTheApi() {
        int lists = 0;
        for (CommandSpec command :
                leaves(Program.of(Main.commands()).getCommandSpec()).toList()) {
            boolean isList = command.userObject() instanceof NodeCommand
                    && !OF_ONE_THING.contains(command.name())
                    && command.args().stream().noneMatch(ArgSpec::required);
            if (isList) {
                List<String> words =
                        new ArrayList<>(List.of(command.qualifiedName().split(" ")));
                words.removeFirst();
                words.add("--json");
                Ran ran = run(words);
                assertThat(ran.code()).as("%s", ran).isZero();
                assertThat(NodeClient.JSON.readTree(ran.out()).isArray()).isTrue();
                lists++;
            }
        }
        assertThat(lists).isGreaterThanOrEqualTo(5);
    }

    private static Stream<CommandSpec> leaves(CommandSpec command) {
        return Stream.concat(
                Stream.of(command),
                command.subcommands().values().stream()
                        .map(CommandLine::getCommandSpec)
                        .flatMap(JsonListsTest::leaves));
    }

    @Test
    void whatIsShownIsTheJsonOfTheApi() {
        Ran shown = run(List.of("datanet", "show", datanet, "--json"));
        assertThat(NodeClient.JSON.readValue(shown.out(), WholeDatanet.class))
                .isEqualTo(new WholeDatanet(
                        client.datanet(datanet), client.versions(datanet), client.contributions(datanet)));
        Ran account = run(List.of("account", owner, "--json"));
        assertThat(NodeClient.JSON.readValue(account.out(), AccountStatement.class))
                .isEqualTo(new AccountStatement(client.account(owner), client.statement(owner), client.audits(owner)));
    }

    @Test
    void whatTheNodeCannotSignIsRefusedBeforeItIsSent() throws Exception {
        Path rows = Files.writeString(
                folder.resolve("rows.jsonl"), "{\"text\": \"Bread needs time, and the oven heat.\"}\n");
        Ran refused = run(List.of("contribute", datanet, rows.toString(), "--as", STRANGER));
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.said()).contains("keeps no key", "--unsigned").hasLineCount(1);
        assertThat(client.contributions(datanet)).isEmpty();
    }

    @Test
    void aFileThatIsTriedOutIsOneObjectAndLeavesNothing() throws Exception {
        Path rows = Files.writeString(
                folder.resolve("rows.csv"), "title,text\nA,Bread needs time and the heat of an oven.\nB,\n");
        Path refused = folder.resolve("refused.jsonl");
        int before = client.contributions(datanet).size();
        Ran tried = run(List.of(
                "contribute",
                datanet,
                rows.toString(),
                "--as",
                "mira",
                "--dry-run",
                "--json",
                "--refused",
                refused.toString()));
        assertThat(tried.code()).isZero();
        ContributionPreview preview = NodeClient.JSON.readValue(tried.out(), ContributionPreview.class);
        assertThat(preview.kind()).isEqualTo("CSV");
        assertThat(preview.mapping()).containsEntry("text", "text");
        assertThat(preview.rowsRead()).isEqualTo(2);
        assertThat(preview.rowsPassed()).isEqualTo(1);
        assertThat(preview.refused()).singleElement().satisfies(each -> {
            assertThat(each.line()).isEqualTo(3);
            assertThat(each.detail()).contains("the field text");
        });
        assertThat(refused).content().contains("\"line\":3", "\"reason\"").hasLineCount(1);
        assertThat(client.contributions(datanet)).hasSize(before);

        Path set = folder.resolve("set");
        Files.createDirectories(set.resolve("data"));
        Files.writeString(set.resolve("README.md"), "# A set");
        Files.writeString(set.resolve("data").resolve("a.jsonl"), "{\"text\": \"Salt keeps cabbage from rotting.\"}\n");
        Files.writeString(set.resolve("data").resolve("b.jsonl"), "{\"text\": 7}\n");
        Ran whole = run(List.of("contribute", datanet, set.toString(), "--as", owner, "--dry-run"));
        assertThat(whole.code()).isZero();
        assertThat(whole.out()).contains("2 files of JSON lines, in tar", "1 of 2 rows", "1 more with --repair");
        Ran none = run(List.of("contribute", datanet, rows.toString(), "--as", "nobody", "--dry-run"));
        assertThat(none.code()).isEqualTo(1);
        assertThat(none.said()).contains("no account of this node is named 'nobody'");
    }

    @Test
    void aFileOfWhichNothingIsTakenExitsWithOne() throws Exception {
        Path rows = Files.writeString(folder.resolve("broken.jsonl"), "{\"text\": 1}\n");
        Ran refused = run(List.of("contribute", datanet, rows.toString(), "--as", owner));
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.said()).contains("nothing was given");
    }

    @Test
    void anEpochWithNothingInItIsNotClosed() {
        Ran refused = run(List.of("epoch", "--close"));
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.said()).contains("nothing to close");
    }

    @Test
    void aNameThatNothingHasIsRefused() {
        for (String id : List.of("a b", "none", "%")) {
            Ran refused = run(List.of("run", "show", id));
            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.said()).hasLineCount(1).doesNotContain("defect");
        }
    }
}
