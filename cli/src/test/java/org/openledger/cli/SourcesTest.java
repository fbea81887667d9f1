package org.openledger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.app.Node;
import org.openledger.client.ClientException;
import org.openledger.client.NodeClient;
import org.openledger.client.account.AccountDetail;
import org.openledger.client.agent.ArgumentBound;
import org.openledger.client.agent.NewMandate;
import org.openledger.client.agent.NewMandateKey;
import org.openledger.client.agent.SignedMandate;
import org.openledger.client.datanet.ContributionSignature;
import org.openledger.client.datanet.NewDatanet;
import org.openledger.client.datanet.VersionSignature;
import org.openledger.client.epoch.NewClaim;
import org.openledger.client.openai.ChatMessage;
import org.openledger.client.openai.ChatRequest;
import org.openledger.client.openai.CompletionAnswer;
import org.openledger.client.openai.CompletionAnswer.Citation;
import org.openledger.client.openai.OpenAiEndpoints;
import org.openledger.client.openai.RetrievalOptions;
import org.openledger.client.openai.Sampling;
import org.openledger.client.receipt.ReceiptContent;
import org.openledger.client.receipt.ReceiptContent.Payment;
import org.openledger.client.receipt.ReceiptContent.Retrieval;
import org.openledger.client.receipt.ReceiptDetail;
import org.openledger.client.wallet.NewGift;
import org.openledger.client.wallet.NewLicence;
import org.openledger.client.wallet.NewTransfer;
import org.openledger.verify.Verifier;
import tools.jackson.databind.JsonNode;

/** Answers from rows that no model was trained on: found, cited, credited and paid, through HTTP on a real node. */
@Tag("loop")
final class SourcesTest {
    private static final String ANSWER_IN_THE_ROW = "The harbour of Tarn opens at seven in the morning.";

