package org.openledger.demo;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.openledger.cli.terminal.Interruption;
import org.openledger.cli.terminal.Steps;
import org.openledger.cli.terminal.Table;
import org.openledger.client.NodeClient;
import org.openledger.store.Refusal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The demo's story, told through the node's own HTTP API: four people give rows about home fermentation, a builder trains a
 * model on them, an application asks it, and everyone is paid.
 */
public final class Demo {
    public static final List<String> CONTRIBUTORS = List.of("mira", "otto", "lee", "sana");
    static final String MODEL = "ferment-helper";
    private static final String LICENCE = "CC-BY-4.0";
    private static final String TERMS =
            "Rows may be used to train models, also for money, as long as their contributors are"
                    + " credited and paid by the receipts of this ledger.";
    private static final long DEPOSIT_GWEI = 1_000_000_000L;
    private static final long POLL_MILLIS = 100;
    private static final long PPM = 1_000_000;
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final NodeClient node;
    private final Steps steps;
    private final Interruption interruption;
    private final Map<String, String> accounts = new LinkedHashMap<>();
    private final List<JsonNode> contributions = new ArrayList<>();
    private final List<JsonNode> answers = new ArrayList<>();
    private String key = "";
    private String datanet = "";
    private long version;
    private JsonNode run = NodeClient.object();
    private JsonNode epoch = NodeClient.object();

    Demo(NodeClient node, Steps steps, Interruption interruption) {
        this.node = node;
        this.steps = steps;
        this.interruption = interruption;
    }

    /** @throws CancellationException when it was interrupted; the node goes on with what was begun */
    void play() throws InterruptedException, IOException {
        openAccounts();
        createDatanet();
        contribute();
        publish();
        train();
        List<String> questions = questions();
        ask(questions.subList(0, 1), "Ask while the attribution is still being prepared");
        awaitAttribution();
        ask(questions.subList(1, questions.size()), "Ask more");
        trace();
        settle();
        pay();
        anchor();
    }

    String pageLink() {
        String token = node.token();
        return node.node() + "/#key=" + key + "&token=" + token;
    }

    /** Writes the report, and each receipt as a file that the verifier checks on its own. */
    void report(Path file) throws IOException {
        new DemoReport(node, file).write(accounts, contributions, run, answers, epoch, steps.timings());
    }

    private void begin(String step) {
        interruption.check();
        steps.begin(step);
    }

    private void openAccounts() {
        begin("Open accounts, and put OPEN into escrow for the application");
        for (String name : CONTRIBUTORS) {
            accounts.put(name, createAccount(name));
        }
        for (String name : List.of("fermenters", "builder", "application")) {
            accounts.put(name, createAccount(name));
        }
        ObjectNode deposit = NodeClient.object();
        deposit.put("payer", account("application")).put("gwei", DEPOSIT_GWEI);
        node.post("/api/deposits", deposit);
        ObjectNode wanted = NodeClient.object();
        wanted.put("payer", account("application")).put("label", "demo");
        key = node.post("/api/keys", wanted).path("key").asString();
        steps.done(accounts.size() + " accounts; the application can spend 1 OPEN on answers");
    }

    private String createAccount(String name) {
        return node.post("/api/accounts", NodeClient.object().put("name", name))
                .path("address")
                .asString();
    }

    private String account(String name) {
        String address = accounts.get(name);
        if (address == null) {
            throw new IllegalStateException("the demo has no account named " + name);
        }
        return address;
    }

    private void createDatanet() throws InterruptedException {
        begin("Create a Datanet");
        ObjectNode wanted = NodeClient.object();
        wanted.put("owner", account("fermenters"))
                .put("name", "Home Fermentation")
                .put("schema", "INSTRUCTION")
                .put("licence", LICENCE)
                .put("terms", TERMS);
        datanet = node.post("/api/datanets", wanted).path("id").asString();
        await(
                "the Datanet's token on chain",
                () -> node.get("/api/datanets/" + datanet),
                found -> found.path("chainState").asString().equals("confirmed"));
        steps.done("Home Fermentation, " + LICENCE + ", owned by its community");
    }

    private void contribute() {
        begin("Contribute, screen, sign and review");
        Table table = new Table("contributor", "given", "accepted", "refused, and why");
        for (String name : CONTRIBUTORS) {
            JsonNode screened = node.upload(
                    "/api/datanets/" + datanet + "/contributions?contributor=" + account(name),
                    BodyPublishers.ofByteArray(resource(name + ".jsonl")));
            String id = screened.path("id").asString();
            node.post("/api/contributions/" + id + "/signature", NodeClient.object());
            JsonNode reviewed = node.post(
                    "/api/contributions/" + id + "/review", NodeClient.object().put("accept", true));
            contributions.add(reviewed);
            table.row(
                    name,
                    reviewed.path("rowsSubmitted").asLong(),
                    reviewed.path("rowsAccepted").asLong(),
                    reasons(reviewed));
        }
        steps.table(table);
        steps.done("each contributor signed the Merkle root of their rows");
    }

