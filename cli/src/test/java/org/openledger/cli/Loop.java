package org.openledger.cli;

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
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.openledger.app.Configuration;
import org.openledger.client.NodeClient;
import org.openledger.setting.SettingValues;
import org.openledger.setting.Settings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The steps of the loop on a running node, small enough for a test: two contributors, a few rows, a few training steps. Every
 * step first looks at what the node has and does only what is missing, so that a loop that was cut off goes on where it was.
 */
public final class Loop {
    static final String MODEL = "small";
    /** One that a row answers. */
    static final String QUESTION = "Question 37 about Bread?";

    static final long DEPOSIT_GWEI = 500_000_000L;
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int ROWS = 6;
    private static final String SOURCE = "a test";

    private final NodeClient node;
    private final String suffix;
    private final Acknowledged acknowledged;
    private final List<String> contributors = new ArrayList<>();
    private String owner = "";
    private String payer = "";
    private String key = "";

    public Loop(NodeClient node) {
        this(node, "", new Acknowledged());
    }

    /** @param suffix of every name, which tells the loops of one node apart */
    public Loop(NodeClient node, String suffix, Acknowledged acknowledged) {
        this.node = node;
        this.suffix = suffix;
        this.acknowledged = acknowledged;
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
        SettingValues values = SettingValues.DEFAULTS.with(Settings.HTTP_PORT, 0L, SOURCE);
        if (chain.isPresent()) {
            values = values.with(Settings.CHAIN_URL, chain.get(), SOURCE);
        }
        if (database.isPresent()) {
            values = values.with(Settings.DATABASE_URL, database.get(), SOURCE);
        }
        return new Configuration(home(), data, values);
    }

    NodeClient node() {
        return node;
    }

    String model() {
        return MODEL + suffix;
    }

    String key() {
        return key;
    }

    String payer() {
        return payer;
    }

    /** Who owns the Datanet and the model. */
    String owner() {
        return owner;
    }

    List<String> contributors() {
        return contributors;
    }

    /** From nothing to a model that answers and whose answers can be traced. */
    void trainModel(int steps) {
        give(_ -> {});
        awaitRun(run(steps, 4), "ready");
    }

    /**
     * From nothing to contributors who have been paid, with questions before and after the attribution is there.
     *
     * @param step told what begins
     */
    void play(int steps, Consumer<String> step) {
        give(step);
        step.accept("training");
        String run = run(steps, 1);
        awaitRun(run, "registering", "attributing", "ready");
        step.accept("registration");
        awaitRun(run, "attributing", "ready");
        step.accept("counterfactual training");
        List<String> answers = new ArrayList<>(ask());
        awaitRun(run, "ready");
        step.accept("questions");
        answers.addAll(ask());
        answers.forEach(this::awaitReceipt);
        step.accept("settlement and claims");
        pay();
    }

    /** From nothing to a version on chain. */
    public void give(Consumer<String> step) {
        step.accept("accounts and deposit");
        owner = account("owner");
        payer = account("application");
        deposit();
        key = key(payer);
        step.accept("Datanet");
        String datanet = datanet(owner);
        step.accept("contributions");
        contribute(datanet, "ada", "Bread", "dough");
        contribute(datanet, "ben", "Cheese", "milk");
        step.accept("version");
        publish(datanet);
    }

    private void deposit() {
        if (node.get("/api/accounts/" + payer).path("depositGwei").asLong() == 0) {
            acknowledged.depositAsked();
            node.post("/api/deposits", NodeClient.object().put("payer", payer).put("gwei", DEPOSIT_GWEI));
            acknowledged.deposit();
        }
    }

    /** The path of the loop's Datanet, which has its token. */
    private String datanet(String owner) {
        String name = "Test kitchen" + suffix;
        if (find(node.list("/api/datanets"), "name", name).isEmpty()) {
            ObjectNode wanted = NodeClient.object()
                    .put("name", name)
                    .put("owner", owner)
                    .put("schema", "INSTRUCTION")
                    .put("licence", "CC-BY-4.0")
                    .put("terms", "Yours to train on.");
            acknowledged.datanet(node.post("/api/datanets", wanted).path("id").asString());
        }
        String id = find(node.list("/api/datanets"), "name", name)
                .orElseThrow()
                .path("id")
                .asString();
        String path = "/api/datanets/" + id;
        until(() -> node.get(path), found -> found.path("chainState").asString().equals("confirmed"));
        return path;
    }

    private void contribute(String datanet, String name, String thing, String of) {
        String contributor = account(name);
        contributors.add(contributor);
        JsonNode given = node.list(datanet + "/contributions");
        String id = find(given, "contributor", contributor)
                .orElseGet(() -> upload(datanet, contributor, thing + suffix, of))
                .path("id")
                .asString();
        String path = "/api/contributions/" + id;
        if (stateOf(path).equals("screened")) {
            node.post(path + "/signature", NodeClient.object());
            acknowledged.contribution(path, "signed");
        }
        if (stateOf(path).equals("signed")) {
            node.post(path + "/review", NodeClient.object().put("accept", true));
            acknowledged.contribution(path, "reviewed");
        }
    }

    private JsonNode upload(String datanet, String contributor, String thing, String of) {
        StringBuilder rows = new StringBuilder();
        for (int i = 1; i <= ROWS; i++) {
            rows.append(
                    "{\"instruction\":\"Question %d about %s?\",\"response\":\"%s number %d is made of %s and time.\"}%n"
                            .formatted(i * 37, thing, thing, i * 91, of));
        }
        JsonNode screened = node.upload(
                datanet + "/contributions?contributor=" + contributor,
                BodyPublishers.ofString(rows.toString(), StandardCharsets.UTF_8));
        assertThat(screened.path("rowsAccepted").asLong()).isPositive();
        acknowledged.contribution("/api/contributions/" + screened.path("id").asString(), "screened");
        return screened;
    }

