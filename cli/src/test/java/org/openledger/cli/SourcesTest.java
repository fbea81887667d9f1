package org.openledger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.app.Node;
import org.openledger.client.ClientException;
import org.openledger.client.NodeClient;
import org.openledger.verify.Verifier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers from rows that no model was trained on: found, cited, credited and paid, through HTTP on a real node. */
@Tag("loop")
final class SourcesTest {
    private static final String ANSWER_IN_THE_ROW = "The harbour of Tarn opens at seven in the morning.";

    @TempDir
    static Path folder;

    private static Path data;
    private static Node node;
    private static Loop loop;
    private static String writer;
    private static String library;

    @BeforeAll
    static void start() {
        data = folder.resolve("data");
        TrainedFolder.copyTo(data);
        node = Node.start(Loop.configuration(data));
        loop = new Loop(NodeClient.ofDataFolder(data));
        loop.trainModel(TrainedFolder.TRAINING_STEPS);
        writer = loop.account("writer");
        loop.contributors().add(writer);
        List<String> rows = new ArrayList<>(List.of(ANSWER_IN_THE_ROW));
        IntStream.range(0, 12)
                .forEach(i -> rows.add("Lighthouse number " + i * 71 + " on the coast burns oil for " + (i + 3)
                        + " hours a night and warns the ships."));
        library = datanet("Harbours", "CC-BY-4.0", rows);
    }

    @AfterAll
    static void nothingDiffersAfterwards() {
        loop.node().close();
        node.close();
        assertThat(WholeLoopTest.findings(data)).isEmpty();
    }

    @Test
    void aRowNoModelWasTrainedOnIsCitedAndPaid() throws IOException {
        long before = given(writer);
        HttpResponse<byte[]> response = ask(question("When does the harbour of Tarn open?", library, 2));
        assertThat(response.statusCode()).as(text(response)).isEqualTo(200);
        JsonNode answer = NodeClient.parse(response.body());
        JsonNode first = answer.path("citations").path(0);
        assertThat(first.path("number").asInt()).isEqualTo(1);
        assertThat(first.path("datanet").asString()).isEqualTo(library);
        assertThat(first.path("contributor").asString()).isEqualTo(writer);
        assertThat(loop.node()
                        .get("/api/rows/" + first.path("row").asString())
                        .path("text")
                        .asString())
                .isEqualTo(ANSWER_IN_THE_ROW);
        assertThat(answer.path("retrieval").path("left_out").asInt(-1)).isZero();

        String id = idOf(response);
        JsonNode detail = loop.awaitReceipt(id);
        assertThat(detail.path("prompt").asString()).contains("[1] " + ANSWER_IN_THE_ROW);
        JsonNode receipt = detail.path("receipt");
        assertThat(receipt.path("retrieval").path("method").asString()).isEqualTo("left-out/1");
        assertThat(receipt.path("retrieval").path("sources")).hasSize(2);
        assertThat(receipt.path("retrieval")
                        .path("sources")
                        .path(0)
                        .path("leaf")
                        .asString())
                .isEqualTo(first.path("row").asString());
        assertThat(shareOf(receipt, writer)).isPositive();
        assertThat(given(writer)).isGreaterThan(before);
        assertThat(paymentRoles(receipt, "commons")).contains("commons:" + token(library));
        byte[] file = loop.node().download("/api/receipts/" + id + "/file");
        assertThat(Verifier.check(file, new Verifier.Options(Optional.empty()))).noneMatch(check -> check.failed());
        assertThat(loop.node()
                        .post("/api/receipts/" + id + "/recompute", NodeClient.object())
                        .path("says")
                        .asString())
                .contains("every share, effect and quotation is the same");
        assertRecomputesFromFiles(id, file);
    }

    /** With the data folder's model files and the receipt alone, as a stranger has them. */
    private static void assertRecomputesFromFiles(String id, byte[] file) throws IOException {
        Path exported = Files.write(folder.resolve(id + ".receipt.json"), file);
        assertThat(Main.run(
                        "verify",
                        exported.toString(),
                        "--recompute",
                        "--models",
                        data.toString(),
                        "--base",
                        Loop.configuration(data).base().toString()))
                .isZero();
    }

