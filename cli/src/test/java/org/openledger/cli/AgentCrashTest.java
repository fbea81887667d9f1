package org.openledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.app.Node;
import org.openledger.client.NodeClient;
import org.openledger.client.account.NewDeposit;
import org.openledger.client.agent.ActionLine;
import org.openledger.client.agent.ActionsQuery;
import org.openledger.client.agent.MandateLine;
import org.openledger.client.agent.MandatesEnd;
import org.openledger.client.agent.NewMandate;
import org.openledger.client.agent.NewMandateKey;
import org.openledger.client.agent.SignedMandate;
import org.openledger.client.receipt.ReceiptLine;
import org.openledger.client.receipt.ReceiptsQuery;
import org.openledger.verify.agency.TrailCheck;
import org.openledger.verify.agency.TrailVerifier;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A node that is killed again and again while many agents call at once. */
@Tag("campaign")
@Order(1)
final class AgentCrashTest {
    private static final int KILLS = Integer.getInteger("openledger.agents.kills", 50);
    private static final int AT_ONCE = 64;
    private static final int AGENTS = 100;
    /** With the mandates below what one trail holds. */
    private static final int CALLS_AN_AGENT = 15;

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    /** By call id, what the node answered; whoever got no answer is here not. */
    private final Map<String, String> answers = new ConcurrentHashMap<>();

