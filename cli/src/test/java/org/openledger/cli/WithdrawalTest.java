package org.openledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.app.Node;
import org.openledger.client.NodeClient;
import org.openledger.client.datanet.ContributionReview;
import org.openledger.client.datanet.NewDatanet;
import org.openledger.client.datanet.VersionSignature;
import org.openledger.client.model.VersionPin;
import org.openledger.client.openai.ChatRequest;
import org.openledger.client.openai.OpenAiEndpoints;
import org.openledger.client.receipt.ReceiptDetail;
import org.openledger.client.version.DiffQuery;
import org.openledger.client.version.VersionDiff;
import org.openledger.client.version.VersionRow;
import org.openledger.client.version.VersionRowsQuery;
import org.openledger.client.withdrawal.NewWithdrawal;
import org.openledger.client.withdrawal.WithdrawalLine;
import org.openledger.client.withdrawal.WithdrawalPreview;
import org.openledger.identity.Accounts;
import org.openledger.identity.MasterKey;
import org.openledger.kept.KeptTable;
import org.openledger.kept.KeptTables;
import org.openledger.log.Log;
import org.openledger.store.Blobs;
import org.openledger.store.Database;
import org.openledger.store.LocalDisk;
import org.openledger.verify.Verifier;
import org.openledger.verify.bytes.Hex;
import org.openledger.withdrawal.WithdrawalScope;
import org.openledger.withdrawal.Withdrawals;
import tools.jackson.databind.JsonNode;

