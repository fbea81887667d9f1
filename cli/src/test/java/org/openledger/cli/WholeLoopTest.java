package org.openledger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import org.openledger.app.folder.Settling;
import org.openledger.client.ClientException;
import org.openledger.client.NodeClient;
import org.openledger.client.account.AccountDetail;
import org.openledger.client.epoch.AuditOutcome;
import org.openledger.client.epoch.EpochLine;
import org.openledger.client.epoch.NewClaim;
import org.openledger.client.openai.CompletionAnswer.Usage;
import org.openledger.client.receipt.ReceiptContent;
import org.openledger.client.receipt.ReceiptContent.Attribution;
import org.openledger.client.receipt.ReceiptContent.Payment;
import org.openledger.client.receipt.ReceiptContent.Share;
import org.openledger.client.receipt.ReceiptDetail;
import org.openledger.client.receipt.ReceiptLine;
import org.openledger.client.receipt.SettlingEpoch;
import org.openledger.client.receipt.TraceResult;
import org.openledger.client.receipt.TraceStep;
import org.openledger.client.row.RowView;
import org.openledger.client.withdrawal.NewWithdrawal;
import org.openledger.kept.Fsck;
import org.openledger.kept.KeptNode;
import org.openledger.settlement.call.Wei;
import org.openledger.store.LocalDisk;
import org.openledger.store.seal.Finding;
import org.openledger.verify.OpenAmount;
import org.openledger.verify.Verifier;

