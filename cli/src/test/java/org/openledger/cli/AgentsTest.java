package org.openledger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.app.Node;
import org.openledger.client.NodeClient;
import org.openledger.client.account.NewDeposit;
import org.openledger.client.agent.ActionApproval;
import org.openledger.client.agent.ActionDetail;
import org.openledger.client.agent.ActionsQuery;
import org.openledger.client.agent.MandateDraft;
import org.openledger.client.agent.MandateLine;
import org.openledger.client.agent.MandatesEnd;
import org.openledger.client.agent.NewMandate;
import org.openledger.client.agent.NewMandateKey;
import org.openledger.client.agent.SignedMandate;
import org.openledger.verify.agency.TrailCheck;
import org.openledger.verify.agency.TrailVerifier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Agents on a real node: let do what their mandates name, and nothing else, with a trail that a stranger checks. */
@Tag("loop")
final class AgentsTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final List<String> READS = List.of(
            "search_rows", "ask_model", "read_receipt", "verify_receipt", "check_rights", "explain_account", "my_mandate",
            "my_trail");

    @TempDir
    static Path folder;

    private static Path data;
    private static Node node;
    private static Loop loop;
    private static String principal;

    @BeforeAll
    static void start() {
        data = folder.resolve("data");
        TrainedFolder.copyTo(data);
        node = Node.start(Loop.configuration(data));
        loop = new Loop(NodeClient.ofDataFolder(data));
        loop.trainModel(TrainedFolder.TRAINING_STEPS);
        principal = loop.account("principal");
        loop.node().deposit(new NewDeposit(principal, Loop.DEPOSIT_GWEI));
        Loop.until(() -> loop.node().account(principal), account -> account.depositGwei() > 0);
    }

    @AfterAll
    static void nothingDiffersAfterwards() {
        loop.node().close();
        node.close();
        HTTP.close();
        assertThat(WholeLoopTest.findings(data)).isEmpty();
    }

    @Test
    void anAgentSearchesAsksAndIsRefusedAndAStrangerChecksItsTrail() throws Exception {
        String mandate = give(terms("helper", READS)).id();
        String key = key(mandate);
        JsonNode found = call(key, "search_rows", "{\"query\":\"Bread\",\"datanets\":[1]}");
        assertThat(found.at("/result/isError").asBoolean()).as(found.toString()).isFalse();
        assertThat(found.at("/result/structuredContent/rows").size()).isPositive();
        JsonNode asked = call(
                key,
                "ask_model",
                "{\"model\":\"" + Loop.MODEL + "\",\"question\":\"" + Loop.QUESTION + "\",\"maxTokens\":8}");
        assertThat(asked.at("/result/isError").asBoolean()).as(asked.toString()).isFalse();
        String receipt = asked.at("/result/structuredContent/receipt").asString();
        loop.awaitReceipt(receipt);
        JsonNode checked = call(key, "verify_receipt", "{\"receipt\":\"" + receipt + "\"}");
        assertThat(checked.at("/result/structuredContent/accepted").asBoolean())
                .as(checked.toString())
                .isTrue();
        assertThat(call(key, "read_receipt", "{\"receipt\":\"" + receipt + "\"}")
                        .at("/result/structuredContent/receipt/payer")
                        .asString())
                .isEqualTo(principal);
        JsonNode refused = call(key, "contribute_rows", "{\"datanet\":1,\"rows\":[{\"text\":\"a\"}]}");
        assertThat(refused.at("/result/isError").asBoolean()).isTrue();
        assertThat(refused.toString()).contains("does not name the tool contribute_rows");
        assertThat(call(key, "ask_model", "{\"model\":\"other\",\"question\":\"a\"}").toString())
                .contains("does not name the model other");
        assertThat(call(key, "delete_all", "{}").toString()).contains("does not name the tool");

        byte[] trail = loop.node().trail(mandate);
        List<TrailCheck> checks = TrailVerifier.check(trail, TrailVerifier.Options.none());
        assertThat(checks).as(checks.toString()).noneMatch(TrailCheck::failed);
        assertThat(TrailVerifier.accepted(checks)).isTrue();
        assertThat(checks.toString()).contains("1 receipts verify");
    }

    static NewMandate terms(String name, List<String> tools) {
        return terms(name, tools, Optional.empty(), 100_000_000, 1_000_000, 1_000);
    }

    static NewMandate terms(
            String name, List<String> tools, Optional<String> parent, long budget, long call, long maxCalls) {
        return new NewMandate(
                principal,
                principal,
                name,
                "Find out how to feed a starter, and write it down.",
                parent,
                Optional.empty(),
                3_600,
                budget,
                call,
                budget,
                maxCalls,
                tools,
                List.of(Loop.MODEL),
                List.of(1L),
                List.of("CC-BY-4.0", "CC0-1.0"),
                List.of(),
                call,
                List.of(),
                List.of(principal),
                0);
    }

    static MandateLine give(NewMandate terms) {
        MandateDraft draft = loop.node().draftMandate(terms);
        return loop.node()
                .giveMandate(new SignedMandate(draft.mandate(), Optional.empty(), Optional.empty()))
                .mandate();
    }

    static String key(String mandate) {
        return loop.node().mandateKey(mandate, new NewMandateKey("test")).key();
    }

    static JsonNode call(String key, String tool, String arguments) throws IOException, InterruptedException {
        return call(key, tool, arguments, Optional.empty());
    }

    static JsonNode call(String key, String tool, String arguments, Optional<String> callId)
            throws IOException, InterruptedException {
        ObjectNode request = JSON.createObjectNode().put("jsonrpc", "2.0").put("id", 1).put("method", "tools/call");
        request.putObject("params").put("name", tool).set("arguments", JSON.readTree(arguments));
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(node.url() + "/mcp"))
                .header("Authorization", "Bearer " + key)
                .header("MCP-Protocol-Version", "2026-07-28")
                .header("Mcp-Method", "tools/call")
                .header("Mcp-Name", tool)
                .POST(BodyPublishers.ofString(request.toString(), StandardCharsets.UTF_8));
        callId.ifPresent(id -> builder.header("Idempotency-Key", id));
        HttpResponse<String> response = HTTP.send(builder.build(), BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }
}