    @Test
    void manySourcesAreMeasuredByASurrogateThatCanBeRecomputed() {
        HttpResponse<byte[]> response = ask(question("Which lighthouse warns the ships?", library, 10));
        JsonNode receipt = loop.awaitReceipt(idOf(response)).path("receipt");
        assertThat(receipt.path("retrieval").path("sources")).hasSize(10);
        assertThat(receipt.path("retrieval").path("method").asString()).isEqualTo("linear-surrogate/1");
        assertThat(loop.node()
                        .post("/api/receipts/" + idOf(response) + "/recompute", NodeClient.object())
                        .path("same")
                        .asBoolean(false))
                .isTrue();
    }

    @Test
    void aStreamEndsWithTheCitations() {
        HttpResponse<byte[]> response =
                ask(question("When does the harbour of Tarn open?", library, 1).put("stream", true));
        List<String> lines =
                text(response).lines().filter(line -> !line.isEmpty()).toList();
        JsonNode last = NodeClient.parse(
                lines.get(lines.size() - 2).substring("data: ".length()).getBytes(StandardCharsets.UTF_8));
        assertThat(last.path("choices").path(0).path("finish_reason").asString())
                .isNotEmpty();
        assertThat(last.path("citations")).hasSize(1);
        assertThat(lines.stream().filter(line -> line.contains("citations"))).hasSize(1);
    }

    @Test
    void whatDoesNotFitIsLeftOutAndSaid() {
        HttpResponse<byte[]> response =
                ask(question("Which lighthouse warns the ships?", library, 12).put("max_tokens", 430));
        JsonNode answer = NodeClient.parse(response.body());
        int leftOut = answer.path("retrieval").path("left_out").asInt(0);
        assertThat(leftOut).isPositive();
        assertThat(answer.path("citations").size() + leftOut).isEqualTo(12);
        JsonNode nothing =
                NodeClient.parse(ask(question("Which lighthouse?", library, 3).put("max_tokens", 495))
                        .body());
        assertThat(nothing.path("citations").isArray()).isTrue();
        assertThat(nothing.path("citations")).isEmpty();
        assertThat(nothing.path("retrieval").path("left_out").asInt()).isEqualTo(3);
        JsonNode receipt = loop.awaitReceipt(nothing.path("id").asString().substring("chatcmpl-".length()))
                .path("receipt");
        assertThat(receipt.path("retrieval").path("sources")).isEmpty();
        assertThat(receipt.path("retrieval").path("searched")).hasSize(1);
    }

    @Test
    void anAnswerWithoutRetrievalSaysNothingOfIt() {
        HttpResponse<byte[]> response = loop.ask(Loop.QUESTION, 8);
        assertThat(text(response)).doesNotContain("citations").doesNotContain("retrieval");
        assertThat(loop.awaitReceipt(idOf(response)).path("receipt").has("retrieval"))
                .isFalse();
    }

    @Test
    void whatMayNotBeRetrievedIsRefused() {
        String closed = datanet("Closed", "CC-BY-NC-4.0", List.of("The gate of Orrin is shut by the night watch."));
        assertRefused(question("gate?", closed, 1), 403, "CC-BY-NC-4.0");
        assertRefused(question("gate?", "4711", 1), 404, "no Datanet 4711");
        assertRefused(question("gate?", library, 1_000), 400, "between 1 and 32");
        assertRefused(question("gate?", "x", 1), 400, "numbers of Datanets");
        assertRefused(question("x".repeat(100_000), library, 1), 400, "context has 512 tokens");
        ObjectNode many = question("gate?", library, 1);
        ArrayNode names = many.withObject("retrieval").putArray("datanets");
        IntStream.range(0, 1_000).forEach(names::add);
        assertRefused(many, 400, "1 to 8");
        ObjectNode system = question("gate?", library, 1);
        system.putArray("messages").addObject().put("role", "system").put("content", "Be brief.");
        assertRefused(system, 400, "message of the user");
        ObjectNode completion = question("gate?", library, 1).put("prompt", "gate?");
        assertThat(loop.node().ask("/v1/completions", loop.key(), completion).statusCode())
                .isEqualTo(400);
    }