    /** Somebody's own, whose key nobody here has. */
    private static final String WALLET = "0x" + "a1".repeat(20);

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
    void aRowNoModelWasTrainedOnIsCitedAndMeasuredAndPaidAsFarAsTheAnswerSaysIt() throws IOException {
        long before = given(writer);
        HttpResponse<byte[]> response = ask(question("When does the harbour of Tarn open?", library, 2));
        assertThat(response.statusCode()).as(text(response)).isEqualTo(200);
        CompletionAnswer answer = answerIn(response);
        Citation first = answer.citations().orElseThrow().getFirst();
        assertThat(first.number()).isEqualTo(1);
        assertThat(first.datanet()).isEqualTo(library);
        assertThat(first.contributor()).isEqualTo(writer);
        assertThat(loop.node().row(first.row()).text()).isEqualTo(ANSWER_IN_THE_ROW);
        assertThat(answer.retrieval().orElseThrow().leftOut()).isZero();

        String id = Loop.receiptIn(response);
        ReceiptDetail detail = loop.awaitReceipt(id);
        assertThat(detail.prompt()).contains("[1] " + ANSWER_IN_THE_ROW);
        ReceiptContent receipt = Loop.contentOf(detail);
        Retrieval retrieval = receipt.retrieval().orElseThrow();
        assertThat(retrieval.method()).isEqualTo("left-out/1");
        assertThat(detail.evidence().sources()).hasSize(2);
        assertThat(detail.evidence().sources().getFirst().leaf()).isEqualTo(first.row());
        // the toy base reads the row and says something else: the row shaped the answer, and does not carry it
        ReceiptContent.Share share = shareOf(receipt, writer);
        assertThat(share.shapedPpm().orElseThrow()).isPositive();
        assertThat(share.ppm()).isEqualTo((int)
                (share.shapedPpm().orElseThrow() * (long) share.supportPpm().orElseThrow() / 1_000_000));
        assertThat(given(writer) > before).isEqualTo(share.ppm() > 0);
        assertThat(paidAs(receipt, "commons")).contains("commons:" + token(library));
        byte[] file = loop.node().receiptFile(id);
        assertThat(Verifier.check(file, new Verifier.Options(Optional.empty()))).noneMatch(check -> check.failed());
        assertThat(loop.node().recompute(id).says()).contains("every share, effect and quotation is the same");
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
    void sourcesThatMakeTheModelLessSureAreNotGivenAndCostNothing() {
        int withheld = 0;
        for (String asked : List.of(
                "How much salt do I use for sauerkraut?",
                "What is the white film on my kraut?",
                "How do I feed my starter?",
                "Which tea is best for kombucha?",
                "Why do I wear gloves for kimchi?")) {
            ChatRequest plain = ChatRequest.of(loop.model(), asked).withMaxTokens(8);
            CompletionAnswer without = answerIn(ask(plain));
            CompletionAnswer with = answerIn(ask(plain.withSources(List.of(library), 2, /* always= */ false)));
            if (with.citations().orElse(List.of()).isEmpty()) {
                withheld++;
                assertThat(with.retrieval().orElseThrow().leftOut()).isEqualTo(2);
                assertThat(with.usage().orElseThrow().totalTokens())
                        .isEqualTo(without.usage().orElseThrow().totalTokens());
                assertThat(with.choices().getFirst().message())
                        .isEqualTo(without.choices().getFirst().message());
            }
        }
        assertThat(withheld).isPositive();
    }

    @Test
    void manySourcesAreMeasuredByASurrogateThatCanBeRecomputed() {
        HttpResponse<byte[]> response = ask(question("Which lighthouse warns the ships?", library, 10));
        String id = Loop.receiptIn(response);
        ReceiptDetail detail = loop.awaitReceipt(id);
        Retrieval retrieval = Loop.contentOf(detail).retrieval().orElseThrow();
        assertThat(detail.evidence().sources()).hasSize(10);
        assertThat(retrieval.method()).isEqualTo("linear-surrogate/1");
        assertThat(loop.node().recompute(id).same()).isTrue();
    }

    @Test
    void aStreamEndsWithTheCitations() {
        HttpResponse<byte[]> response = ask(question("When does the harbour of Tarn open?", library, 1)
                .withSampling(Sampling.LIKELIEST.streamed()));
        List<String> lines =
                text(response).lines().filter(line -> !line.isEmpty()).toList();
        CompletionAnswer last = NodeClient.parse(
                lines.get(lines.size() - 2).substring("data: ".length()).getBytes(StandardCharsets.UTF_8),
                CompletionAnswer.class);
        assertThat(last.choices().getFirst().finishReason()).isPresent();
        assertThat(last.citations().orElseThrow()).hasSize(1);
        assertThat(lines.stream().filter(line -> line.contains("citations"))).hasSize(1);
    }

    @Test
    void whatDoesNotFitIsLeftOutAndSaid() {
        CompletionAnswer answer = answerIn(
                ask(question("Which lighthouse warns the ships?", library, 12).withMaxTokens(942)));
        int leftOut = answer.retrieval().orElseThrow().leftOut();
        assertThat(leftOut).isPositive();
        assertThat(answer.citations().orElseThrow()).hasSize(12 - leftOut);
        HttpResponse<byte[]> without =
                ask(question("Which lighthouse?", library, 3).withMaxTokens(1_007));
        CompletionAnswer nothing = answerIn(without);
        assertThat(nothing.citations()).hasValue(List.of());
        assertThat(nothing.retrieval().orElseThrow().leftOut()).isEqualTo(3);
        String id = Loop.receiptIn(without);
        assertThat(nothing.id()).isEqualTo("chatcmpl-" + id);
        ReceiptDetail detail = loop.awaitReceipt(id);
        Retrieval retrieval = Loop.contentOf(detail).retrieval().orElseThrow();
        assertThat(detail.evidence().sources()).isEmpty();
        assertThat(retrieval.searched()).hasSize(1);
    }

    @Test
    void anAnswerWithoutRetrievalSaysNothingOfIt() {
        HttpResponse<byte[]> response = loop.ask(Loop.QUESTION, 8);
        assertThat(text(response)).doesNotContain("citations").doesNotContain("retrieval");
        assertThat(loop.awaitContent(Loop.receiptIn(response)).retrieval()).isEmpty();
    }

    @Test
    void whatMayNotBeRetrievedIsRefused() {
        String closed = datanet("Closed", "CC-BY-NC-4.0", List.of("The gate of Orrin is shut by the night watch."));
        assertRefused(question("gate?", closed, 1), 403, "CC-BY-NC-4.0");
        assertRefused(question("gate?", "4711", 1), 404, "no Datanet 4711");
        assertRefused(question("gate?", library, 1_000), 400, "between 1 and 32");
        assertRefused(question("gate?", "x", 1), 400, "numbers of Datanets");
        assertRefused(question("x".repeat(100_000), library, 1), 400, "context has 1024 tokens");
        List<String> many =
                IntStream.range(0, 1_000).mapToObj(Integer::toString).toList();
        assertRefused(question("gate?", library, 1).withSources(many, 1, true), 400, "1 to 8");
        ChatMessage system = ChatMessage.of("system", "Be brief.");
        assertRefused(question("gate?", library, 1).withMessages(List.of(system)), 400, "message of the user");
        CompletionWithSources completion = new CompletionWithSources(
                loop.model(), "gate?", new RetrievalOptions(NodeClient.JSON.valueToTree(List.of(library)), 1, true));
        assertThat(loop.node()
                        .ask(OpenAiEndpoints.COMPLETION.takes(CompletionWithSources.class), loop.key(), completion)
                        .statusCode())
                .isEqualTo(400);
    }

    /** A plain completion takes no sources. */
    private record CompletionWithSources(String model, String prompt, RetrievalOptions retrieval) {}

    /** The node keeps the key of every commons, and signs with it for the Datanet's owner alone. */
    @Test
    void whoOwnsADatanetByAWalletAloneSpendsOfItsCommons() {
        String sold = datanet("Ferries", "CC-BY-4.0", List.of("The ferry to Lund leaves at nine in the evening."));
        loop.awaitReceipt(Loop.receiptIn(ask(question("When does the ferry to Lund leave?", sold, 1))));
        loop.closeEpoch();
        String commons = Loop.until(() -> loop.node().datanet(sold).commonsAccount(), Optional::isPresent)
                .orElseThrow();
        giveToAWallet(sold);
        loop.node().gift(new NewGift(commons));
        Loop.until(() -> loop.node().wallet(commons), held -> held.nativeGwei() > 0);
        for (ThrowingCallable spending : List.<ThrowingCallable>of(
                () -> loop.node().claim(NewClaim.of(commons).to(loop.owner())),
                () -> loop.node().transfer(new NewTransfer(commons, loop.owner(), 1, false)),
                () -> loop.node()
                        .buyLicence(new NewLicence(commons, sold, Optional.empty(), "0x" + "0".repeat(64), 1)))) {
            assertThatThrownBy(spending)
                    .isInstanceOf(ClientException.class)
                    .hasMessageContaining("Only the owner of Datanet " + token(sold) + " says who gets of its commons");
        }
    }

    /** Its owner has an agent call the registry. */
    private static void giveToAWallet(String datanet) {
        String owner = loop.owner();
        loop.node().gift(new NewGift(owner));
        Loop.until(() -> loop.node().wallet(owner), held -> held.nativeGwei() > 0);
        String give =
                loop.node().chainStatus().contracts().get("datanetRegistry") + ".transferFrom(address,address,uint256)";
        NewMandate terms = new NewMandate(
                owner,
                owner,
                "giver",
                "",
                Optional.empty(),
                Optional.empty(),
                3_600,
                2_000_000,
                1_000_000,
                2_000_000,
                3,
                List.of("call_contract"),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                1_000_000,
                List.of(),
                List.of(owner),
                0,
                List.of(new ArgumentBound("call_contract", "function", "is", List.of(give))),
                List.of(),
                List.of());
        String mandate = loop.node()
                .giveMandate(new SignedMandate(
                        loop.node().draftMandate(terms).mandate(), Optional.empty(), Optional.empty()))
                .mandate()
                .id();
        JsonNode given = AgentsTest.call(
                URI.create(node.url()),
                loop.node().mandateKey(mandate, new NewMandateKey("a")).key(),
                "call_contract",
                "{\"function\":\"%s\",\"values\":[\"%s\",\"%s\",\"%s\"],\"maxGwei\":1000000}"
                        .formatted(give, owner, WALLET, token(datanet)),
                Optional.empty());
        assertThat(given.at("/result/isError").asBoolean()).as(given.toString()).isFalse();
        Loop.until(
                () -> loop.node().datanet(datanet),
                found -> found.line().owner().equals(WALLET));
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
        assertThatThrownBy(() -> loop.node().row("none")).isInstanceOf(ClientException.class);
    }

    private static void assertRefused(ChatRequest request, int status, String says) {
        HttpResponse<byte[]> response = ask(request);
        assertThat(response.statusCode()).as(text(response)).isEqualTo(status);
        assertThat(NodeClient.refused(response)).message().contains(says);
    }

    private static ChatRequest question(String question, String datanet, int sources) {
        return ChatRequest.of(loop.model(), question).withMaxTokens(8).withSources(List.of(datanet), sources, true);
    }

    private static HttpResponse<byte[]> ask(ChatRequest request) {
        return loop.node().ask(OpenAiEndpoints.CHAT, loop.key(), request);
    }

    private static CompletionAnswer answerIn(HttpResponse<byte[]> response) {
        return NodeClient.parse(response.body(), CompletionAnswer.class);
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    /** What an account earned, and what waits for it. */
    private static long given(String account) {
        AccountDetail found = loop.node().account(account);
        return found.earnedGwei() + found.waitingGwei();
    }

    private static ReceiptContent.Share shareOf(ReceiptContent receipt, String contributor) {
        return receipt.attribution().shares().stream()
                .filter(share -> share.contributor().equals(contributor))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> paidAs(ReceiptContent receipt, String role) {
        return receipt.payments().stream()
                .filter(payment -> payment.role().equals(role))
                .map(Payment::account)
                .toList();
    }

    private static String token(String datanet) {
        return loop.node().datanet(datanet).line().token().orElseThrow();
    }

    /** A Datanet of texts by the writer, published and on chain. */
    private static String datanet(String name, String licence, List<String> texts) {
        NodeClient client = loop.node();
        String id = client.createDatanet(new NewDatanet(loop.owner(), name, "TEXT", licence, "Yours to draw on."))
                .id();
        Loop.until(() -> client.datanet(id), found -> found.line().chainState().equals("confirmed"));
        StringBuilder rows = new StringBuilder();
        texts.forEach(text -> rows.append("{\"text\":\"").append(text).append("\"}\n"));
        String given = client.contribute(id, writer, BodyPublishers.ofString(rows.toString()))
                .id();
        client.signContribution(given, ContributionSignature.BY_NODE);
        Loop.accept(client, given);
        client.publishVersion(id, VersionSignature.BY_NODE);
        Loop.until(() -> client.versions(id), Loop::hasVersionOnChain);
        return id;
    }
}
