package org.openledger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigInteger;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
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
import org.openledger.api.http.NpmClients;
import org.openledger.app.Configuration;
import org.openledger.app.FoundationParts;
import org.openledger.app.Node;
import org.openledger.app.Settling;
import org.openledger.client.ClientException;
import org.openledger.client.NodeClient;
import org.openledger.identity.MasterKey;
import org.openledger.kept.Fsck;
import org.openledger.kept.KeptNode;
import org.openledger.kept.KeptTables;
import org.openledger.settlement.call.Wei;
import org.openledger.store.Database;
import org.openledger.store.LocalDisk;
import org.openledger.store.seal.Finding;
import org.openledger.verify.OpenAmount;
import org.openledger.verify.Verifier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The whole loop on one real node: real chain, real model, real clients. Each test goes on where the one before ended. */
@Tag("loop")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class WholeLoopTest {
    /** Enough for the model to repeat its rows word for word. */
    private static final int TRAINING_STEPS = 80;

    /** An address that is no account of the node. */
    private static final String ELSEWHERE = "0x00000000000000000000000000000000e15e3e4e";

    @TempDir
    static Path folder;

    private static Path data;
    private static Node node;
    private static Loop loop;

    @BeforeAll
    static void start() {
        data = folder.resolve("data");
        node = Node.start(Loop.configuration(data));
        loop = new Loop(NodeClient.ofDataFolder(data));
        loop.trainModel(TRAINING_STEPS);
    }

    @AfterAll
    static void stop() {
        loop.node().close();
        node.close();
    }

    @Test
    @Order(1)
    void anAnswerIsTracedChargedAndProvable() {
        JsonNode receipt =
                loop.awaitReceipt(loop.receiptOf("Question 37 about Bread?")).path("receipt");
        JsonNode attribution = receipt.path("attribution");
        long ppm = attribution.path("basePpm").asLong()
                + attribution.path("unattributedPpm").asLong();
        for (JsonNode share : attribution.path("shares")) {
            ppm += share.path("ppm").asLong();
        }
        assertThat(ppm).isEqualTo(1_000_000);
        assertThat(attribution.path("shares")).hasSize(2);
        long paid = 0;
        for (JsonNode payment : receipt.path("payments")) {
            paid += payment.path("gwei").asLong();
        }
        assertThat(paid).isEqualTo(receipt.path("fee").path("totalGwei").asLong());
    }

    @Test
    @Order(2)
    void theOfficialClientWorks() throws Exception {
        String poor = loop.key(loop.account("poor"));
        JsonNode seen = NpmClients.run("openai.mjs", node.url(), loop.key(), poor, Loop.MODEL);
        assertThat(seen.path("models").path(0).asString()).isEqualTo(Loop.MODEL);
        assertThat(seen.path("streamed").path("text").asString())
                .isEqualTo(seen.path("whole").path("text").asString());
        assertThat(seen.path("streamed").path("usage"))
                .isEqualTo(seen.path("whole").path("usage"));
        assertThat(seen.path("whole").path("receipt").asString()).matches("[0-9a-f]{32}");
        assertThat(seen.path("citations")).hasSize(2);
        assertThat(seen.path("citations").path(0).path("number").asInt()).isEqualTo(1);
        assertThat(seen.path("citations").path(0).path("row").asString()).matches("[0-9a-f]{64}");
        JsonNode refusals = seen.path("refusals");
        assertThat(refusals.path("unknownModel").path("status").asInt()).isEqualTo(404);
        assertThat(refusals.path("tooLong").path("code").asString()).isEqualTo("context_length_exceeded");
        assertThat(refusals.path("malformed").path("param").asString()).isEqualTo("messages[0].role");
        assertThat(refusals.path("manyAnswers").path("status").asInt()).isEqualTo(400);
        assertThat(refusals.path("badKey").path("status").asInt()).isEqualTo(401);
        assertThat(refusals.path("noDeposit").path("status").asInt()).isEqualTo(402);
    }

    @Test
    @Order(3)
    void walletLibrariesReadTheChain() throws Exception {
        String escrow = loop.node()
                .get("/api/overview")
                .path("node")
                .path("contracts")
                .path("inferenceEscrow")
                .asString();
        JsonNode seen = NpmClients.run("wallets.mjs", node.url(), escrow, loop.payer());
        assertThat(seen.path("ethers")).isEqualTo(seen.path("viem"));
        assertThat(seen.path("ethers").path("deposit").asString()).isEqualTo(Loop.DEPOSIT_GWEI + "000000000");
    }

    @Test
    @Order(4)
    void moneyFollowsTheTraceToItsClaim() throws IOException {
        String id = loop.receiptOf("Question 74 about Cheese?");
        loop.awaitReceipt(id);
        payContributors(loop);
        Loop.until(
                () -> loop.node().get("/api/receipts/" + id),
                found -> found.path("anchored").asBoolean());
        byte[] file = loop.node().download("/api/receipts/" + id + "/file");
        assertThat(Verifier.check(file, new Verifier.Options(Optional.empty()))).noneMatch(check -> check.failed());
        file[file.length / 2] ^= 1;
        assertThat(Verifier.accepted(Verifier.check(file, new Verifier.Options(Optional.empty()))))
                .isFalse();
        assertAuditedAsTheFilesSay(loop.node()
                .get("/api/receipts/" + id)
                .path("epoch")
                .path("number")
                .asLong());
    }

    /** What the epoch's audit decided is what the jar computes from the exported receipts. */
    private void assertAuditedAsTheFilesSay(long epoch) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--audit"));
        for (JsonNode line : loop.node().list("/api/receipts")) {
            String id = line.path("id").asString();
            if (loop.node()
                            .get("/api/receipts/" + id)
                            .path("epoch")
                            .path("number")
                            .asLong()
                    == epoch) {
                Path file = data.resolveSibling(id + ".json");
                new LocalDisk().replace(file, loop.node().download("/api/receipts/" + id + "/file"));
                arguments.add(file.toString());
            }
        }
        JsonNode closed = loop.node().get("/api/epochs/" + epoch);
        assertThat(arguments).hasSize(1 + closed.path("receipts").asInt());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        assertThat(org.openledger.verify.Main.run(arguments.toArray(String[]::new), print, print))
                .as(out.toString(StandardCharsets.UTF_8))
                .isZero();
        assertThat(closed.path("waitedGwei").asLong()).isPositive();
        for (JsonNode outcome : loop.node().list("/api/epochs/" + epoch + "/audit")) {
            assertThat(out.toString(StandardCharsets.UTF_8))
                    .contains("%s paid %s, waited %s: released %s, returned %s, netted %s; earned "
                            .formatted(
                                    outcome.path("contributor").asString(),
                                    OpenAmount.of(outcome.path("paidGwei").asLong()),
                                    OpenAmount.of(outcome.path("waitingGwei").asLong()),
                                    OpenAmount.of(releasedGwei(outcome)),
                                    OpenAmount.of(outcome.path("returnedGwei").asLong()),
                                    OpenAmount.of(outcome.path("nettedGwei").asLong())));
        }
    }

    private static long releasedGwei(JsonNode outcome) {
        long kept = outcome.path("returnedGwei").asLong()
                + outcome.path("nettedGwei").asLong();
        return Math.max(0, outcome.path("waitingGwei").asLong() - kept);
    }

    /** What an address has of wOPEN, as any wallet would ask. */
    private static long openGwei(Loop loop, String address) {
        String token = loop.node()
                .get("/api/overview")
                .path("node")
                .path("contracts")
                .path("wrappedOpen")
                .asString();
        ObjectNode request =
                NodeClient.object().put("jsonrpc", "2.0").put("id", 1).put("method", "eth_call");
        request.putArray("params")
                .add(NodeClient.object()
                        .put("to", token)
                        .put("data", "0x70a08231" + "0".repeat(24) + address.substring(2)))
                .add("latest");
        String wei = loop.node().post("/rpc", request).path("result").asString();
        return new BigInteger(wei.substring(2), 16).divide(Wei.PER_GWEI).longValueExact();
    }

    @Test
    @Order(5)
    void recomputingGivesTheSameSharesOnTheNodeAndFromACopyOfItsFiles() throws Exception {
        String id = loop.receiptOf("Question 111 about Bread?");
        loop.awaitReceipt(id);
        assertThat(loop.node()
                        .post("/api/receipts/" + id + "/recompute", NodeClient.object())
                        .path("same")
                        .asBoolean())
                .isTrue();
        Path copy = Files.createDirectories(folder.resolve("copy"));
        try (Stream<Path> files = Files.walk(data.resolve("models"))) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(data.relativize(file).toString()));
            }
        }
        Path file = Files.write(folder.resolve("receipt.json"), loop.node().download("/api/receipts/" + id + "/file"));
        String base = Loop.home().resolve("models").resolve("openledger-toy").toString();
        String[] verify = {"verify", file.toString(), "--recompute", "--models", copy.toString(), "--base", base};
        assertThat(Main.run(verify)).isZero();
        try (Stream<Path> files = Files.walk(copy)) {
            Path index = files.filter(each -> each.endsWith("spans.index"))
                    .findFirst()
                    .orElseThrow();
            byte[] bytes = Files.readAllBytes(index);
            bytes[bytes.length / 2] ^= 1;
            Files.write(index, bytes);
        }
        assertThat(Main.run(verify)).as("a damaged index").isEqualTo(1);
    }

    @Test
    @Order(5)
    void aTraceNamesTheRowThatTaughtTheAnswer() {
        String id = loop.receiptOf("Question 37 about Bread?");
        loop.awaitReceipt(id);
        List<JsonNode> steps = new ArrayList<>();
        JsonNode audit = loop.node().follow("/api/receipts/" + id + "/audit", steps::add);
        assertThat(steps.size()).isGreaterThan(10);
        assertThat(audit.path("contributors")).hasSize(2);
        String first = audit.path("rows").path(0).path("leaf").asString();
        assertThat(loop.node().get("/api/rows/" + first).toString()).contains("about Bread");
        assertThatThrownBy(() -> loop.node().follow("/api/receipts/" + "0".repeat(32) + "/audit", steps::add))
                .isInstanceOf(ClientException.class)
                .hasMessageContaining("no receipt");
    }

    @Test
    @Order(6)
    void whoHasNoTokenChangesNothingAndReadsNoConversation() throws Exception {
        String id = loop.receiptOf("Question 148 about Bread?");
        try (NodeClient stranger = new NodeClient(URI.create(node.url()), "no-token")) {
            assertThat(stranger.get("/api/receipts/" + id).path("prompt").asString())
                    .isEmpty();
            assertThatThrownBy(() -> stranger.post("/api/epochs", NodeClient.object()))
                    .hasMessageContaining("admin token");
        }
    }

    @Test
    @Order(7)
    void aSiteThatTheNodeDoesNotKnowSignsNobodyIn() throws Exception {
        URI url = URI.create(node.url());
        byte[] body = ("{\"address\":\"" + loop.payer() + "\"}").getBytes(StandardCharsets.UTF_8);
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.getOutputStream()
                    .write(("POST /api/sign-in/message HTTP/1.1\r\nHost: elsewhere.example\r\nConnection: close\r\n"
                                    + "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(body);
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 400").contains("Nobody can sign in at elsewhere.example");
        }
    }

    @Test
    @Order(8)
    void thePageWorksInARealBrowser() throws Exception {
        Optional<Path> chromium = Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(chromium.isPresent(), "skipped: Chromium is not installed (apt-get install chromium)");
        Path web = NpmClients.installed(Loop.home().resolve("web"));
        ProcessBuilder builder = new ProcessBuilder("node", "--test", "e2e/page.test.mjs").directory(web.toFile());
        builder.environment().put("CHROMIUM", chromium.get().toString());
        builder.environment()
                .put(
                        "OPENLEDGER_LINK",
                        node.url() + "/#key=" + loop.key() + "&token="
                                + loop.node().token());
        builder.environment().put("OPENLEDGER_QUESTION", Loop.QUESTION);
        Process process = builder.redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(out).isZero();
    }

    /** As an erasure leaves it: the leaf without salt and content. */
    @Test
    @Order(9)
    void aRowErasedAfterTrainingIsEvidenceByItsDigestAlone() throws Exception {
        String id = loop.receiptOf("Question 74 about Bread?");
        JsonNode before = loop.awaitReceipt(id);
        String leaf = before.path("receipt")
                .path("attribution")
                .path("shares")
                .path(0)
                .path("rows")
                .path(0)
                .path("leaf")
                .asString();
        assertThat(before.path("rows").path(leaf).path("text").asString()).isNotEmpty();
        try (Database database = Database.open(data)) {
            database.seal(MasterKey.open(data).rowSeals(), KeptTables.unsealed(), System.currentTimeMillis());
            database.write(tx -> tx.execute("UPDATE datanet_row SET salt = '', content = '' WHERE leaf = ?", leaf));
        }
        JsonNode after = loop.node().get("/api/receipts/" + id);
        assertThat(after.path("rows").path(leaf).path("leaf").asString()).isEqualTo(leaf);
        assertThat(after.path("rows").path(leaf).path("text").asString()).isEmpty();
        assertThat(after.path("receipt")).isEqualTo(before.path("receipt"));
        byte[] file = loop.node().download("/api/receipts/" + id + "/file");
        assertThat(Verifier.check(file, Verifier.Options.none())).noneMatch(check -> check.failed());
        assertThat(loop.node()
                        .post("/api/receipts/" + id + "/recompute", NodeClient.object())
                        .path("same")
                        .asBoolean())
                .isTrue();
        assertThatThrownBy(() -> loop.node().follow("/api/receipts/" + id + "/audit", step -> {}))
                .isInstanceOf(ClientException.class)
                .hasMessageContaining("erased");
    }

    @Test
    @Order(10)
    void aSecondNodeOnTheFolderIsRefused() {
        assertThatThrownBy(() -> Node.start(Loop.configuration(data))).hasMessageContaining("in use by another node");
    }

    @Test
    @Order(11)
    void nothingDiffersAndEverythingIsThereAfterARestart() {
        HttpResponse<byte[]> last = loop.ask("Question 185 about Cheese?", 8);
        String id = last.headers().firstValue("OpenLedger-Receipt").orElseThrow();
        node.close();
        assertThat(findings(data)).isEmpty();
        node = Node.start(Loop.configuration(data));
        try (NodeClient again = NodeClient.ofDataFolder(data)) {
            JsonNode receipt = Loop.until(
                    () -> again.get("/api/receipts/" + id),
                    found -> found.path("state").asString().equals("receipted"));
            assertThat(receipt.path("receipt").path("id").asString()).isEqualTo(id);
        }
    }

    /** Closes an epoch over all there is, and brings every contributor what it earned. */
    static void payContributors(Loop loop) {
        long number = loop.node()
                .post("/api/epochs", NodeClient.object())
                .path("list")
                .path(0)
                .path("number")
                .asLong();
        Loop.until(
                () -> loop.node().list("/api/epochs"),
                found -> found.path(0).path("number").asLong() == number
                        && found.path(0).path("state").asString().equals("final"));
        long paid = 0;
        for (String contributor : loop.contributors()) {
            String recipient = recipientOf(loop, contributor);
            ObjectNode claim = NodeClient.object().put("account", contributor);
            if (!recipient.equals(contributor)) {
                claim.put("recipient", recipient);
            }
            loop.node().post("/api/claims", claim);
            JsonNode account = Loop.until(
                    () -> loop.node().get("/api/accounts/" + contributor),
                    found -> found.path("claimableGwei").asLong() == 0);
            paid += account.path("claimedGwei").asLong();
            assertThat(account.path("claimedGwei").asLong())
                    .isEqualTo(account.path("earnedGwei").asLong());
            assertThat(openGwei(loop, recipient))
                    .isEqualTo(account.path("claimedGwei").asLong());
        }
        assertThat(paid).isPositive();
        assertThatThrownBy(() -> loop.node()
                        .post(
                                "/api/claims",
                                NodeClient.object().put("account", ELSEWHERE).put("recipient", ELSEWHERE)))
                .hasMessageContaining("due are 0 OPEN");
    }

    /** The first contributor is paid itself, the other, if it is due anything, at another address. */
    private static String recipientOf(Loop loop, String contributor) {
        boolean elsewhere = !contributor.equals(loop.contributors().getFirst())
                && loop.node()
                                .get("/api/accounts/" + contributor)
                                .path("dueGwei")
                                .asLong()
                        > 0;
        return elsewhere ? ELSEWHERE : contributor;
    }

    /** What fsck finds on a stopped node's folder: as it was left, and where that is nothing, once what was under way is finished. */
    static List<String> findings(Path data) {
        return findings(Loop.configuration(data));
    }

    static List<String> findings(Configuration configuration) {
        List<String> left = asLeft(configuration);
        if (!left.isEmpty()) {
            return left;
        }
        Settling.finish(configuration);
        return asLeft(configuration);
    }

    private static List<String> asLeft(Configuration configuration) {
        try (KeptNode node = FoundationParts.openToRead(configuration)) {
            return new Fsck(node)
                    .run().stream()
                            .flatMap(section -> section.findings().stream())
                            .map(Finding::sentence)
                            .toList();
        }
    }
}