    @Test
    void theCommandLineShowsTheSources() {
        assertThat(Main.run(
                        "ask",
                        loop.model(),
                        "When does the harbour of Tarn open?",
                        "--key",
                        loop.key(),
                        "--datanet",
                        library,
                        "--sources",
                        "2",
                        "--data",
                        data.toString()))
                .isZero();
        assertThatThrownBy(() -> loop.node().get("/api/rows/none")).isInstanceOf(ClientException.class);
    }

    private static void assertRefused(ObjectNode request, int status, String says) {
        HttpResponse<byte[]> response = ask(request);
        assertThat(response.statusCode()).as(text(response)).isEqualTo(status);
        assertThat(NodeClient.refused(response)).message().contains(says);
    }

    private static ObjectNode question(String question, String datanet, int sources) {
        ObjectNode body = NodeClient.object()
                .put("model", loop.model())
                .put("temperature", 0)
                .put("max_tokens", 8);
        body.putArray("messages").addObject().put("role", "user").put("content", question);
        body.putObject("retrieval").put("sources", sources).putArray("datanets").add(datanet);
        return body;
    }

    private static HttpResponse<byte[]> ask(ObjectNode body) {
        return loop.node().ask("/v1/chat/completions", loop.key(), body);
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private static String idOf(HttpResponse<byte[]> response) {
        return response.headers().firstValue("OpenLedger-Receipt").orElseThrow();
    }

    /** What an account earned, and what waits for it. */
    private static long given(String account) {
        JsonNode found = loop.node().get("/api/accounts/" + account);
        return found.path("earnedGwei").asLong() + found.path("waitingGwei").asLong();
    }

    private static int shareOf(JsonNode receipt, String contributor) {
        return StreamSupport.stream(receipt.path("attribution").path("shares").spliterator(), false)
                .filter(share -> share.path("contributor").asString().equals(contributor))
                .mapToInt(share -> share.path("ppm").asInt())
                .sum();
    }

    private static List<String> paymentRoles(JsonNode receipt, String role) {
        return StreamSupport.stream(receipt.path("payments").spliterator(), false)
                .filter(payment -> payment.path("role").asString().equals(role))
                .map(payment -> payment.path("account").asString())
                .toList();
    }

    private static String token(String datanet) {
        return loop.node().get("/api/datanets/" + datanet).path("token").asString();
    }

    /** A Datanet of texts by the writer, published and on chain. */
    private static String datanet(String name, String licence, List<String> texts) {
        String id = loop.node()
                .post(
                        "/api/datanets",
                        NodeClient.object()
                                .put("name", name)
                                .put("owner", loop.owner())
                                .put("schema", "TEXT")
                                .put("licence", licence)
                                .put("terms", "Yours to draw on."))
                .path("id")
                .asString();
        String path = "/api/datanets/" + id;
        Loop.until(
                () -> loop.node().get(path),
                found -> found.path("chainState").asString().equals("confirmed"));
        StringBuilder rows = new StringBuilder();
        texts.forEach(text -> rows.append("{\"text\":\"").append(text).append("\"}\n"));
        String given = "/api/contributions/"
                + loop.node()
                        .upload(path + "/contributions?contributor=" + writer, BodyPublishers.ofString(rows.toString()))
                        .path("id")
                        .asString();
        loop.node().post(given + "/signature", NodeClient.object());
        loop.node().post(given + "/review", NodeClient.object().put("accept", true));
        loop.node().post(path + "/versions", NodeClient.object());
        Loop.until(
                () -> loop.node().list(path + "/versions"),
                found -> found.path(0).path("chainState").asString().equals("confirmed"));
        return id;
    }
}
