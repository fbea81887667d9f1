package org.openledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.app.Node;
import org.openledger.client.ClientException;
import org.openledger.client.NodeClient;
import org.openledger.client.model.NewRun;
import org.openledger.client.model.PlanChange;
import org.openledger.client.model.VersionPin;
import org.openledger.client.openai.ChatRequest;
import org.openledger.client.openai.OpenAiEndpoints;
import org.openledger.client.row.RowsQuery;

/** A node on a damaged folder serves what is whole, and names what is not to whoever asks for it. */
@Tag("loop")
final class DamagedPartsTest {
    private static final String SECOND = "second";

    @TempDir
    static Path folder;

    private static Node node;
    private static NodeClient client;
    private static String receipt;

    @BeforeAll
    static void damage() throws Exception {
        Path data = folder.resolve("data");
        TrainedFolder.copyTo(data);
        try (Node _ = Node.start(Loop.configuration(data));
                NodeClient before = NodeClient.ofDataFolder(data)) {
            Loop loop = new Loop(before);
            loop.trainModel(TrainedFolder.TRAINING_STEPS);
            trainSecond(before, loop.owner());
            receipt = loop.receiptOf(Loop.QUESTION);
            loop.awaitReceipt(receipt);
        }
        flipAdapter(data);
        assertThat(TableFaults.execute(
                        data, "UPDATE datanet_row SET content = replace(content, 'made', 'fake') WHERE line = 2"))
                .isTrue();
        assertThat(TableFaults.execute(data, "UPDATE inference SET answer = 'never said'"))
                .isTrue();
        node = Node.start(Loop.configuration(data));
        client = NodeClient.ofDataFolder(data);
    }

    private static void trainSecond(NodeClient client, String owner) {
        NewRun wanted = NewRun.standard(SECOND, owner, List.of(new VersionPin("1", 1)))
                .withConfiguration(PlanChange.NONE.withSteps(3).withBatchRows(4));
        String run = client.createRun(wanted).id();
        Loop.until(() -> client.run(run), found -> found.state().equals("ready"));
        client.deployRun(run);
    }

    private static void flipAdapter(Path data) throws Exception {
        for (Path file : FileFaults.files(data)) {
            if (file.startsWith("models/" + Loop.MODEL) && file.endsWith("adapter_model.safetensors")) {
                byte[] weights = Files.readAllBytes(data.resolve(file));
                weights[weights.length - 5] ^= 1;
                Files.write(data.resolve(file), weights);
            }
        }
    }

    @AfterAll
    static void stop() {
        client.close();
        node.close();
    }

    @Test
    void aDamagedModelIsRefusedByNameAndTheOthersAnswer() {
        Loop loop = new Loop(client);
        loop.trainModel(TrainedFolder.TRAINING_STEPS);
        assertThat(ask(loop, SECOND).statusCode()).isEqualTo(200);
        HttpResponse<byte[]> refused = ask(loop, Loop.MODEL);
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(new String(refused.body(), StandardCharsets.UTF_8))
                .contains("The model '" + Loop.MODEL + "' is not served", "digest");
    }

    private static HttpResponse<byte[]> ask(Loop loop, String model) {
        return client.ask(
                OpenAiEndpoints.CHAT,
                loop.key(),
                ChatRequest.of(model, Loop.QUESTION).withMaxTokens(4));
    }

    @Test
    void aDamagedConversationIsNotShown() {
        assertThat(refusal(() -> client.receipt(receipt))).contains("damaged", "fsck");
        assertThat(client.receipts().toString())
                .doesNotContain("never said")
                .contains("(damaged: run openledger fsck)");
    }

    @Test
    void damagedRowsAreNeitherShownNorTrainedOn() {
        String rows = refusal(
                () -> client.rows("1", new RowsQuery(Optional.empty(), Optional.empty(), Optional.empty(), 0, 100)));
        assertThat(rows).contains("damaged", "fsck");
    }

    private static String refusal(Supplier<?> asked) {
        try {
            return "answered: " + asked.get();
        } catch (ClientException refused) {
            return String.valueOf(refused.getMessage());
        }
    }
}
