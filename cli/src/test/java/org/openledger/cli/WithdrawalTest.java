package org.openledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.openledger.client.openai.ChatRequest;
import org.openledger.client.openai.OpenAiEndpoints;
import org.openledger.client.receipt.ReceiptDetail;
import org.openledger.client.version.VersionRow;
import org.openledger.client.version.VersionRowsQuery;
import org.openledger.client.withdrawal.NewWithdrawal;
import org.openledger.client.withdrawal.WithdrawalLine;
import org.openledger.client.withdrawal.WithdrawalPreview;
import org.openledger.verify.Verifier;

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

        NewWithdrawal wanted = NewWithdrawal.ofRows(ada, List.of(row.leaf()));
        WithdrawalPreview concern = loop.node().previewWithdrawal("1", wanted);
        assertThat(concern.rows()).isOne();
        assertThat(concern.versions()).containsExactly(1L);
        assertThat(concern.models()).hasSize(1).first().satisfies(model -> {
            assertThat(model.name()).isEqualTo(loop.model());
            assertThat(model.run()).isPresent();
        });
        assertThat(concern.conversations()).isPositive();
        assertThat(filesWith(PHRASE)).as("a preview changes nothing").isNotEmpty();

        WithdrawalLine made = loop.node().withdraw("1", wanted);
        Loop.until(() -> loop.node().withdrawal(made.id()), line -> line.state().equals("done"));
        assertThat(filesWith(PHRASE)).isEmpty();
        assertThat(filesWith(row.salt().orElseThrow())).isEmpty();

        ReceiptDetail after = loop.node().receipt(receipt);
        assertThat(after.receipt()).isEqualTo(before.receipt());
        assertThat(after.erased().orElseThrow().by()).isEqualTo(ada);
        assertThat(Verifier.accepted(Verifier.check(loop.node().receiptFile(receipt), Verifier.Options.none())))
                .isTrue();
        assertThat(loop.node().model(loop.model()).versions().getFirst().withdrawnRows())
                .isOne();
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
