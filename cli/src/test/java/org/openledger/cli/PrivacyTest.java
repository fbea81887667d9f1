package org.openledger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.app.Node;
import org.openledger.client.NodeClient;
import org.openledger.client.datanet.ContributionReview;
import org.openledger.client.datanet.ContributionSignature;
import org.openledger.client.datanet.NewDatanet;
import org.openledger.client.datanet.VersionSignature;
import org.openledger.client.receipt.ReceiptDetail;
import org.openledger.identity.Accounts;
import org.openledger.identity.MasterKey;
import org.openledger.model.text.Tokenizer;
import org.openledger.store.Database;
import org.openledger.verify.Check;
import org.openledger.verify.ReceiptFile;
import org.openledger.verify.Verifier;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;

/** Who sees what of questions, answers and the rows behind them, on a real node whose model knows its rows by heart. */
@Tag("loop")
final class PrivacyTest {
    /** Enough for the model to repeat its rows word for word. */
    private static final int TRAINING_STEPS = 48;

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
        assertThat(WholeLoopTest.findings(data)).isEmpty();
    }

    /** Of an answer that repeats a row, with whatever the node tells anybody; the administrator's view shows that the attack works. */
    @Test
    void aStrangerRebuildsNoTokenOfAnAnswer() throws Exception {
        Path tokenizer = Loop.configuration(data).base().resolve("tokenizer.json");
        try (Tokenizer words = Tokenizer.load(tokenizer);
                Readers readers = new Readers(node.url())) {
            String wallet = sessionOf(readers, loop.account("stranger"));
            List<String> strangers = List.of("", wallet, loop.key(loop.account("poor")));
            String admin = adminToken();
            for (String question : List.of("Question 37 about Bread?", "Question 74 about Cheese?")) {
                List<Map<String, String>> before = new ArrayList<>();
                for (String bearer : strangers) {
                    try (Attacker attacker = new Attacker(node.url(), bearer, words)) {
                        before.add(attacker.credit());
                    }
                }
                String id = Loop.receiptIn(loop.ask(question, 24));
                loop.awaitReceipt(id);
                List<Integer> answer = ReceiptFile.read(loop.node().receiptFile(id))
                        .content()
                        .opening()
                        .orElseThrow()
                        .answerIds();
                for (int i = 0; i < strangers.size(); i++) {
                    assertThat(recovered(strangers.get(i), words, id, before.get(i), answer))
                            .as("tokens of %d, to stranger %d", answer.size(), i)
                            .isZero();
                }
                assertThat(recovered(admin, words, id, Map.of(), answer))
                        .as("tokens of %d, to the administrator", answer.size())
                        .isGreaterThan(answer.size() / 2);
            }
        }
    }

    private static long recovered(
            String bearer, Tokenizer words, String id, Map<String, String> before, List<Integer> answer) {
        try (Attacker attacker = new Attacker(node.url(), bearer, words)) {
            return attacker.rebuild(id, before).entrySet().stream()
                    .filter(guess -> guess.getKey() < answer.size()
                            && answer.get(guess.getKey()).equals(guess.getValue()))
                    .count();
        }
    }

    /** The token of an account whose key the node keeps, as if it were a wallet. */
    private static String sessionOf(Readers readers, String address) {
        try (Database database = Database.open(data)) {
            Accounts accounts = new Accounts(database, MasterKey.open(data), InstantSource.system());
            return readers.session(address, accounts.signer(address));
        }
    }

    @Test
    void everyRouteTellsOfAnAnswerOnlyToItsPayerAndOfItsRowsToTheirContributors() throws Exception {
        String asked = "Question 37 about Bread? (marmalade)";
        String id = Loop.receiptIn(loop.ask(asked, 12));
        ReceiptDetail open = loop.awaitReceipt(id);
        String ada = loop.contributors().getFirst();
        String leaf = open.evidence().of(ada).rows().getFirst().leaf();
        Map<String, String> samples = Map.ofEntries(
                Map.entry("receipts.id", id),
                Map.entry("rows.leaf", leaf),
                Map.entry("accounts.address", ada),
                Map.entry("datanets.id", "1"),
                Map.entry("datanets.number", "1"),
                Map.entry("datanets.leaf", leaf),
                Map.entry("withdrawals.id", "1"),
                Map.entry("takedowns.id", "1"),
                Map.entry("uploads.id", "0".repeat(32)),
                Map.entry("contributions.id", "1"),
                Map.entry("contributions.line", "1"),
                Map.entry("invitations.id", "1"),
                Map.entry("mandates.id", "0".repeat(32)),
                Map.entry("actions.id", "0".repeat(32)),
                Map.entry("servers.server", "nobody"),
                Map.entry("runs.id", loop.node().runs().getFirst().id()),
                Map.entry("epochs.number", "1"),
                Map.entry("chain.hash", "0x" + "0".repeat(63) + "1"),
                Map.entry("chain.number", "1"),
                Map.entry("models.model", Loop.MODEL),
                Map.entry("models.name", Loop.MODEL),
                Map.entry("log.path", "checkpoint"));
        String salt = ReceiptFile.read(loop.node().receiptFile(id))
                .content()
                .opening()
                .orElseThrow()
                .salt();
        try (Readers readers = new Readers(node.url())) {
            String stranger = sessionOf(readers, loop.account("stranger"));
            String contributor = sessionOf(readers, ada);
            String poor = loop.key(loop.account("poor"));
            List<String> texts = List.of(
                    "marmalade",
                    salt,
                    Hex.of(Hashes.sha256(asked.getBytes(StandardCharsets.UTF_8))),
                    Hex.of(Hashes.sha256(open.prompt().getBytes(StandardCharsets.UTF_8))),
                    Hex.of(Hashes.sha256(open.answer().getBytes(StandardCharsets.UTF_8))));
            for (String bearer : List.of("", stranger, poor, contributor)) {
                readers.everything(bearer, samples).forEach((route, told) -> {
                    assertThat(told).as(route).doesNotContain(texts);
                    assertThat(told.contains(id) && told.contains(leaf) && !bearer.equals(contributor))
                            .as("%s tells that receipt and row belong together: %s", route, told)
                            .isFalse();
                });
                assertThat(readers.send("DELETE", "/api/receipts/" + id + "/conversation", bearer, "")
                                .statusCode())
                        .isIn(401, 403);
                assertThat(readers.send("POST", "/api/receipts/" + id + "/audit", bearer, "")
                                .statusCode())
                        .isIn(401, 403);
            }
            for (String bearer : List.of(loop.key(), adminToken())) {
                Map<String, String> told = readers.everything(bearer, samples);
                assertThat(told.get("GET /api/receipts/" + id)).contains("marmalade", leaf, open.answer());
                assertThat(told.get("GET /api/receipts/" + id + "/file")).contains("marmalade", leaf, salt);
            }
            assertSeesOwnRowsAlone(readers, contributor, id, ada, open);
        }
    }

    private static void assertSeesOwnRowsAlone(
            Readers readers, String bearer, String id, String contributor, ReceiptDetail open) {
        ReceiptDetail own =
                NodeClient.parse(readers.get("/api/receipts/" + id, bearer).body(), ReceiptDetail.class);
        assertThat(own.sees()).isEqualTo("own");
        assertThat(own.evidence().shares()).containsExactly(open.evidence().of(contributor));
        assertThat(own.rows())
                .isNotEmpty()
                .allSatisfy((leaf, row) -> assertThat(row.contributor()).isEqualTo(contributor));
        assertThat(own.question() + own.answer() + own.prompt()).isEmpty();
        assertThat(own.tokens()).isEmpty();
        String leaf = own.rows().keySet().iterator().next();
        assertThat(readers.text("/api/rows/" + leaf + "/uses", bearer)).contains(id);
        byte[] file = readers.get("/api/receipts/" + id + "/file", bearer).body();
        assertThat(Verifier.accepted(Verifier.check(file, Verifier.Options.none())))
                .isTrue();
        assertThat(Verifier.check(file, Verifier.Options.none()))
                .anyMatch(check -> check.name() == Check.Name.EVIDENCE && check.outcome() == Check.Outcome.PASSED);
    }

    @Test
    void whatItsPayerErasesIsGoneAndItsReceiptGoesOnVerifying() throws Exception {
        String asked = "Question 37 about Bread? (quince-jelly)";
        String id = Loop.receiptIn(loop.ask(asked, 12));
        ReceiptDetail before = loop.awaitReceipt(id);
        assertThat(bytesOf(data)).contains("quince-jelly");
        try (Readers readers = new Readers(node.url())) {
            String path = "/api/receipts/" + id + "/conversation";
            assertThat(readers.send("DELETE", path, loop.key(), "").statusCode())
                    .as("a key asks and reads, and erases nothing")
                    .isEqualTo(403);
            HttpResponse<byte[]> erased = readers.send("DELETE", path, sessionOf(readers, loop.payer()), "");
            assertThat(erased.statusCode()).isEqualTo(200);
            assertThat(NodeClient.parse(erased.body(), ReceiptDetail.class)
                            .erased()
                            .orElseThrow()
                            .by())
                    .isEqualTo(loop.payer());
        }
        assertThat(bytesOf(data)).doesNotContain("quince-jelly");
        ReceiptDetail after = loop.node().receipt(id);
        assertThat(after.receipt()).isEqualTo(before.receipt());
        assertThat(after.evidence().shares()).isEmpty();
        assertThat(after.rows()).isEmpty();
        assertThat(Loop.contentOf(after).payments())
                .isEqualTo(Loop.contentOf(before).payments());
        byte[] file = loop.node().receiptFile(id);
        assertThat(Verifier.accepted(Verifier.check(file, Verifier.Options.none())))
                .isTrue();
        assertThatThrownBy(() -> loop.node().recompute(id)).hasMessageContaining("were erased by " + loop.payer());
        assertThat(loop.node().receipts().stream().filter(line -> line.id().equals(id)))
                .allSatisfy(line -> assertThat(line.feeGwei())
                        .isEqualTo(Loop.contentOf(before).fee().totalGwei()));
        Ran again = Ran.of(List.of("receipt", "erase", id, "--data", data.toString()));
        assertThat(again.code()).as(again.said()).isZero();
        assertThat(loop.node().receipt(id).erased()).isEqualTo(after.erased());
    }

    /** Every byte of a data folder's database, as text. */
    private static String bytesOf(Path data) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }

    /** Every state of a row and every reader: 200 for those who may read it, as if it were not there for others. */
    @Test
    void aRowIsReadBeforeItsVersionByThoseItConcernsAlone() throws Exception {
        NodeClient admin = loop.node();
        String owner = loop.account("cellar owner");
        String giver = loop.account("giver");
        NewDatanet wanted = new NewDatanet(owner, "Cellar", "TEXT", "CC-BY-4.0", "Yours to train on.");
        String datanet = admin.createDatanet(wanted).id();
        Loop.until(
                () -> admin.datanet(datanet), found -> found.line().chainState().equals("confirmed"));
        long contributors = admin.overview().totals().contributors();
        try (Readers readers = new Readers(node.url())) {
            Map<String, String> bearers = Map.of(
                    "nobody", "",
                    "stranger", sessionOf(readers, loop.account("stranger")),
                    "contributor", sessionOf(readers, giver),
                    "owner", sessionOf(readers, owner),
                    "admin", adminToken());
            String id = upload(datanet, giver, "Damsons keep for a year in a cool cellar if nobody opens the jar.");
            assertReadBy(readers, bearers, id, Set.of("contributor", "admin"));
            assertContributionKnownTo(readers, bearers, id, Set.of("contributor", "admin"));
            assertThat(admin.datanet(datanet).line().contributors()).isZero();
            assertThat(admin.datanet(datanet).line().rowsSubmitted()).isZero();
            assertThat(admin.overview().totals().contributors()).isEqualTo(contributors);

            admin.signContribution(id, ContributionSignature.BY_NODE);
            assertReadBy(readers, bearers, id, Set.of("contributor", "owner", "admin"));
            assertContributionKnownTo(readers, bearers, id, bearers.keySet());
            assertThat(admin.datanet(datanet).line().contributors()).isOne();

            admin.reviewContribution(id, ContributionReview.ACCEPT_ALL);
            assertReadBy(readers, bearers, id, Set.of("contributor", "owner", "admin"));

            String refused =
                    upload(datanet, giver, "Sloes are gathered after the first frost, which takes their bitterness.");
            admin.signContribution(refused, ContributionSignature.BY_NODE);
            admin.reviewContribution(refused, ContributionReview.refuseAll("no sloes"));
            assertReadBy(readers, bearers, refused, Set.of("contributor", "owner", "admin"));

            admin.publishVersion(datanet, VersionSignature.BY_NODE);
            Loop.until(() -> admin.versions(datanet), Loop::hasVersionOnChain);
            assertReadBy(readers, bearers, id, bearers.keySet());
            assertReadBy(readers, bearers, refused, Set.of("contributor", "owner", "admin"));
        }
    }

    private static String upload(String datanet, String contributor, String text) {
        String rows = "{\"text\":\"" + text + "\"}\n{oops\n";
        return loop.node()
                .contribute(datanet, contributor, BodyPublishers.ofString(rows))
                .id();
    }

    private static void assertReadBy(
            Readers readers, Map<String, String> bearers, String contribution, Set<String> roles) {
        String leaf;
        try (Database database = Database.open(data)) {
            leaf = database.read(
                    handle -> handle.createQuery("SELECT lower(hex(leaf)) FROM datanet_row WHERE contribution = :id")
                            .bind("id", Long.parseLong(contribution))
                            .mapTo(String.class)
                            .one());
        }
        bearers.forEach((role, bearer) -> {
            int expected = roles.contains(role) ? 200 : 404;
            for (String path : List.of("/api/rows/" + leaf, "/api/rows/" + leaf + "/uses")) {
                assertThat(readers.get(path, bearer).statusCode())
                        .as("%s for %s", path, role)
                        .isEqualTo(expected);
            }
        });
        assertThat(readers.text("/api/search?q=" + leaf, "").contains(leaf)).isEqualTo(roles.contains("nobody"));
    }

    private static void assertContributionKnownTo(
            Readers readers, Map<String, String> bearers, String contribution, Set<String> roles) {
        String mine = "\"id\":\"" + contribution + "\"";
        bearers.forEach((role, bearer) -> {
            boolean known = roles.contains(role);
            boolean concerned = Set.of("contributor", "admin").contains(role) || (known && role.equals("owner"));
            assertThat(readers.get("/api/contributions/" + contribution, bearer).statusCode())
                    .as(role)
                    .isEqualTo(known ? 200 : 404);
            assertThat(readers.get("/api/contributions/" + contribution + "/rejected", bearer)
                            .statusCode())
                    .as(role)
                    .isEqualTo(concerned ? 200 : known ? 403 : 404);
            assertThat(readers.text("/api/contributions?limit=1000", bearer).contains(mine))
                    .as(role)
                    .isEqualTo(known);
        });
    }

    private static String adminToken() throws IOException {
        return Files.readString(data.resolve(NodeClient.TOKEN_FILE)).strip();
    }
}
