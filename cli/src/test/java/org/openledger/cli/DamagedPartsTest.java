package org.openledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.app.Node;
import org.openledger.client.ClientException;
import org.openledger.client.NodeClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

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
        ObjectNode request = NodeClient.object().put("name", SECOND).put("owner", owner);
        request.putArray("versions").addObject().put("datanet", "1").put("number", 1);
        request.putObject("configuration").put("steps", 3).put("batchRows", 4);
        String run = "/api/runs/" + client.post("/api/runs", request).path("id").asString();
        Loop.until(
                () -> client.get(run), found -> found.path("state").asString().equals("ready"));
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
        ObjectNode body = NodeClient.object().put("model", model).put("max_tokens", 4);
        body.putArray("messages").addObject().put("role", "user").put("content", Loop.QUESTION);
        return client.ask("/v1/chat/completions", loop.key(), body);
    }

    @Test
    void aDamagedConversationIsNotShown() {
        assertThat(refusal("/api/receipts/" + receipt)).contains("damaged", "fsck");
        JsonNode listed = client.list("/api/receipts");
        assertThat(listed.toString()).doesNotContain("never said").contains("(damaged: run openledger fsck)");
    }

    @Test
    void damagedRowsAreNeitherShownNorTrainedOn() {
        String rows = refusal("/api/datanets/1/rows");
        assertThat(rows).contains("damaged", "fsck");
    }

    private static String refusal(String path) {
        try {
            return "answered: " + client.get(path);
        } catch (ClientException refused) {
            return String.valueOf(refused.getMessage());
        }
    }
}