/** Rows are taken back from a real node whose model learnt them and whose answers show them. */
@Tag("loop")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class WithdrawalTest {
    /** A part of one of ada's rows, and of no other. */
    private static final String PHRASE = "Bread number 91 is made";

    @TempDir
    static Path folder;

    private static Path data;
    private static Node node;
    private static Loop loop;

    @BeforeAll
    static void start() {
        data = folder.resolve("data");
        TrainedFolder.copyTo(data);
        node = Node.start(Loop.configuration(data));
        loop = new Loop(NodeClient.ofDataFolder(data));
        loop.trainModel(TrainedFolder.TRAINING_STEPS);
    }

    @AfterAll
    static void stop() {
        loop.node().close();
        node.close();
        assertThat(WholeLoopTest.findings(data)).isEmpty();
    }

    /** Every format, twice; then every file and every field of one, changed. */
    @Test
    @Order(1)
    void aVersionIsCheckedFromItsFolderAloneAndHasTheSameBytesEachTime() throws Exception {
        for (String format : List.of("jsonl", "parquet", "hf", "croissant")) {
            Path once = folder.resolve(format);
            Ran ran = export(format, once);
            assertThat(ran.code()).as(ran.said()).isZero();
            Path again = folder.resolve(format + "-again");
            assertThat(export(format, again).code()).isZero();
            List<Path> files = FileFaults.files(once);
            assertThat(FileFaults.files(again)).isEqualTo(files);
            for (Path file : files) {
                assertThat(again.resolve(file)).hasSameBinaryContentAs(once.resolve(file));
            }
            assertThat(Checked.of(once).code()).isZero();
            assertThat(Checked.of(once).said())
                    .contains("Accepted: Test kitchen, version 1: 12 rows, 0 that were taken back");
        }
        Random random = new Random(7);
        for (String format : List.of("jsonl", "hf")) {
            Path once = folder.resolve(format);
            for (Path relative : FileFaults.files(once)) {
                Path file = once.resolve(relative);
                byte[] content = Files.readAllBytes(file);
                for (int i = 0; i < 8; i++) {
                    int at = random.nextInt(content.length);
                    byte[] flipped = content.clone();
                    flipped[at] ^= (byte) (1 << random.nextInt(7));
                    assertRefused(once, relative, flipped, "byte " + at);
                }
                assertRefused(once, relative, Arrays.copyOf(content, content.length + 1), "one byte more");
                assertRefused(once, relative, Arrays.copyOf(content, content.length - 1), "one byte less");
                for (byte[] changed : withOneValueChanged(content, relative)) {
                    assertRefused(once, relative, changed, "a value");
                }
                Files.write(file, content);
            }
            Files.writeString(once.resolve("data/more.jsonl"), "{}");
            assertThat(Checked.of(once).said()).contains("data/more.jsonl: it is no part of the version");
            Files.delete(once.resolve("data/more.jsonl"));
            assertThat(Checked.of(once).code()).isZero();
        }
    }

    private static Ran export(String format, Path to) {
        return Ran.of(List.of(
                "datanet",
                "export",
                "1",
                "--version",
                "1",
                "--format",
                format,
                "--out",
                to.toString(),
                "--data",
                data.toString()));
    }

    private static void assertRefused(Path dataset, Path relative, byte[] changed, String what) throws IOException {
        Files.write(dataset.resolve(relative), changed);
        Checked checked = Checked.of(dataset);
        assertThat(checked.code())
                .as("%s, %s: %s", relative, what, checked.said())
                .isPositive();
        assertThat(checked.said()).as("%s, %s", relative, what).contains(relative.toString());
    }

    /** A JSON file with each of its texts and numbers changed in turn. */
    private static List<byte[]> withOneValueChanged(byte[] content, Path file) {
        if (!file.toString().endsWith(".json")) {
            return List.of();
        }
        String text = new String(content, StandardCharsets.UTF_8);
        List<byte[]> changed = new ArrayList<>();
        Matcher values = Pattern.compile("(?<=[:,\\[])(\"(?:0x)?|)([0-9a-zA-Z])(?=[^\"]*[\",}\\]])")
                .matcher(text);
        while (values.find()) {
            char other = text.charAt(values.start(2)) == '7' ? '8' : '7';
            changed.add((text.substring(0, values.start(2)) + other + text.substring(values.end(2)))
                    .getBytes(StandardCharsets.UTF_8));
        }
        assertThat(changed).as("%s", file).hasSizeGreaterThan(5);
        return changed;
    }

    /** What the verifier says of a folder. */
    private record Checked(int code, String said) {
        static Checked of(Path dataset) {
            ByteArrayOutputStream said = new ByteArrayOutputStream();
            PrintStream print = new PrintStream(said, true, StandardCharsets.UTF_8);
            int code = org.openledger.verify.command.Main.run(
                    new String[] {"--dataset", dataset.toString()}, print, print);
            return new Checked(code, said.toString(StandardCharsets.UTF_8));
        }
    }

    @Test
    @Order(2)
    void whatIsTakenBackIsInNoFileAndItsReceiptsGoOnVerifying() throws Exception {
        String ada = loop.contributors().getFirst();
        VersionRow row = loop
                .node()
                .versionRows("1", 1, new VersionRowsQuery(Optional.empty(), Optional.empty(), 0, 1000))
                .list()
                .stream()
                .filter(each -> each.content().orElse("").contains(PHRASE))
                .findFirst()
                .orElseThrow();
        String receipt = Loop.receiptIn(loop.node()
                .ask(
                        OpenAiEndpoints.CHAT,
                        loop.key(),
                        ChatRequest.of(loop.model(), "What is Bread number 91 made of?")
                                .withMaxTokens(8)
                                .withSources(List.of("1"), 6, true)));
        ReceiptDetail before = loop.awaitReceipt(receipt);
        assertThat(before.prompt()).contains(PHRASE);
        assertThat(filesWith(PHRASE)).isNotEmpty();
        assertThat(tablesWith(PHRASE)).contains("datanet_row.content", "inference.prompt");

        NewWithdrawal wanted = NewWithdrawal.ofRows(ada, List.of(row.leaf()));
        WithdrawalPreview concern = loop.node().previewWithdrawal("1", wanted);
        assertThat(concern.rows()).isOne();
        assertThat(concern.versions()).containsExactly(1L);
        assertThat(concern.models()).hasSize(1).first().satisfies(model -> {
            assertThat(model.name()).isEqualTo(loop.model());
            assertThat(model.run()).isPresent();
        });
        assertThat(concern.conversations()).isPositive();
        assertThat(concern.answers()).hasSize((int) Math.min(20, concern.conversations()));
        assertThat(concern.first()).singleElement().satisfies(shown -> {
            assertThat(shown.leaf()).isEqualTo(wanted.rows().getFirst());
            assertThat(shown.text()).contains(PHRASE);
        });
        assertThat(filesWith(PHRASE)).as("a preview changes nothing").isNotEmpty();

        WithdrawalLine made = loop.node().withdraw("1", wanted);
        Loop.until(() -> loop.node().withdrawal(made.id()), line -> line.state().equals("done"));
        assertThat(filesWith(PHRASE)).isEmpty();
        assertThat(filesWith(row.salt().orElseThrow())).isEmpty();
        assertThat(filesWith(new String(Hex.parse(row.salt().orElseThrow()), StandardCharsets.ISO_8859_1)))
                .isEmpty();
        assertThat(tablesWith(PHRASE)).isEmpty();

        ReceiptDetail after = loop.node().receipt(receipt);
        assertThat(after.receipt()).isEqualTo(before.receipt());
        assertThat(after.erased().orElseThrow().by()).isEqualTo(ada);
        assertThat(Verifier.accepted(Verifier.check(loop.node().receiptFile(receipt), Verifier.Options.none())))
                .isTrue();
        assertThat(loop.node().model(loop.model()).versions().getFirst().withdrawnRows())
                .isOne();
    }

    /** The node ends after the texts are gone and before anything else is; the next start goes on. */
    @Test
    @Order(3)
    void aWithdrawalThatWasCutOffIsFinishedByTheNextStart() throws Exception {
        String phrase = "Cheese number 182 is made";
        String ben = loop.contributors().get(1);
        String leaf = rows(1).stream()
                .filter(row -> row.content().orElse("").contains(phrase))
                .findFirst()
                .orElseThrow()
                .leaf();
        String receipt = Loop.receiptIn(loop.node()
                .ask(
                        OpenAiEndpoints.CHAT,
                        loop.key(),
                        ChatRequest.of(loop.model(), "What is Cheese number 182 made of?")
                                .withMaxTokens(8)
                                .withSources(List.of("1"), 6, true)));
        assertThat(loop.awaitReceipt(receipt).prompt()).contains(phrase);
        loop.node().close();
        node.close();
        try (Database database = Database.open(data)) {
            MasterKey key = MasterKey.open(data);
            database.seal(key.rowSeals(), KeptTables.unsealed(), System.currentTimeMillis());
            String operator = new Accounts(database, key, InstantSource.system())
                    .operator()
                    .address();
            Log log = Log.open(database, data, new LocalDisk(), "openledger.local/" + operator);
            new Withdrawals(
                            database,
                            new Blobs(data.resolve("blobs"), new LocalDisk()),
                            log,
                            () -> {},
                            InstantSource.system())
                    .withdraw(1, ben, new WithdrawalScope.Rows(List.of(leaf)));
        }
        assertThat(filesWith(phrase)).as("a conversation still shows it").isNotEmpty();
        node = Node.start(Loop.configuration(data));
        loop = new Loop(NodeClient.ofDataFolder(data));
        String id = loop.node().withdrawals("1").getFirst().id();
        Loop.until(() -> loop.node().withdrawal(id), line -> line.state().equals("done"));
        assertThat(filesWith(phrase)).isEmpty();
        assertThat(tablesWith(phrase)).isEmpty();
        assertThat(loop.node().receipt(receipt).erased()).isPresent();
    }

    /** The next version is without them, an export has their leaves alone, and the model is trained again by one act. */
    @Test
    @Order(4)
    void theNextVersionAndTheNextModelAreWithoutThem() throws Exception {
        loop.node().publishVersion("1", VersionSignature.byNode(Optional.of("Two rows were taken back")));
        Loop.until(
                () -> loop.node().versions("1"),
                all -> all.getFirst().number() == 2
                        && all.getFirst().chainState().equals("confirmed"));
        assertThat(rows(2))
                .hasSize(10)
                .allSatisfy(row -> assertThat(row.state()).isEqualTo("there"));
        assertThat(rows(1))
                .hasSize(12)
                .filteredOn(row -> row.content().isEmpty())
                .hasSize(2);
        VersionDiff diff = loop.node().diff("1", new DiffQuery(1, 2, 0, 100));
        assertThat(diff.removed()).isEqualTo(2);
        assertThat(diff.added() + diff.corrected()).isZero();
        Path old = folder.resolve("old");
        assertThat(export("jsonl", old).code()).isZero();
        assertThat(Checked.of(old).said())
                .contains("Accepted: Test kitchen, version 1: 10 rows, 2 that were taken back");
        String gone = rows(1).stream()
                .filter(row -> row.content().isEmpty())
                .findFirst()
                .orElseThrow()
                .leaf();
        assertThat(loop.node().blame("1", gone).state()).isEqualTo("withdrawn");
        assertThat(loop.node().blame("1", gone).versions()).containsExactly(1L);

        String run = loop.node().runs().getFirst().id();
        String again = loop.node().retrain(run).id();
        assertThat(loop.node().run(again).versions()).containsExactly(new VersionPin("1", 2));
        loop.node().cancelRun(again);
    }

    private static List<VersionRow> rows(long version) {
        return loop.node()
                .versionRows("1", version, new VersionRowsQuery(Optional.empty(), Optional.empty(), 0, 1000))
                .list();
    }

    /** What is exported as Parquet is read again, field by field, with chats as chats. */
    @Test
    @Order(5)
    void whatIsExportedAsParquetCanBeGivenAgain() throws Exception {
        String owner = loop.account("owner");
        String id = loop.node()
                .createDatanet(new NewDatanet(owner, "Chats <b>=1+1</b>", "CHAT", "CC0-1.0", "Yours."))
                .id();
        Loop.until(
                () -> loop.node().datanet(id),
                found -> found.line().chainState().equals("confirmed"));
        String chats = """
                {"messages":[{"role":"user","content":"Is the dough ready?"},{"role":"assistant","content":"Press it: it springs back slowly."}],"source":"notes"}
                {"messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"How warm?"},{"role":"assistant","content":"Twenty-six degrees, in a covered bowl."}],"source":"=1+1"}
                """;
        Path file = folder.resolve("chats.jsonl");
        Files.writeString(file, chats);
        Ran given = Ran.of(List.of(
                "contribute",
                id,
                file.toString(),
                "--as",
                "ada",
                "--description",
                "| Chats\n# about <dough>",
                "--language",
                "en, pt-BR",
                "--data",
                data.toString()));
        assertThat(given.code()).as(given.said()).isZero();
        String contribution = loop.node().contributions(id).getFirst().id();
        assertThat(loop.node()
                        .contribution(contribution)
                        .statement()
                        .orElseThrow()
                        .language())
                .contains("en, pt-BR");
        loop.node().reviewContribution(contribution, ContributionReview.ACCEPT_ALL);
        loop.node().publishVersion(id, VersionSignature.BY_NODE);
        Loop.until(() -> loop.node().versions(id), Loop::hasVersionOnChain);
        Path out = folder.resolve("chats");
        Ran exported = Ran.of(List.of(
                "datanet",
                "export",
                id,
                "--version",
                "1",
                "--format",
                "hf",
                "--out",
                out.toString(),
                "--data",
                data.toString()));
        assertThat(exported.code()).as(exported.said()).isZero();
        String card = Files.readString(out.resolve("README.md"));
        assertThat(card)
                .contains("\n- \"en\"\n- \"pt\"\n", "\\| Chats \\# about \\<dough\\>")
                .doesNotContain("<dough>");
        assertThat(card.substring(card.indexOf("\n---\n")))
                .as("metadata quotes, the text escapes")
                .doesNotContain("<b>");
        Ran tried = Ran.of(List.of(
                "contribute",
                id,
                out.resolve("data/train-00000-of-00001.parquet").toString(),
                "--as",
                "ben",
                "--dry-run",
                "--json",
                "--data",
                data.toString()));
        JsonNode preview = NodeClient.JSON.readTree(tried.out());
        assertThat(preview.path("kind").asString()).contains("Parquet");
        assertThat(preview.path("rowsRead").asLong()).isEqualTo(2);
        assertThat(preview.path("related").size())
                .as("both are the rows that are there: " + tried.out())
                .isEqualTo(2);
    }

    /** The columns of the catalogue's tables that have a phrase. */
    private static List<String> tablesWith(String phrase) {
        List<String> found = new ArrayList<>();
        try (Database database = Database.openToRead(Database.urlIn(data))) {
            for (KeptTable table : KeptTables.all()) {
                for (String column : table.columns().keySet()) {
                    long count = database.read(handle -> handle.createQuery("SELECT count(*) FROM " + table.name()
                                    + " WHERE CAST(\"" + column + "\" AS TEXT) LIKE '%" + phrase + "%'")
                            .mapTo(Long.class)
                            .one());
                    if (count > 0) {
                        found.add(table.name() + "." + column);
                    }
                }
            }
        }
        return found;
    }

    /** Every file of the data folder that has a phrase. */
    private static List<Path> filesWith(String phrase) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(phrase)) {
                    found.add(data.relativize(file));
                }
            }
        }
        return found;
    }
}