    private static String reasons(JsonNode contribution) {
        List<String> reasons = new ArrayList<>();
        contribution
                .path("rejected")
                .forEach(each -> reasons.add(each.path("reason").asString()));
        return String.join(", ", reasons);
    }

    private void publish() throws InterruptedException {
        begin("Publish a version, and wait for its root on the chain");
        version = node.post("/api/datanets/" + datanet + "/versions", NodeClient.object())
                .path("number")
                .asLong();
        JsonNode detail = await(
                "the version's root on chain",
                () -> node.get("/api/datanets/" + datanet),
                found -> found.path("versions")
                        .path(0)
                        .path("chainState")
                        .asString()
                        .equals("confirmed"));
        JsonNode published = detail.path("versions").path(0);
        steps.done("version " + version + ", " + published.path("rows").asLong() + " rows, root "
                + published.path("root").asString());
    }

    private void train() throws InterruptedException {
        begin("Fine-tune a model on the version");
        ObjectNode wanted = NodeClient.object();
        wanted.put("name", MODEL).put("owner", account("builder"));
        ArrayNode versions = wanted.putArray("versions");
        versions.addObject().put("datanet", datanet).put("number", version);
        String id = node.post("/api/runs", wanted).path("id").asString();
        String path = "/api/runs/" + id;
        steps.bar("training", PPM, () -> progress(node.get(path)));
        run = await(
                "the model",
                () -> node.get(path),
                found -> isLive(found.path("state").asString()));
        steps.done("%s is live; its loss on the rows fell from %.2f to %.2f"
                .formatted(
                        MODEL,
                        run.path("lossBefore").asDouble(),
                        run.path("lossAfter").asDouble()));
    }

    private long progress(JsonNode run) {
        interruption.check();
        refuseFailure(run);
        return isLive(run.path("state").asString())
                ? PPM
                : Math.min(PPM - 1, run.path("progressPpm").asLong());
    }

    private static boolean isLive(String state) {
        return state.equals("attributing") || state.equals("valuing") || state.equals("ready");
    }

    private static void refuseFailure(JsonNode run) {
        String state = run.path("state").asString();
        if (state.equals("failed") || state.equals("cancelled")) {
            throw new Refusal(
                    Refusal.Kind.INVALID,
                    "the run " + state + ": " + run.path("message").asString(""));
        }
    }

    private void awaitAttribution() throws InterruptedException {
        begin("Train the model again without each contributor, to know what each one causes");
        String path = "/api/runs/" + run.path("id").asString();
        steps.bar("counterfactual adapters", PPM, () -> {
            interruption.check();
            JsonNode now = node.get(path);
            refuseFailure(now);
            return now.path("state").asString().equals("ready")
                    ? PPM
                    : now.path("attributionPpm").asLong(0);
        });
        run = node.get(path);
        steps.done("one adapter for each of the " + CONTRIBUTORS.size() + " contributors left out");
    }

    private static List<String> questions() throws IOException {
        List<String> questions = new ArrayList<>();
        NodeClient.parse(resource("questions.json"))
                .forEach(each -> questions.add(each.path("question").asString()));
        return questions;
    }

    private void ask(List<String> questions, String step) {
        begin(step);
        for (String question : questions) {
            interruption.check();
            ObjectNode body = NodeClient.object();
            body.put("model", MODEL).put("temperature", 0).put("max_tokens", 96);
            body.putArray("messages").addObject().put("role", "user").put("content", question);
            HttpResponse<byte[]> response = node.ask("/v1/chat/completions", key, body);
            if (response.statusCode() != 200) {
                throw NodeClient.refused(response);
            }
            String answer = NodeClient.parse(response.body())
                    .path("choices")
                    .path(0)
                    .path("message")
                    .path("content")
                    .asString();
            String receipt = response.headers().firstValue("OpenLedger-Receipt").orElseThrow();
            answers.add(NodeClient.object()
                    .put("question", question)
                    .put("answer", answer)
                    .put("receiptId", receipt));
            steps.say("? " + question);
            steps.say("  " + answer);
        }
        steps.done(questions.size() == 1 ? "one answer" : questions.size() + " answers");
    }

    private void trace() throws InterruptedException {
        begin("Trace each answer to the data that shaped it");
        List<String> columns = new ArrayList<>(List.of("answer to"));
        columns.addAll(CONTRIBUTORS);
        columns.addAll(List.of("base", "unattributed", "fee, gwei"));
        Table table = new Table(columns.toArray(String[]::new));
        for (int i = 0; i < answers.size(); i++) {
            ObjectNode answer = (ObjectNode) answers.get(i);
            JsonNode receipt = receiptOf(answer.path("receiptId").asString());
            describe(answer, receipt);
            List<Object> cells = new ArrayList<>(List.of(answer.path("question").asString()));
            for (String name : CONTRIBUTORS) {
                cells.add(percent(ppmOf(receipt, account(name))));
            }
            cells.add(percent(answer.path("basePpm").asLong()));
            cells.add(percent(answer.path("unattributedPpm").asLong()));
            cells.add(answer.path("feeGwei").asLong());
            table.row(cells.toArray());
        }
        steps.table(table);
        steps.done("each share is how much less likely the answer is without that contributor's rows");
    }