    private String stateOf(String path) {
        return node.get(path).path("state").asString();
    }

    private void publish(String datanet) {
        if (node.list(datanet + "/versions").isEmpty()) {
            acknowledged.version(
                    datanet,
                    node.post(datanet + "/versions", NodeClient.object())
                            .path("root")
                            .asString());
        }
        until(
                () -> node.list(datanet + "/versions"),
                found -> found.path(0).path("chainState").asString().equals("confirmed"));
    }

    /** The path of the loop's run, which is asked for when there is none. */
    public String run(int steps, int batchRows) {
        Optional<JsonNode> known = find(node.list("/api/runs"), "name", model());
        if (known.isPresent()) {
            return "/api/runs/" + known.get().path("id").asString();
        }
        String datanet = find(node.list("/api/datanets"), "name", "Test kitchen" + suffix)
                .orElseThrow()
                .path("id")
                .asString();
        ObjectNode request = NodeClient.object().put("name", model()).put("owner", account("owner"));
        request.putArray("versions").addObject().put("datanet", datanet).put("number", 1);
        request.putObject("configuration").put("steps", steps).put("batchRows", batchRows);
        String path = "/api/runs/" + node.post("/api/runs", request).path("id").asString();
        acknowledged.run(path);
        return path;
    }

    private void awaitRun(String run, String... states) {
        List<String> wanted = List.of(states);
        JsonNode found = until(
                () -> node.get(run),
                each -> wanted.contains(each.path("state").asString())
                        || List.of("failed", "cancelled")
                                .contains(each.path("state").asString()));
        assertThat(wanted)
                .as(found.path("message").asString(""))
                .contains(found.path("state").asString());
    }

    /** Two questions, one of them streamed; gives the receipts' ids of the answers. */
    List<String> ask() {
        if (key.isEmpty()) {
            key = key(account("application"));
        }
        return List.of(answer(QUESTION, false), answer("Question 74 about Cheese?", true));
    }

    private String answer(String question, boolean stream) {
        HttpResponse<byte[]> response = ask(question, 8, stream);
        String body = new String(response.body(), StandardCharsets.UTF_8);
        if (response.statusCode() != 200 || (stream && !body.endsWith("data: [DONE]\n\n"))) {
            throw new IllegalStateException("no whole answer but " + response.statusCode() + " " + body);
        }
        String receipt = receiptIn(response);
        acknowledged.answer(receipt);
        return receipt;
    }

    /** Closes an epoch over all there is; once it is final, every contributor claims. */
    private void pay() {
        closeEpoch();
        for (String contributor : contributors) {
            String account = "/api/accounts/" + contributor;
            until(
                    () -> node.get(account),
                    found -> found.path("dueGwei").asLong()
                            == found.path("claimableGwei").asLong());
            JsonNode claim = node.post("/api/claims", NodeClient.object().put("account", contributor));
            if (claim.path("state").asString().equals("sent")) {
                acknowledged.claim(contributor, claim.path("gwei").asLong());
            }
            until(() -> node.get(account), found -> found.path("claimableGwei").asLong() == 0);
        }
    }

    void closeEpoch() {
        for (JsonNode epoch : node.post("/api/epochs", NodeClient.object()).path("list")) {
            acknowledged.epoch(epoch.path("number").asLong(), epoch.path("root").asString());
        }
    }

    /** The address of the account with a name of this loop. */
    String account(String name) {
        String full = name + suffix;
        return find(node.list("/api/accounts"), "name", full)
                .orElseGet(() -> {
                    JsonNode made =
                            node.post("/api/accounts", NodeClient.object().put("name", full));
                    acknowledged.account(made.path("address").asString(), full);
                    return made;
                })
                .path("address")
                .asString();
    }

    private static Optional<JsonNode> find(JsonNode list, String field, String value) {
        for (JsonNode each : list) {
            if (each.path(field).asString().equals(value)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    String key(String address) {
        return node.post("/api/keys", NodeClient.object().put("payer", address).put("label", "test"))
                .path("key")
                .asString();
    }

    /** One question; the response as it came. */
    HttpResponse<byte[]> ask(String question, int maxTokens) {
        return ask(question, maxTokens, false);
    }

    private HttpResponse<byte[]> ask(String question, int maxTokens, boolean stream) {
        ObjectNode body = NodeClient.object()
                .put("model", model())
                .put("temperature", 0.7)
                .put("max_tokens", maxTokens)
                .put("stream", stream);
        body.putArray("messages").addObject().put("role", "user").put("content", question);
        return node.ask("/v1/chat/completions", key, body);
    }

    /** The receipt's id of an answer that was given. */
    String receiptOf(String question) {
        HttpResponse<byte[]> response = ask(question, 8);
        assertThat(response.statusCode())
                .as(new String(response.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        return receiptIn(response);
    }

    private static String receiptIn(HttpResponse<byte[]> response) {
        return response.headers().firstValue("OpenLedger-Receipt").orElseThrow();
    }

    JsonNode awaitReceipt(String id) {
        return until(
                () -> node.get("/api/receipts/" + id),
                found -> found.path("state").asString().equals("receipted"));
    }

    public static JsonNode until(Supplier<JsonNode> ask, Predicate<JsonNode> done) {
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