    @Test
    void noCapIsExceededAndNothingIsDoneTwiceOrWithoutRecordHoweverOftenTheNodeIsKilled() throws Exception {
        long seed = Long.getLong("openledger.seed", System.nanoTime());
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        Path data = folder.resolve("data");
        TrainedFolder.copyTo(data);
        String principal = prepared(data);
        NodeProcess node = NodeProcess.start(data);
        assertThat(node.awaitReady()).isTrue();
        Map<String, String> keys = new HashMap<>();
        String root = give(node.client(), terms(principal, Optional.empty(), 3_000_000, 3_000));
        String middle = give(node.client(), terms(principal, Optional.of(root), 2_800_000, 2_800));
        for (int i = 0; i < 2; i++) {
            String leaf = give(node.client(), terms(principal, Optional.of(middle), 1_600_000, 1_500));
            keys.put(
                    leaf, node.client().mandateKey(leaf, new NewMandateKey("a")).key());
        }
        List<String> leaves = List.copyOf(keys.keySet());
        Map<String, String> sent = new HashMap<>();
        for (int kill = 0; kill < KILLS; kill++) {
            URI at = node.client().node();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<String> unanswered = sent.keySet().stream()
                        .filter(id -> !answers.containsKey(id))
                        .limit(AT_ONCE / 2)
                        .toList();
                List<String> ids = new ArrayList<>(unanswered);
                while (ids.size() < AT_ONCE) {
                    String id = "call " + kill + " " + ids.size();
                    sent.put(id, leaves.get(random.nextInt(leaves.size())));
                    ids.add(id);
                }
                ids.forEach(id -> threads.execute(() -> ask(at, of(keys, of(sent, id)), id)));
                TimeUnit.MILLISECONDS.sleep(20 + random.nextInt(3_000));
                node.kill();
            }
            node = NodeProcess.start(data);
            assertThat(node.awaitReady()).as(node.output()).isTrue();
            try (NodeClient client = node.client()) {
                for (String each : List.of(root, middle, leaves.get(0), leaves.get(1))) {
                    MandateLine line = client.mandate(each).mandate();
                    assertThat(line.heldGwei()).as("held after kill %d", kill).isZero();
                    assertThat(line.paidGwei()).isLessThanOrEqualTo(line.budgetGwei());
                    assertThat(line.calls()).isLessThanOrEqualTo(line.maxCalls());
                }
            }
        }
        URI at = node.client().node();
        for (String id : List.copyOf(sent.keySet())) {
            String first = answers.get(id);
            ask(at, of(keys, of(sent, id)), id);
            if (first != null && first.contains("\"isError\":false")) {
                assertThat(answers.get(id)).as("the same call again").isEqualTo(first);
            }
        }
        try (NodeClient client = node.client()) {
            Set<String> recorded = new HashSet<>();
            List<ActionLine> actions = all(client, leaves);
            long paid = 0;
            for (ActionLine action : actions) {
                assertThat(action.state()).isNotIn("admitted", "awaiting");
                paid += action.paidGwei();
                action.receipt()
                        .ifPresent(receipt -> assertThat(recorded.add(receipt))
                                .as("an answer of two records")
                                .isTrue());
            }
            Set<String> given = new HashSet<>();
            Loop.until(
                            () -> receipts(client, principal),
                            lines -> lines.stream()
                                    .noneMatch(line ->
                                            Set.of("admitted", "answered").contains(line.state())))
                    .stream()
                    .filter(receipt -> receipt.state().equals("receipted"))
                    .forEach(receipt -> given.add(receipt.id()));
            assertThat(recorded)
                    .as("answers that were paid, and records of them")
                    .isEqualTo(given);
            MandateLine line = client.mandate(root).mandate();
            assertThat(line.paidGwei()).isEqualTo(paid).isPositive();
            List<TrailCheck> checks = TrailVerifier.check(client.trail(root), TrailVerifier.Options.none());
            assertThat(checks).as(checks.toString()).noneMatch(TrailCheck::failed);
            System.out.printf(
                    "%d kills, %d calls, %d records, %d answers, %d of %d gwei%n",
                    KILLS, sent.size(), actions.size(), recorded.size(), paid, line.budgetGwei());
            client.keys().stream()
                    .filter(key -> key.payer().equals(principal) && key.state().equals("live"))
                    .forEach(key -> client.revokeKey(key.id()));
            endsAll(client, at, principal);
        }
        node.kill();
        assertThat(WholeLoopTest.findings(data)).isEmpty();
    }

    /** A hundred agents call; once the end of their mandates is answered, nothing more is done. */
    private void endsAll(NodeClient client, URI at, String principal) throws Exception {
        String root = give(client, terms(principal, Optional.empty(), 30_000_000, 30_000));
        Map<String, String> keyByMandate = new HashMap<>();
        for (int i = 0; i < AGENTS; i++) {
            String mandate = give(client, terms(principal, Optional.of(root), 3_000_000, 3_000));
            keyByMandate.put(
                    mandate, client.mandateKey(mandate, new NewMandateKey("a")).key());
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            keyByMandate.forEach((mandate, key) -> threads.execute(() -> {
                for (int call = 0; call < CALLS_AN_AGENT; call++) {
                    ask(at, key, "ended " + mandate + " " + call);
                }
            }));
            Loop.until(() -> client.mandate(root).mandate(), line -> line.calls() > 20);
            client.endMandates(new MandatesEnd(Optional.of(root), Optional.empty(), Optional.empty(), false));
            MandateLine after = client.mandate(root).mandate();
            assertThat(after.heldGwei()).isZero();
            TimeUnit.SECONDS.sleep(3);
            MandateLine later = client.mandate(root).mandate();
            assertThat(later.paidGwei()).isEqualTo(after.paidGwei());
            assertThat(later.calls()).isEqualTo(after.calls());
            System.out.printf("%d agents ended after %d calls; 0 effects after the answer%n", AGENTS, after.calls());
        }
        List<TrailCheck> checks = TrailVerifier.check(client.trail(root), TrailVerifier.Options.none());
        assertThat(checks).as(checks.toString()).noneMatch(TrailCheck::failed);
    }

    private static String of(Map<String, String> all, String key) {
        return Objects.requireNonNull(all.get(key), key);
    }

    private static List<ReceiptLine> receipts(NodeClient client, String payer) {
        return client.receipts(new ReceiptsQuery(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(payer),
                        Optional.empty(),
                        0,
                        1_000))
                .list();
    }

    private static List<ActionLine> all(NodeClient client, List<String> mandates) {
        List<ActionLine> actions = new ArrayList<>();
        for (String mandate : mandates) {
            List<ActionLine> page;
            int offset = 0;
            do {
                page = client.actions(new ActionsQuery(
                                Optional.empty(),
                                Optional.of(mandate),
                                Optional.empty(),
                                Optional.empty(),
                                offset,
                                1_000))
                        .list();
                actions.addAll(page);
                offset += page.size();
            } while (page.size() == 1_000);
        }
        return actions;
    }

    private static String prepared(Path data) {
        try (Node node = Node.start(Loop.configuration(data));
                NodeClient client = NodeClient.ofDataFolder(data)) {
            Loop loop = new Loop(client);
            loop.trainModel(TrainedFolder.TRAINING_STEPS);
            String principal = loop.account("principal");
            client.deposit(new NewDeposit(principal, Loop.DEPOSIT_GWEI));
            Loop.until(() -> client.account(principal), account -> account.depositGwei() > 0);
            assertThat(node.url()).isNotEmpty();
            return principal;
        }
    }

    private static NewMandate terms(String principal, Optional<String> parent, long budget, long calls) {
        return new NewMandate(
                principal,
                principal,
                "crash",
                "",
                parent,
                Optional.empty(),
                36_000,
                budget,
                100_000,
                budget,
                calls,
                List.of("ask_model"),
                List.of(Loop.MODEL),
                List.of(),
                List.of(),
                List.of(),
                100_000,
                List.of(),
                List.of(principal),
                0,
                List.of(),
                List.of(),
                List.of());
    }

    private static String give(NodeClient client, NewMandate terms) {
        return client.giveMandate(
                        new SignedMandate(client.draftMandate(terms).mandate(), Optional.empty(), Optional.empty()))
                .mandate()
                .id();
    }

    /** Asks; what is answered for good is kept. */
    private void ask(URI at, String key, String callId) {
        ObjectNode request = JsonMapper.shared()
                .createObjectNode()
                .put("jsonrpc", "2.0")
                .put("id", 1)
                .put("method", "tools/call");
        request.putObject("params")
                .put("name", "ask_model")
                .putObject("arguments")
                .put("model", Loop.MODEL)
                .put("question", Loop.QUESTION)
                .put("maxTokens", 4)
                .put("maxGwei", 50_000);
        try {
            var response = HTTP.send(
                    HttpRequest.newBuilder(at.resolve("/mcp"))
                            .header("Authorization", "Bearer " + key)
                            .header("MCP-Protocol-Version", "2025-11-25")
                            .header("Idempotency-Key", callId)
                            .POST(BodyPublishers.ofString(request.toString()))
                            .build(),
                    BodyHandlers.ofString());
            boolean forGood = response.statusCode() == 200 && response.body().contains("org.openledger/action");
            if (forGood) {
                answers.put(callId, response.body());
            }
        } catch (IOException killed) {
            // the node was killed before it answered
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