    private JsonNode receiptOf(String id) throws InterruptedException {
        JsonNode detail = await(
                "receipt " + id,
                () -> node.get("/api/receipts/" + id),
                found -> found.hasNonNull("receipt")
                        || found.path("state").asString().equals("failed"));
        if (detail.path("state").asString().equals("failed")) {
            throw new Refusal(
                    Refusal.Kind.INVALID,
                    "the answer " + id + " has no receipt: "
                            + detail.path("failure").asString(""));
        }
        return detail.path("receipt");
    }

    private static void describe(ObjectNode answer, JsonNode receipt) {
        JsonNode attribution = receipt.path("attribution");
        answer.put("feeGwei", receipt.path("fee").path("totalGwei").asLong());
        ArrayNode shares = answer.putArray("shares");
        attribution
                .path("shares")
                .forEach(share -> shares.addObject()
                        .put("contributor", share.path("contributor").asString())
                        .put("ppm", share.path("ppm").asLong()));
        answer.put("basePpm", attribution.path("basePpm").asLong());
        answer.put("unattributedPpm", attribution.path("unattributedPpm").asLong());
        answer.put("confidence", attribution.path("confidencePpm").asLong() / (double) PPM);
        answer.put("ready", attribution.path("ready").asString());
    }

    private static long ppmOf(JsonNode receipt, String contributor) {
        for (JsonNode share : receipt.path("attribution").path("shares")) {
            if (share.path("contributor").asString().equals(contributor)) {
                return share.path("ppm").asLong();
            }
        }
        return 0;
    }

    private static String percent(long ppm) {
        return "%.1f %%".formatted(ppm / 10_000.0);
    }

    private void settle() throws InterruptedException {
        begin("Close the epoch, and settle it on the chain");
        long number = node.post("/api/epochs", NodeClient.object())
                .path(0)
                .path("number")
                .asLong();
        epoch = await(
                "the challenge window",
                () -> epoch(number),
                found -> found.path("state").asString().equals("final"));
        steps.done("epoch " + number + ": " + epoch.path("receipts").asLong() + " receipts, "
                + epoch.path("paidGwei").asLong() + " gwei, one transaction; of "
                + epoch.path("waitedGwei").asLong() + " gwei that waited for its audit "
                + epoch.path("releasedGwei").asLong() + " were released; nobody challenged it in its window");
    }

    private JsonNode epoch(long number) {
        for (JsonNode each : node.list("/api/epochs")) {
            if (each.path("number").asLong() == number) {
                return each;
            }
        }
        return NodeClient.object();
    }

    private void pay() throws InterruptedException {
        begin("Contributors claim what they earned");
        Table table = new Table("contributor", "earned, gwei", "claimed, gwei");
        for (String name : CONTRIBUTORS) {
            String address = account(name);
            node.post("/api/claims", NodeClient.object().put("account", address));
        }
        for (String name : CONTRIBUTORS) {
            JsonNode account = await(
                    "the claim of " + name,
                    () -> node.get("/api/accounts/" + account(name)),
                    found -> found.path("claimableGwei").asLong() == 0);
            table.row(
                    name,
                    account.path("earnedGwei").asLong(),
                    account.path("claimedGwei").asLong());
        }
        steps.table(table);
        steps.done("paid on the chain; openledger account ADDRESS explains every gwei");
    }

    private void anchor() throws InterruptedException {
        begin("Anchor the log on the chain");
        JsonNode overview = await("the anchor", () -> node.get("/api/overview"), found -> {
            JsonNode state = found.path("node");
            return state.path("anchoredSize").asLong() >= state.path("logSize").asLong();
        });
        steps.done("all " + overview.path("node").path("logSize").asLong()
                + " entries stand under a root that the chain remembers");
    }

    private JsonNode await(String what, Supplier<JsonNode> ask, Predicate<JsonNode> there) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            interruption.check();
            JsonNode found = ask.get();
            if (there.test(found)) {
                return found;
            }
            Thread.sleep(POLL_MILLIS);
        }
        throw new Refusal(
                Refusal.Kind.INVALID,
                what + " did not come within " + PATIENCE.toMinutes()
                        + " minutes: see what the node printed, and run openledger fsck");
    }

    private static byte[] resource(String name) {
        try (InputStream in = Demo.class.getResourceAsStream("/demo/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the resource demo/" + name + " is missing from the build");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new Refusal(Refusal.Kind.FAILED, "cannot read the demo's " + name + ": " + e.getMessage(), e);
        }
    }
}
