package org.openledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    @Test
    @Order(1)
    void whatIsTakenBackIsInNoFileAndItsReceiptsGoOnVerifying() throws Exception {
        String ada = loop.contributors().getFirst();
        VersionRow row = loop.node()
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
        assertThat(Verifier.accepted(
                        Verifier.check(loop.node().receiptFile(receipt), Verifier.Options.none())))
                .isTrue();
        assertThat(loop.node().model(loop.model()).versions().getFirst().withdrawnRows()).isOne();
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
