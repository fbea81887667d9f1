package org.openledger.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The steps of the loop on a running node, small enough for a test: two contributors, a few rows, a few training steps. */
final class Loop {
    static final String MODEL = "small";
    /** One that a row answers. */
    static final String QUESTION = "Question 37 about Bread?";

    static final long DEPOSIT_GWEI = 500_000_000L;
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final NodeClient node;
    private final List<String> contributors = new ArrayList<>();
    private String payer = "";
    private String key = "";

    Loop(NodeClient node) {
        this.node = node;
    }

    /** The project's folder, where contracts and the toy base are. */
    static Path home() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("contracts"))) {
                return folder;
            }
        }
        throw new IllegalStateException("the tests run inside the project's folder");
    }

    static Configuration configuration(Path data) {
        return configuration(data, Optional.empty(), Optional.empty());
    }

    static Configuration configuration(Path data, Optional<URI> chain, Optional<String> database) {
        return new Configuration(
                home(),
                data,
                "127.0.0.1",
                0,
                chain,
                database,
                home().resolve("models").resolve("openledger-toy"),
                Optional.empty());
    }

    NodeClient node() {
        return node;
    }

    String key() {
        return key;
    }

    String payer() {
        return payer;
    }

    List<String> contributors() {
        return contributors;
    }

    /** From nothing to a model that answers and whose answers can be traced. */
    void trainModel(int steps) {
        String owner = account("owner");
        payer = account("application");
        node.post("/api/deposits", NodeClient.object().put("payer", payer).put("gwei", DEPOSIT_GWEI));
        key = key(payer);
        String datanet = node.post(
                        "/api/datanets",
                        NodeClient.object()
                                .put("name", "Test kitchen")
                                .put("owner", owner)
                                .put("schema", "INSTRUCTION")
                                .put("licence", "CC-BY-4.0")
                                .put("terms", "Yours to train on."))
                .path("id")
                .asString();
        String path = "/api/datanets/" + datanet;
        until(() -> node.get(path), found -> found.path("chainState").asString().equals("confirmed"));
        contribute(path, "ada", "Bread", "dough");
        contribute(path, "ben", "Cheese", "milk");
        node.post(path + "/versions", NodeClient.object());
        until(
                () -> node.get(path),
                found -> found.path("versions")
                        .path(0)
                        .path("chainState")
                        .asString()
                        .equals("confirmed"));
        train(owner, datanet, steps);
    }

    private void contribute(String path, String name, String thing, String of) {
        String contributor = account(name);
        contributors.add(contributor);
        StringBuilder rows = new StringBuilder();
        for (int i = 1; i <= 6; i++) {
            rows.append(
                    "{\"instruction\":\"Question %d about %s?\",\"response\":\"%s number %d is made of %s and time.\"}%n"
                            .formatted(i * 37, thing, thing, i * 91, of));
        }
        JsonNode screened = node.upload(
                path + "/contributions?contributor=" + contributor,
                BodyPublishers.ofString(rows.toString(), StandardCharsets.UTF_8));
        assertThat(screened.path("rowsAccepted").asLong()).isPositive();
        String contribution = "/api/contributions/" + screened.path("id").asString();
        node.post(contribution + "/signature", NodeClient.object());
        node.post(contribution + "/review", NodeClient.object().put("accept", true));
    }

    private void train(String owner, String datanet, int steps) {
        ObjectNode request = NodeClient.object().put("name", MODEL).put("owner", owner);
        request.putArray("versions").addObject().put("datanet", datanet).put("number", 1);
        request.putObject("configuration")
                .put("steps", steps)
                .put("batchRows", 4)
                .put("warmupSteps", 1);
        String run = "/api/runs/" + node.post("/api/runs", request).path("id").asString();
        JsonNode ended = until(
                () -> node.get(run),
                found -> List.of("ready", "failed", "cancelled")
                        .contains(found.path("state").asString()));
        assertThat(ended.path("state").asString())
                .as(ended.path("message").asString(""))
                .isEqualTo("ready");
    }

    String account(String name) {
        return node.post("/api/accounts", NodeClient.object().put("name", name))
                .path("address")
                .asString();
    }

    String key(String address) {
        return node.post("/api/keys", NodeClient.object().put("payer", address).put("label", "test"))
                .path("key")
                .asString();
    }

    /** One question; the response as it came. */
    HttpResponse<byte[]> ask(String question, int maxTokens) {
        ObjectNode body =
                NodeClient.object().put("model", MODEL).put("temperature", 0.7).put("max_tokens", maxTokens);
        body.putArray("messages").addObject().put("role", "user").put("content", question);
        return node.ask("/v1/chat/completions", key, body);
    }

    /** The receipt's id of an answer that was given. */
    String receiptOf(String question) {
        HttpResponse<byte[]> response = ask(question, 8);
        assertThat(response.statusCode())
                .as(new String(response.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        return response.headers().firstValue("OpenLedger-Receipt").orElseThrow();
    }

    JsonNode awaitReceipt(String id) {
        return until(
                () -> node.get("/api/receipts/" + id),
                found -> found.path("state").asString().equals("receipted"));
    }

    static JsonNode until(Supplier<JsonNode> ask, Predicate<JsonNode> done) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            JsonNode found = ask.get();
            if (done.test(found)) {
                return found;
            }
            assertThat(System.nanoTime())
                    .as("waited too long; last seen: %s", found)
                    .isLessThan(deadline);
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