/** The whole loop on one real node: real chain, real model, real clients. Each test goes on where the one before ended. */
@Tag("loop")
@Order(1)
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
    static void stop() throws IOException {
        loop.node().close();
        node.close();
        nobodyElseReadsWhatTheNodeWrote();
    }

    /** Everything of the loop is in the folder by now. */
    private static void nobodyElseReadsWhatTheNodeWrote() throws IOException {
        try (Stream<Path> all = Files.walk(data)) {
            List<String> open = new ArrayList<>();
            for (Path each : all.toList()) {
                String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(each));
                if (!mode.equals(Files.isDirectory(each) ? "rwx------" : "rw-------")) {
                    open.add(mode + " " + each);
                }
            }
            assertThat(open).isEmpty();
        }
    }

    @Test
    @Order(1)
    void anAnswerIsTracedChargedAndProvable() {
        ReceiptContent receipt = loop.awaitContent(loop.receiptOf("Question 37 about Bread?"));
        Attribution attribution = receipt.attribution();
        int ofContributors = attribution.shares().stream().mapToInt(Share::ppm).sum();
        assertThat(attribution.basePpm() + attribution.unattributedPpm() + ofContributors)
                .isEqualTo(1_000_000);
        assertThat(attribution.shares()).hasSize(2);
        assertThat(receipt.payments().stream().mapToLong(Payment::gwei).sum())
                .isEqualTo(receipt.fee().totalGwei());
    }

    @Test
    @Order(2)
    void theOfficialClientWorks() throws Exception {
        String poor = loop.key(loop.account("poor"));
        OfficialClient seen =
                NpmClients.run(OfficialClient.class, "openai.mjs", node.url(), loop.key(), poor, Loop.MODEL);
        assertThat(seen.models()).startsWith(Loop.MODEL);
        assertThat(seen.streamed().text()).isEqualTo(seen.whole().text());
        assertThat(seen.streamed().usage().totalTokens())
                .isEqualTo(seen.whole().usage().totalTokens());
        assertThat(seen.whole().receipt())
                .hasValueSatisfying(id -> assertThat(id).matches("[0-9a-f]{32}"));
        assertThat(seen.citations()).hasSize(2);
        assertThat(seen.citations().getFirst().number()).isEqualTo(1);
        assertThat(seen.citations().getFirst().row()).matches("[0-9a-f]{64}");
        Refusals refusals = seen.refusals();
        assertThat(refusals.unknownModel().status()).isEqualTo(404);
        assertThat(refusals.tooLong().code()).hasValue("context_length_exceeded");
        assertThat(refusals.malformed().param()).hasValue("messages[0].role");
        assertThat(refusals.manyAnswers().status()).isEqualTo(400);
        assertThat(refusals.badKey().status()).isEqualTo(401);
        assertThat(refusals.noDeposit().status()).isEqualTo(402);
    }

    /** What openai.mjs prints. */
    private record OfficialClient(
            List<String> models, Answered whole, Answered streamed, List<Cited> citations, Refusals refusals) {}

    private record Answered(String text, Usage usage, Optional<String> receipt) {}

    private record Cited(int number, String row) {}

    private record Refusals(
            Refused unknownModel,
            Refused tooLong,
            Refused malformed,
            Refused manyAnswers,
            Refused badKey,
            Refused noDeposit) {}

    private record Refused(int status, Optional<String> code, Optional<String> param) {}

    @Test
    @Order(3)
    void walletLibrariesReadTheChain() throws Exception {
        Wallets seen = NpmClients.run(
                Wallets.class, "wallets.mjs", node.url(), contract(loop, "inferenceEscrow"), loop.payer());
        assertThat(seen.ethers()).isEqualTo(seen.viem());
        assertThat(seen.ethers().deposit()).isEqualTo(Loop.DEPOSIT_GWEI + "000000000");
    }

    /** What wallets.mjs prints. */
    private record Wallets(ChainRead ethers, ChainRead viem) {}

    private record ChainRead(long chainId, String deposit) {}

    private static String contract(Loop loop, String name) {
        return Objects.requireNonNull(loop.node().overview().node().contracts().get(name), name);
    }

    @Test
    @Order(4)
    void moneyFollowsTheTraceToItsClaim() throws IOException {
        String id = loop.receiptOf("Question 74 about Cheese?");
        loop.awaitReceipt(id);
        payContributors(loop);
        Loop.until(() -> loop.node().receipt(id), ReceiptDetail::anchored);
        byte[] file = loop.node().receiptFile(id);
        assertThat(Verifier.check(file, new Verifier.Options(Optional.empty()))).noneMatch(check -> check.failed());
        file[file.length / 2] ^= 1;
        assertThat(Verifier.accepted(Verifier.check(file, new Verifier.Options(Optional.empty()))))
                .isFalse();
        assertAuditedAsTheFilesSay(loop.node().receipt(id).epoch().orElseThrow().number());
    }

    /** What the epoch's audit decided is what the jar computes from the exported receipts. */
    private void assertAuditedAsTheFilesSay(long epoch) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--audit"));
        for (ReceiptLine line : loop.node().receipts()) {
            String id = line.id();
            Optional<SettlingEpoch> settling = loop.node().receipt(id).epoch();
            if (settling.isPresent() && settling.get().number() == epoch) {
                Path file = data.resolveSibling(id + ".json");
                new LocalDisk().replace(file, loop.node().receiptFile(id));
                arguments.add(file.toString());
            }
        }
        EpochLine closed = loop.node().epoch(epoch).line();
        assertThat(arguments).hasSize(1 + Math.toIntExact(closed.receipts()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        assertThat(org.openledger.verify.Main.run(arguments.toArray(String[]::new), print, print))
                .as(out.toString(StandardCharsets.UTF_8))
                .isZero();
        assertThat(closed.waitedGwei()).isPositive();
        for (AuditOutcome outcome : loop.node().epochAudit(epoch)) {
            assertThat(out.toString(StandardCharsets.UTF_8))
                    .contains("%s paid %s, waited %s: released %s, returned %s, netted %s; earned "
                            .formatted(
                                    outcome.contributor(),
                                    OpenAmount.of(outcome.paidGwei()),
                                    OpenAmount.of(outcome.waitingGwei()),
                                    OpenAmount.of(releasedGwei(outcome)),
                                    OpenAmount.of(outcome.returnedGwei()),
                                    OpenAmount.of(outcome.nettedGwei())));
        }
    }

    private static long releasedGwei(AuditOutcome outcome) {
        return Math.max(0, outcome.waitingGwei() - outcome.returnedGwei() - outcome.nettedGwei());
    }

    /** What an address has of wOPEN, as any wallet would ask. */
    private static long openGwei(Loop loop, String address) {
        String request = """
                {"jsonrpc": "2.0", "id": 1, "method": "eth_call",
                 "params": [{"to": "%s", "data": "0x70a08231%s%s"}, "latest"]}
                """.formatted(contract(loop, "wrappedOpen"), "0".repeat(24), address.substring(2));
        byte[] response = loop.node().rpc(request.getBytes(StandardCharsets.UTF_8));
        String wei = NodeClient.parse(response, RpcResult.class).result();
        return new BigInteger(wei.substring(2), 16).divide(Wei.PER_GWEI).longValueExact();
    }

    private record RpcResult(String result) {}

    @Test
    @Order(5)
    void recomputingGivesTheSameSharesOnTheNodeAndFromACopyOfItsFiles() throws Exception {
        String id = loop.receiptOf("Question 111 about Bread?");
        loop.awaitReceipt(id);
        assertThat(loop.node().recompute(id).same()).isTrue();
        Path copy = Files.createDirectories(folder.resolve("copy"));
        try (Stream<Path> files = Files.walk(data.resolve("models"))) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(data.relativize(file).toString()));
            }
        }
        Path file = Files.write(folder.resolve("receipt.json"), loop.node().receiptFile(id));
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

    /** To trace an answer repeats the run: once by the API and once by the command line, which say the same. */
    @Test
    @Order(5)
    void aTraceNamesTheRowThatTaughtTheAnswerAlsoOnTheCommandLineInJson() {
        String id = loop.receiptOf("Question 37 about Bread?");
        loop.awaitReceipt(id);
        List<TraceStep> steps = new ArrayList<>();
        TraceResult trace = loop.node().trace(id, steps::add);
        assertThat(steps).hasSizeGreaterThan(10).allMatch(step -> step.step() <= step.ofSteps());
        assertThat(trace.contributors()).hasSize(2);
        assertThat(loop.node().row(trace.rows().getFirst().leaf()).text()).contains("about Bread");
        assertThatThrownBy(() -> loop.node().trace("0".repeat(32), steps::add))
                .isInstanceOf(ClientException.class)
                .hasMessageContaining("no receipt");
        Ran traced = Ran.of(List.of("trace-rows", id, "--json", "--data", data.toString()));
        assertThat(traced.code()).as(traced.said()).isZero();
        assertThat(NodeClient.JSON.readValue(traced.out(), TraceResult.class)).isEqualTo(trace);
    }

    @Test
    @Order(5)
    void theCommandLineVerifiesInJson() {
        String id = loop.receiptOf("Question 37 about Bread?");
        loop.awaitReceipt(id);
        Ran verified = Ran.reading(loop.node().receiptFile(id), List.of("verify", "--json", "-"));
        assertThat(verified.code()).as(verified.said()).isZero();
        assertThat(NodeClient.JSON.readValue(verified.out(), VerifiedFile.class))
                .isEqualTo(new VerifiedFile("-", true));
    }

    /** What verify --json prints of the file as a whole. */
    private record VerifiedFile(String file, boolean accepted) {}

    @Test
    @Order(6)
    void whoHasNoTokenChangesNothingAndReadsNoConversation() throws Exception {
        String id = loop.receiptOf("Question 148 about Bread?");
        try (NodeClient stranger = new NodeClient(URI.create(node.url()), "no-token")) {
            assertThat(stranger.receipt(id).prompt()).isEmpty();
            assertThatThrownBy(stranger::closeEpoch).hasMessageContaining("admin token");
        }
    }

    @Test
    @Order(7)
    void aSiteThatTheNodeDoesNotKnowSignsNobodyIn() throws Exception {
        assertThat(askToSignIn("elsewhere.example")).contains("does not answer to the name in 'Host'");
        assertThat(askToSignIn("192.0.2.1")).contains("Nobody can sign in at 192.0.2.1");
    }

    private static String askToSignIn(String host) throws IOException {
        URI url = URI.create(node.url());
        byte[] body = ("{\"address\":\"" + loop.payer() + "\"}").getBytes(StandardCharsets.UTF_8);
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.getOutputStream()
                    .write(("POST /api/sign-in/message HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n"
                                    + "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(body);
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 400");
            return answer;
        }
    }

    @Test
    @Order(8)
    void thePageWorksInARealBrowser() throws Exception {
        PageScripts.run(node, loop.key(), Map.of(), List.of("page", "contribute", "review", "withdraw", "court"));
    }

    /** The leaf stays, without salt and content. */
    @Test
    @Order(9)
    void aRowTakenBackAfterTrainingIsEvidenceByItsDigestAlone() throws Exception {
        String id = loop.receiptOf("Question 74 about Bread?");
        ReceiptDetail before = loop.awaitReceipt(id);
        String leaf = before.evidence().shares().getFirst().rows().getFirst().leaf();
        assertThat(row(before, leaf).text()).isNotEmpty();
        String contributor = row(before, leaf).contributor();
        String withdrawal = loop.node()
                .withdraw("1", NewWithdrawal.ofRows(contributor, List.of(leaf)))
                .id();
        Loop.until(
                () -> loop.node().withdrawal(withdrawal), line -> line.state().equals("done"));
        ReceiptDetail after = loop.node().receipt(id);
        assertThat(after.receipt()).isEqualTo(before.receipt());
        if (after.erased().isEmpty()) { // it quotes the row, or not
            assertThat(row(after, leaf).text()).isEmpty();
        }
        byte[] file = loop.node().receiptFile(id);
        assertThat(Verifier.check(file, Verifier.Options.none())).noneMatch(check -> check.failed());
    }

    private static RowView row(ReceiptDetail receipt, String leaf) {
        return Objects.requireNonNull(receipt.rows().get(leaf), leaf);
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
        String id = Loop.receiptIn(last);
        node.close();
        assertThat(findings(data)).isEmpty();
        node = Node.start(Loop.configuration(data));
        try (NodeClient again = NodeClient.ofDataFolder(data)) {
            ReceiptDetail receipt =
                    Loop.until(() -> again.receipt(id), found -> found.state().equals("receipted"));
            assertThat(Loop.contentOf(receipt).id()).isEqualTo(id);
        }
    }

    /** Closes an epoch over all there is, and brings every contributor what it earned. */
    static void payContributors(Loop loop) {
        long number = loop.node().closeEpoch().list().getFirst().number();
        Loop.until(
                () -> loop.node().epochs().getFirst(),
                newest -> newest.number() == number && newest.state().equals("final"));
        long paid = 0;
        for (String contributor : loop.contributors()) {
            String recipient = recipientOf(loop, contributor);
            NewClaim claim = NewClaim.of(contributor);
            loop.node().claim(recipient.equals(contributor) ? claim : claim.to(recipient));
            AccountDetail account =
                    Loop.until(() -> loop.node().account(contributor), found -> found.claimableGwei() == 0);
            paid += account.claimedGwei();
            assertThat(account.claimedGwei()).isEqualTo(account.earnedGwei());
            assertThat(openGwei(loop, recipient)).isEqualTo(account.claimedGwei());
        }
        assertThat(paid).isPositive();
        assertThatThrownBy(() -> loop.node().claim(NewClaim.of(ELSEWHERE).to(ELSEWHERE)))
                .hasMessageContaining("due are 0 OPEN");
        giveOfTheCommons(loop);
    }

    /** What nobody earned lies in the Datanet's own account until the owner says who gets it. */
    private static void giveOfTheCommons(Loop loop) {
        String commons = loop.node().datanets().stream()
                .flatMap(line -> loop.node().datanet(line.id()).commonsAccount().stream())
                .findFirst()
                .orElseThrow();
        AccountDetail held = loop.node().account(commons);
        assertThat(held.dueGwei()).isPositive().isEqualTo(held.earnedGwei());
        assertThat(held.claimedGwei()).as("nobody pays it out by themselves").isZero();
        assertThatThrownBy(() -> loop.node().claim(NewClaim.of(commons))).hasMessageContaining("recipient");
        long before = openGwei(loop, ELSEWHERE);
        loop.node().claim(NewClaim.of(commons).to(ELSEWHERE));
        Loop.until(() -> loop.node().account(commons), found -> found.claimableGwei() == 0);
        assertThat(openGwei(loop, ELSEWHERE) - before).isEqualTo(held.dueGwei());
    }

    /** The first contributor is paid itself, the other, if it is due anything, at another address. */
    private static String recipientOf(Loop loop, String contributor) {
        boolean elsewhere = !contributor.equals(loop.contributors().getFirst())
                && loop.node().account(contributor).dueGwei() > 0;
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

    static List<String> asLeft(Configuration configuration) {
        try (KeptNode node = FoundationParts.openToRead(configuration)) {
            return new Fsck(node)
                    .run().stream()
                            .flatMap(section -> section.findings().stream())
                            .map(Finding::sentence)
                            .toList();
        }
    }
}
