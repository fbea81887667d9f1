package org.openledger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.app.Node;
import org.openledger.client.ClientException;
import org.openledger.client.NodeClient;
import org.openledger.client.account.NewDeposit;
import org.openledger.client.agent.ActionApproval;
import org.openledger.client.agent.ActionDetail;
import org.openledger.client.agent.ActionLine;
import org.openledger.client.agent.ActionsQuery;
import org.openledger.client.agent.AgentEndpoints;
import org.openledger.client.agent.AgentRegistration;
import org.openledger.client.agent.ArgumentBound;
import org.openledger.client.agent.MandateCondition;
import org.openledger.client.agent.MandateDraft;
import org.openledger.client.agent.MandateLine;
import org.openledger.client.agent.MandatesEnd;
import org.openledger.client.agent.NewAgentRegistration;
import org.openledger.client.agent.NewMandate;
import org.openledger.client.agent.NewMandateKey;
import org.openledger.client.agent.PaidAction;
import org.openledger.client.agent.SignedMandate;
import org.openledger.client.wallet.NewGift;
import org.openledger.condition.Conditions;
import org.openledger.identity.Signer;
import org.openledger.identity.TypedData;
import org.openledger.verify.agency.DecisionReward;
import org.openledger.verify.agency.TrailCheck;
import org.openledger.verify.agency.TrailVerifier;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.crypto.ContractUtils;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Hash;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Agents on a real node: let do what their mandates name, and nothing else, with a trail that a stranger checks. */
@Tag("loop")
final class AgentsTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final List<String> READS = List.of(
            "search_rows",
            "ask_model",
            "read_receipt",
            "verify_receipt",
            "check_rights",
            "explain_account",
            "my_mandate",
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
        assertThat(call(key, "ask_model", "{\"model\":\"other\",\"question\":\"a\"}")
                        .toString())
                .contains("does not name the model other");
        assertThat(call(key, "delete_all", "{}").toString()).contains("does not name the tool");

        byte[] trail = loop.node().trail(mandate);
        List<TrailCheck> checks = TrailVerifier.check(trail, TrailVerifier.Options.none());
        assertThat(checks).as(checks.toString()).noneMatch(TrailCheck::failed);
        assertThat(TrailVerifier.accepted(checks)).isTrue();
        assertThat(checks.toString()).contains("1 receipts verify");
    }

    /** Calls at once, over one mandate and over a chain of three with two siblings. */
    @Test
    void noCapIsExceededHoweverManyCallOnce() throws Exception {
        String root =
                give(terms("root", READS, Optional.empty(), 60_000, 30_000, 30)).id();
        String middle = give(terms("middle", READS, Optional.of(root), 50_000, 30_000, 30))
                .id();
        List<String> keys = List.of(
                key(root),
                key(middle),
                key(give(terms("left", READS, Optional.of(middle), 40_000, 30_000, 20))
                        .id()),
                key(give(terms("right", READS, Optional.of(middle), 40_000, 30_000, 20))
                        .id()));
        List<CompletableFuture<JsonNode>> calls = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 64; i++) {
                String key = keys.get(i % keys.size());
                boolean asks = i % 3 != 0;
                calls.add(CompletableFuture.supplyAsync(
                        () -> asks ? call(key, "ask_model", ask("maxGwei", "30000")) : call(key, "my_mandate", "{}"),
                        threads));
            }
            calls.forEach(CompletableFuture::join);
        }
        List<MandateLine> family = new ArrayList<>();
        family.add(loop.node().mandate(root).mandate());
        family.add(loop.node().mandate(middle).mandate());
        family.addAll(loop.node().mandate(middle).under());
        for (MandateLine each : family) {
            assertThat(each.heldGwei()).as(each.name()).isZero();
            assertThat(each.paidGwei()).as(each.name()).isLessThanOrEqualTo(each.budgetGwei());
            assertThat(each.calls()).as(each.name()).isLessThanOrEqualTo(each.maxCalls());
        }
        assertThat(family.getFirst().paidGwei()).isPositive();
        assertThat(family.getFirst().calls()).isPositive();
        assertAccepted(root);
    }

    @Test
    void aCallThatIsSentAgainHasOneEffectAndOneRecord() throws Exception {
        String mandate = give(terms("again", READS)).id();
        String key = key(mandate);
        String first = call(key, "ask_model", ask("maxTokens", "4"), Optional.of("one"))
                .toString();
        for (int i = 0; i < 4; i++) {
            assertThat(call(key, "ask_model", ask("maxTokens", "4"), Optional.of("one"))
                            .toString())
                    .isEqualTo(first);
        }
        assertThat(call(key, "ask_model", ask("maxTokens", "5"), Optional.of("one"))
                        .toString())
                .contains("was sent with another call before");
        MandateLine line = loop.node().mandate(mandate).mandate();
        assertThat(line.calls()).isEqualTo(1);
        assertThat(line.paidGwei())
                .isEqualTo(JSON.readTree(first)
                        .at("/result/structuredContent/costGwei")
                        .asLong());
        assertThat(records(mandate)).isEqualTo(1);
    }

    @Test
    void whatIsApprovedIsDoneOnceAndNothingElseIs() throws Exception {
        List<String> tools = new ArrayList<>(READS);
        tools.add("contribute_rows");
        String mandate = give(terms("writer", tools)).id();
        String key = key(mandate);
        String rows = "{\"datanet\":1,\"rows\":[{\"instruction\":\"a\",\"response\":\"b\"}]}";
        assertThat(call(key, "contribute_rows", rows).at("/result/isError").asBoolean())
                .as("nothing was read, so nobody can have planted it")
                .isFalse();
        call(key, "search_rows", "{\"query\":\"Bread\",\"datanets\":[1]}");
        JsonNode waiting = call(key, "contribute_rows", rows, Optional.of("draft"));
        assertThat(waiting.toString()).contains("waits for a person").contains("stands neither in the task");
        String action = waiting.at("/result/_meta/org.openledger~1action").asString();
        assertThat(loop.node().action(action).action().state()).isEqualTo("awaiting");

        String stranger = loop.account("stranger");
        long soon = System.currentTimeMillis() / 1_000 + 60;
        assertThatThrownBy(
                        () -> loop.node().approveAction(action, new ActionApproval(stranger, soon, Optional.empty())))
                .hasMessageContaining("approve, not " + stranger);
        assertThatThrownBy(() -> loop.node().approveAction(action, new ActionApproval(principal, 1, Optional.empty())))
                .hasMessageContaining("deadline has passed");
        assertThatThrownBy(() -> loop.node()
                        .approveAction(
                                action, new ActionApproval(principal, soon, Optional.of("0x" + "1b".repeat(65)))))
                .isInstanceOf(ClientException.class);
        ActionDetail done = loop.node().approveAction(action, new ActionApproval(principal, soon, Optional.empty()));
        assertThat(done.action().state()).as(done.toString()).isEqualTo("executed");
        assertThatThrownBy(
                        () -> loop.node().approveAction(action, new ActionApproval(principal, soon, Optional.empty())))
                .hasMessageContaining("does not wait for anybody");
        assertThat(call(key, "contribute_rows", rows, Optional.of("draft"))
                        .at("/result/structuredContent/contribution")
                        .asLong())
                .isPositive();

        JsonNode other = call(key, "contribute_rows", rows.replace("\"b\"", "\"c\""));
        String rejected = other.at("/result/_meta/org.openledger~1action").asString();
        assertThat(loop.node().rejectAction(rejected).action().state()).isEqualTo("declined");

        String late = call(key, "contribute_rows", rows.replace("\"b\"", "\"d\""))
                .at("/result/_meta/org.openledger~1action")
                .asString();
        loop.node().endMandates(new MandatesEnd(Optional.of(mandate), Optional.empty(), Optional.empty(), false));
        assertThat(loop.node()
                        .approveAction(late, new ActionApproval(principal, soon, Optional.empty()))
                        .action()
                        .state())
                .as("the mandate was ended while it waited")
                .isEqualTo("declined");
        assertAccepted(mandate);
    }

    @Test
    void nothingIsDoneOnceTheEndWasAnswered() throws Exception {
        String root = give(terms("root", READS)).id();
        String child = give(terms("child", READS, Optional.of(root), 50_000_000, 1_000_000, 500))
                .id();
        String key = key(child);
        List<CompletableFuture<JsonNode>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 6; i++) {
                running.add(
                        CompletableFuture.supplyAsync(() -> call(key, "ask_model", ask("maxTokens", "400")), threads));
            }
            Loop.until(() -> loop.node().mandate(child).mandate(), line -> line.heldGwei() > 0 || line.calls() > 0);
            List<String> ended = loop.node()
                    .endMandates(new MandatesEnd(Optional.of(root), Optional.empty(), Optional.empty(), false))
                    .ended();
            assertThat(ended).containsExactlyInAnyOrder(root, child);
            MandateLine after = loop.node().mandate(child).mandate();
            assertThat(after.heldGwei()).isZero();
            assertThat(after.state()).isEqualTo("ended");
            running.forEach(CompletableFuture::join);
            assertThat(loop.node().mandate(child).mandate().paidGwei()).isEqualTo(after.paidGwei());
        }
        assertThat(call(key, "my_mandate", "{}").toString()).contains("was ended");
        assertThatThrownBy(() -> key(child)).hasMessageContaining("is ended");
        assertThatThrownBy(() -> give(terms("late", READS, Optional.of(root), 1, 1, 1)))
                .hasMessageContaining("was ended");
        assertAccepted(root);
    }

    @Test
    void aNarrowerMandateThatIsWiderIsRefusedByName() {
        String root =
                give(terms("root", READS, Optional.empty(), 1_000, 100, 10)).id();
        assertThatThrownBy(() -> give(terms("wide", READS, Optional.of(root), 1_001, 100, 10)))
                .hasMessageContaining("'caps.budgetGwei' is 1001");
        List<String> more = new ArrayList<>(READS);
        more.add("contribute_rows");
        assertThatThrownBy(() -> give(terms("wide", more, Optional.of(root), 1_000, 100, 10)))
                .hasMessageContaining("'tools'");
        String parent = root;
        for (int depth = 2; depth <= 8; depth++) {
            parent = give(terms("deep", READS, Optional.of(parent), 1_000, 100, 10))
                    .id();
        }
        String deepest = parent;
        assertThatThrownBy(() -> give(terms("deeper", READS, Optional.of(deepest), 1_000, 100, 10)))
                .hasMessageContaining("8 mandates deep");
    }

    /** What the node signed is good on chain once the money was drawn, and for what it says alone. */
    @Test
    void theNodeIsAnAgentAndWhatWasPaidForIsShownOfIt() throws Exception {
        Ran ran = Ran.of(List.of("agent", "register", "--json", "--data", data.toString()));
        assertThat(ran.code()).as(ran.toString()).isZero();
        AgentRegistration registered = loop.node().agentRegistration();
        String file = node.url() + AgentEndpoints.REGISTRATION_FILE.place().path();
        assertThat(registered.uri()).contains(file);
        long agent = registered.agent().orElseThrow();
        JsonNode said =
                JSON.readTree(HTTP.send(HttpRequest.newBuilder(URI.create(file)).build(), BodyHandlers.ofString())
                        .body());
        assertThat(said.at("/registrations/0/agentId").asLong()).isEqualTo(agent);
        assertThat(said.at("/registrations/0/agentRegistry").asString()).endsWith(":" + registered.identity());
        assertThat(loop.node().registerAgent(new NewAgentRegistration(file)))
                .as("the same again")
                .isEqualTo(registered);
        for (String wrong : List.of("agent.json", "ftp://agent", "https://a b", "https://" + "a".repeat(2_048))) {
            assertThatThrownBy(() -> loop.node().registerAgent(new NewAgentRegistration(wrong)))
                    .hasMessageContaining("'uri' must be");
        }
        loop.node().registerAgent(new NewAgentRegistration("ipfs://agent"));
        Loop.until(() -> loop.node().agentRegistration(), now -> now.uri().equals(Optional.of("ipfs://agent")));
        assertThat(loop.node().agentRegistration().agent()).contains(agent);

        String key = key(give(terms("paying", READS)).id());
        JsonNode found = call(key, "search_rows", "{\"query\":\"Bread\",\"datanets\":[1]}");
        assertThatThrownBy(() -> loop.node()
                        .paidAction(
                                found.at("/result/_meta/org.openledger~1action").asString()))
                .hasMessageContaining("Nothing was paid");
        JsonNode asked = call(key, "ask_model", ask("maxTokens", "4"));
        String action = asked.at("/result/_meta/org.openledger~1action").asString();
        PaidAction paid = loop.node().paidAction(action);
        assertThat(paid.client()).isEqualTo(principal);
        assertThat(paid.paidGwei())
                .isEqualTo(asked.at("/result/structuredContent/costGwei").asLong());
        loop.awaitReceipt(asked.at("/result/structuredContent/receipt").asString());
        loop.closeEpoch();
        Loop.until(() -> loop.node().paidAction(action), now -> now.drawnGwei() >= now.paidGwei());
        assertThat(shown(paid, principal))
                .as("the operator signed it, and has drawn it")
                .contains("\"result\":\"0x\"");
        assertThat(shown(paid, paid.operator())).as("of another client").contains(error("NotSigned(address)"));
    }

    /** What the chain answers to who shows a paid record. */
    private static String shown(PaidAction paid, String client) throws IOException, InterruptedException {
        Function call = new Function(
                "showPaid",
                List.of(
                        new Address(paid.operator()),
                        new Address(client),
                        new Bytes32(Hex.parsePrefixed(paid.record())),
                        new Uint256(BigInteger.valueOf(paid.paidGwei()).multiply(BigInteger.valueOf(1_000_000_000))),
                        new DynamicBytes(Hex.parsePrefixed(paid.signature()))),
                List.of());
        ObjectNode request =
                JSON.createObjectNode().put("jsonrpc", "2.0").put("id", 1).put("method", "eth_call");
        request.putArray("params")
                .add(JSON.createObjectNode().put("to", paid.reputation()).put("data", FunctionEncoder.encode(call)))
                .add("latest");
        return rpc(request);
    }

    private static String error(String signature) {
        return Hash.sha3String(signature).substring(0, 10);
    }

    private static String rpc(ObjectNode request) throws IOException, InterruptedException {
        return HTTP.send(
                        HttpRequest.newBuilder(URI.create(node.url() + "/rpc"))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(request.toString()))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    /** Numbers that are none, and a header that says another tool than the body. */
    @Test
    void budgetsThatAreNoneAndHeadersThatSayAnotherToolAreRefused() throws Exception {
        String drafted = JSON.writeValueAsString(terms("budget", READS));
        for (String budget : List.of("-1", "9223372036854775808", "1e3", "\"1e3\"", "null", "1.5", "[]")) {
            HttpResponse<String> response = HTTP.send(
                    HttpRequest.newBuilder(URI.create(node.url() + "/api/mandates/draft"))
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(
                                    drafted.replace("\"budgetGwei\":100000000", "\"budgetGwei\":" + budget)))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(response.statusCode()).as(budget + response.body()).isEqualTo(400);
            assertThat(response.body()).contains("budgetGwei");
        }
        String key = key(give(terms("headers", READS)).id());
        HttpResponse<String> other = HTTP.send(
                HttpRequest.newBuilder(URI.create(node.url() + "/mcp"))
                        .header("Authorization", "Bearer " + key)
                        .header("MCP-Protocol-Version", "2026-07-28")
                        .header("Mcp-Method", "tools/call")
                        .header("Mcp-Name", "my_mandate")
                        .POST(BodyPublishers.ofString(called("search_rows", "{\"query\":\"a\",\"datanets\":[1]}")))
                        .build(),
                BodyHandlers.ofString());
        assertThat(other.statusCode()).isEqualTo(400);
        assertThat(other.body()).contains("Mcp-Name does not name the tool");
    }

    /** A wallet's signature gives the one document that it is over, on this chain and for this operator. */
    @Test
    void aSignatureForAnotherChainOrContractGivesNothingAndAWalletThatSaysYesGivesItsOwnAlone() throws Exception {
        Signer wallet = Signer.of(Hashes.sha256("a wallet".getBytes(StandardCharsets.UTF_8)));
        MandateDraft draft = loop.node().draftMandate(of(wallet.address(), terms("signed", READS)));
        for (Map.Entry<String, String> each : Map.of(
                        "chainId", "1",
                        "verifyingContract", "0x" + "7".repeat(40),
                        "name", "Another domain",
                        "version", "2")
                .entrySet()) {
            ObjectNode typed = (ObjectNode) draft.typedData().deepCopy();
            ((ObjectNode) typed.get("domain")).put(each.getKey(), each.getValue());
            assertThatThrownBy(() -> giveSigned(draft, wallet, typed))
                    .as(each.getKey())
                    .hasMessageContaining("signature is not one of " + wallet.address());
        }
        assertThat(giveSigned(draft, wallet, draft.typedData()).principal()).isEqualTo(wallet.address());

        String yes = walletThatSaysYes();
        String nothing = "0x" + "00".repeat(65);
        MandateDraft own = loop.node().draftMandate(of(yes, terms("yes", READS)));
        MandateLine given = loop.node()
                .giveMandate(new SignedMandate(own.mandate(), Optional.empty(), Optional.of(nothing)))
                .mandate();
        assertThat(given.principal()).isEqualTo(yes);
        MandateDraft others = loop.node().draftMandate(terms("others", READS));
        assertThatThrownBy(() -> loop.node()
                        .giveMandate(new SignedMandate(others.mandate(), Optional.of(yes), Optional.of(nothing))))
                .isInstanceOf(ClientException.class);
        assertThat(call(key(given.id()), "ask_model", ask("maxTokens", "4")).toString())
                .as("it pays with its own money, of which it has none")
                .contains("\"isError\":true", "has 0 OPEN left of its deposit");
    }

    private static NewMandate of(String principal, NewMandate terms) {
        return with(terms, principal, terms.task(), terms.bounds(), terms.conditions());
    }

    private static MandateLine giveSigned(MandateDraft draft, Signer wallet, JsonNode typed) {
        String signature = "0x" + Hex.of(wallet.sign(new TypedData(typed.toString()).digest()));
        return loop.node()
                .giveMandate(new SignedMandate(draft.mandate(), Optional.empty(), Optional.of(signature)))
                .mandate();
    }

    /** Puts a contract on the chain that answers every question with ERC-1271's yes. */
    private static String walletThatSaysYes() throws Exception {
        Signer deployer = Signer.of(Hashes.sha256("who deploys it".getBytes(StandardCharsets.UTF_8)));
        loop.node().gift(new NewGift(deployer.address()));
        Loop.until(() -> loop.node().wallet(deployer.address()), has -> has.nativeGwei() > 0);
        String answersYes = "631626ba7e60e01b60005260206000f3";
        String code = "6f" + answersYes + "60005260106010f3";
        RawTransaction creation = RawTransaction.createContractTransaction(
                BigInteger.ZERO,
                BigInteger.valueOf(10_000_000_000L),
                BigInteger.valueOf(200_000),
                BigInteger.ZERO,
                "0x" + code);
        byte[] signed = TransactionEncoder.signMessage(
                creation, loop.node().chainStatus().chainId(), Credentials.create(deployer.export()));
        ObjectNode request =
                JSON.createObjectNode().put("jsonrpc", "2.0").put("id", 1).put("method", "eth_sendRawTransaction");
        request.putArray("params").add("0x" + Hex.of(signed));
        assertThat(rpc(request)).contains("result");
        String at = ContractUtils.generateContractAddress(deployer.address(), BigInteger.ZERO)
                .toLowerCase(Locale.ROOT);
        ObjectNode asking =
                JSON.createObjectNode().put("jsonrpc", "2.0").put("id", 1).put("method", "eth_getCode");
        asking.putArray("params").add(at).add("latest");
        Loop.until(
                () -> {
                    try {
                        return rpc(asking);
                    } catch (IOException | InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                },
                answer -> answer.contains(answersYes));
        return at;
    }

    /** Each with its answer's status, and words of the refusal. */
    @Test
    void everyHostileInputIsRefusedAndNothingIsDone() throws Exception {
        String mandate = give(terms("hostile", READS, Optional.empty(), 1_000_000, 1_000_000, 1_000))
                .id();
        String key = key(mandate);
        String many = String.join(",", Collections.nCopies(100_000, "1"));
        Map<String, String> bodies = new LinkedHashMap<>();
        bodies.put("", "JSON ends too early");
        bodies.put("[]", "no single request");
        bodies.put("{\"jsonrpc\":\"2.0\",\"id\":1}", "names no method");
        bodies.put("{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"ping\"}", "'id' must be");
        bodies.put("{\"jsonrpc\":\"2.0\",\"id\":1,\"id\":2,\"method\":\"ping\"}", "appears twice");
        bodies.put("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"no/such\"}", "There is no method");
        bodies.put("[".repeat(1_000) + "]".repeat(1_000), "nested deeper");
        bodies.put(called("search_rows", "{\"query\":\"a\",\"datanets\":[" + many + "]}"), "a list of 1 to 8");
        bodies.put(
                called("search_rows", "{\"query\":\"" + "a".repeat(500_000) + "\",\"datanets\":[1]}"),
                "'query' must be");
        bodies.put(called("search_rows", "{\"query\":\"a\",\"datanets\":[1e3]}"), "fractions and exponents");
        bodies.put(called("search_rows", "{\"query\":\"a\",\"datanets\":[-1]}"), "'datanets' must be");
        bodies.put(called("search_rows", "{\"query\":\"a\",\"datanets\":[\"1e3\"]}"), "'datanets' must be");
        bodies.put(called("search_rows", "{\"query\":\"a\",\"datanets\":[9]}"), "does not name the Datanet 9");
        bodies.put(
                called("search_rows", "{\"query\":\"a\",\"datanets\":[1],\"principal\":\"me\"}"),
                "takes no 'principal'");
        bodies.put(called("search_rows", "[]"), "must be an object");
        bodies.put(called("search\u200b_rows", "{}"), "does not name the tool");
        bodies.put(called("s\u0435arch_rows", "{}"), "does not name the tool");
        bodies.put(called("SEARCH_ROWS", "{}"), "does not name the tool");
        bodies.put(called("end_mandates", "{}"), "does not name the tool");
        bodies.put(called("ask_model", ask("maxGwei", "9223372036854775808")), "more than 16 digits");
        bodies.put(called("ask_model", ask("maxGwei", "0")), "'maxGwei' must be");
        bodies.put(called("ask_model", ask("maxGwei", "1000001")), "one call at most");
        bodies.put(called("ask_model", ask("maxGwei", "null")), "'maxGwei' must be");
        bodies.put(called("read_receipt", "{\"receipt\":\"../../etc/passwd\"}"), "no answer of this id");
        for (Map.Entry<String, String> each : bodies.entrySet()) {
            HttpResponse<String> response = post(key, each.getKey(), "2025-11-25");
            assertThat(response.statusCode()).as(response.body()).isIn(200, 400);
            assertThat(response.body()).contains(each.getValue()).containsAnyOf("\"error\"", "\"isError\":true");
        }
        assertThat(post(key, called("search_rows", "{}"), "2026-07-28").body()).contains("Mcp-Method");
        assertThat(post(key, called("search_rows", "{}"), "1999-01-01").body()).contains("speaks revisions");
        assertThat(post("ol_nobody", called("my_mandate", "{}"), "2025-11-25").statusCode())
                .isEqualTo(401);
        assertThat(post(key, "{\"a\":\"" + "a".repeat(2_000_000) + "\"}", "2025-11-25")
                        .statusCode())
                .isEqualTo(413);
        for (int i = 0; i < 100; i++) {
            post(key, called("delete_all", "{}"), "2025-11-25");
        }
        assertThat(loop.node().mandate(mandate).mandate().paidGwei()).isZero();
        assertThat(records(mandate)).as("declined calls of a minute").isLessThanOrEqualTo(2 * 60 + 2);

        JsonNode draft = loop.node().draftMandate(terms("wrong", READS)).mandate();
        Map<String, JsonNode> wrong = new LinkedHashMap<>();
        wrong.put("unknown member", ((ObjectNode) draft.deepCopy()).put("admin", true));
        wrong.put(
                "principal must be",
                ((ObjectNode) draft.deepCopy()).put("principal", principal.toUpperCase(Locale.ROOT)));
        wrong.put("agent must be", ((ObjectNode) draft.deepCopy()).put("agent", " " + principal));
        wrong.put("cannot be seen", ((ObjectNode) draft.deepCopy()).put("task", "pay\u202e nobody"));
        wrong.put("another operator", ((ObjectNode) draft.deepCopy()).put("operator", "0x" + "1".repeat(40)));
        wrong.put(
                "must be sorted",
                ((ObjectNode) draft.deepCopy())
                        .set("models", JSON.createArrayNode().add("b").add("a")));
        wrong.forEach((why, document) -> assertThatThrownBy(() ->
                        loop.node().giveMandate(new SignedMandate(document, Optional.of(principal), Optional.empty())))
                .hasMessageContaining(why));
        assertThatThrownBy(() -> loop.node()
                        .giveMandate(new SignedMandate(draft, Optional.empty(), Optional.of("0x" + "1b".repeat(65)))))
                .as("a signature of another document, chain or contract")
                .hasMessageContaining("signature");
        assertAccepted(mandate);
    }

    /** One of two answers decides; the other, which is asked too, and what was looked up, have nothing of the reward. */
    @Test
    void theAnswerThatDecidedIsRewardedOnceAndAStrangerDividesItAgain() throws Exception {
        List<String> tools = new ArrayList<>(READS);
        tools.add(DecisionReward.TOOL);
        String mandate = give(terms("rewarder", tools)).id();
        Path plan = Files.writeString(folder.resolve("rewarding.toml"), """
                [[step]]
                id = "look"
                tool = "my_mandate"
                [[step]]
                id = "idle"
                tool = "ask_model"
                with = { model = "%1$s", question = "%2$s", maxTokens = 4 }
                [[step]]
                id = "decides"
                tool = "ask_model"
                with = { model = "%1$s", question = "%2$s", maxTokens = 8 }
                [[step]]
                id = "act"
                tool = "explain_account"
                when = { step = "decides", member = "costGwei", least = 1 }
                [reward]
                step = "act"
                gwei = 90001
                """.formatted(Loop.MODEL, Loop.QUESTION));
        Path record = folder.resolve("rewarding.json");
        Ran ran = Ran.of(List.of(
                "agent",
                "run",
                plan.toString(),
                "--mandate",
                mandate,
                "--record",
                record.toString(),
                "--data",
                data.toString()));
        assertThat(ran.code()).as(ran.toString()).isZero();
        JsonNode calls = JSON.readTree(Files.readString(record));
        JsonNode reward = calls.at("/calls/4");
        assertThat(reward.at("/result/paidGwei").asLong()).as(reward.toString()).isEqualTo(90_001);
        assertThat(reward.at("/result/parts").findValuesAsString("step")).containsExactly("decides");
        assertThat(reward.at("/result/parts/0/payments").findValuesAsString("role"))
                .contains("operator", "base")
                .containsAnyOf("contributor", "waiting", "commons");
        assertThat(Ran.of(List.of("agent", "replay", plan.toString(), "--record", record.toString()))
                        .out())
                .contains("4 calls, the same in the same order");
        JsonNode again =
                call(key(mandate), DecisionReward.TOOL, reward.path("arguments").toString(), Optional.empty());
        assertThat(again.toString()).contains("was rewarded before");
        JsonNode nothing = call(
                key(mandate),
                DecisionReward.TOOL,
                reward.path("arguments").toString().replace("\"step\":\"act\"", "\"step\":\"look\""),
                Optional.empty());
        assertThat(nothing.toString()).contains("nothing decided the step 'look'");
        MandateLine line = loop.node().mandate(mandate).mandate();
        assertThat(line.heldGwei()).isZero();
        byte[] trail = loop.node().trail(mandate);
        List<TrailCheck> checks = TrailVerifier.check(trail, TrailVerifier.Options.none());
        assertThat(checks).as(checks.toString()).noneMatch(TrailCheck::failed);
        assertThat(checks.toString()).contains("1 rewards went to the causes");
        assertThat(loop.node()
                        .statement(loop.node()
                                .draftMandate(terms("any", READS))
                                .mandate()
                                .path("operator")
                                .asString()))
                .as("the operator's part of the reward is explained by answer and action")
                .anySatisfy(entry -> assertThat(entry.action()).isPresent());
        loop.closeEpoch();
    }

    /** A model reads, a plan calls: the one function that the mandate names, and with what a stranger may have written not unasked. */
    @Test
    void aPlanCallsTheFunctionThatItsMandateNamesAndWhatTheReaderSaidDecidesNothing() throws Exception {
        loop.node().gift(new NewGift(principal));
        Loop.until(() -> loop.node().wallet(principal), wallet -> wallet.nativeGwei() > 0);
        String spender = loop.account("spender");
        String approve = loop.node().chainStatus().contracts().get("wrappedOpen") + ".approve(address,uint256)";
        List<String> tools = new ArrayList<>(READS);
        tools.add("call_contract");
        NewMandate terms = terms("caller", tools);
        String unbounded = key(give(terms).id());
        String call = "{\"function\":\"" + approve + "\",\"values\":[\"" + spender + "\",\"7\"],\"maxGwei\":100000}";
        assertThat(call(unbounded, "call_contract", call).toString()).contains("names no 'function'");
        String mandate = give(bounded(
                        terms,
                        "Let " + spender + " take 7 wei.",
                        new ArgumentBound("call_contract", "function", "is", List.of(approve))))
                .id();
        String key = key(mandate);
        Map<String, String> refused = new LinkedHashMap<>();
        refused.put(call.replace("approve(", "transfer("), "'function' must be one of");
        refused.put(call.replace("[\"" + spender + "\",", "["), "takes 2 values, not 1");
        refused.put(call.replace("100000", "1000001"), "one call at most");
        refused.put(call.replace("}", ",\"valueWei\":1}"), "takes no 'valueWei'");
        refused.put(call.replace(spender, "0x" + "0".repeat(40)), "tried first");
        refused.forEach((arguments, why) ->
                assertThat(call(key, "call_contract", arguments).toString()).contains("\"isError\":true", why));
        assertThat(loop.node().mandate(mandate).mandate().paidGwei()).isZero();

        Path plan = Files.writeString(
                folder.resolve("caller.toml"), """
                [[step]]
                id = "read"
                tool = "ask_model"
                with = { model = "%1$s", question = "%2$s", maxTokens = 4 }
                [[step]]
                id = "call"
                tool = "call_contract"
                with = { function = "%3$s", values = ["%4$s", "7"], maxGwei = 100000 }
                [[step]]
                id = "told"
                tool = "call_contract"
                when = { step = "call", member = "state", equals = "done" }
                with = { function = "%3$s", values = ["%4$s", "9${read.costGwei}"], maxGwei = 100000 }
                """.formatted(Loop.MODEL, Loop.QUESTION, approve, spender));
        Path record = folder.resolve("caller.json");
        Ran ran = Ran.of(List.of(
                "agent",
                "run",
                plan.toString(),
                "--mandate",
                mandate,
                "--record",
                record.toString(),
                "--data",
                data.toString()));
        assertThat(ran.toString()).as("what the reader gave waits for a person").contains("Step told was not done");
        JsonNode calls = JSON.readTree(Files.readString(record)).path("calls");
        assertThat(calls.at("/1/result/state").asString()).as(calls.toString()).isEqualTo("done");
        assertThat(calls.at("/1/result/transaction").asString()).matches("0x[0-9a-f]{64}");
        List<ActionLine> lines = loop.node()
                .actions(new ActionsQuery(
                        Optional.empty(), Optional.of(mandate), Optional.empty(), Optional.empty(), 0, 20))
                .list();
        assertThat(lines).filteredOn(line -> line.state().equals("awaiting")).hasSize(1);
        assertThat(lines)
                .filteredOn(line ->
                        line.tool().equals("call_contract") && line.state().equals("executed"))
                .singleElement()
                .satisfies(line -> assertThat(line.paidGwei()).isBetween(1L, 100_000L));
        assertAccepted(mandate);
    }

    private static NewMandate bounded(NewMandate terms, String task, ArgumentBound... bounds) {
        return with(terms, terms.principal(), task, List.of(bounds), terms.conditions());
    }

    private static NewMandate with(NewMandate terms, MandateCondition... conditions) {
        return with(terms, terms.principal(), terms.task(), terms.bounds(), List.of(conditions));
    }

    private static NewMandate with(
            NewMandate terms,
            String principal,
            String task,
            List<ArgumentBound> bounds,
            List<MandateCondition> conditions) {
        return new NewMandate(
                principal,
                principal,
                terms.name(),
                task,
                terms.parent(),
                terms.notBeforeSeconds(),
                terms.lifeSeconds(),
                terms.budgetGwei(),
                terms.callGwei(),
                terms.dayGwei(),
                terms.maxCalls(),
                terms.tools(),
                terms.models(),
                terms.datanets(),
                terms.licences(),
                terms.trustedDatanets(),
                terms.approvalAboveGwei(),
                terms.approvalClasses(),
                List.of(principal),
                terms.minAttributedPpm(),
                bounds,
                conditions,
                terms.undo());
    }

    /** What typed members cannot say; a condition that does not compile is refused before it is signed. */
    @Test
    void conditionsHoldOfEveryCallAndOfThoseUnderAMandateToo() throws Exception {
        NewMandate terms = terms("conditional", READS);
        assertThatThrownBy(() -> loop.node()
                        .draftMandate(with(terms, new MandateCondition("odd", Optional.empty(), "mostGwei <"))))
                .hasMessageContaining("the condition odd does not compile");
        String root = give(with(
                        terms,
                        new MandateCondition("short", Optional.of("ask_model"), "arguments.maxTokens <= 8"),
                        new MandateCondition(
                                "rows", Optional.of("search_rows"), "!arguments.query.contains('secret')")))
                .id();
        String child = give(terms("child", READS, Optional.of(root), 50_000_000, 1_000_000, 500))
                .id();
        for (String mandate : List.of(root, child)) {
            String key = key(mandate);
            assertThat(call(key, "ask_model", ask("maxTokens", "9")).toString())
                    .contains("the condition short does not hold: arguments.maxTokens <= 8");
            assertThat(call(key, "ask_model", "{\"model\":\"" + Loop.MODEL + "\",\"question\":\"a\"}")
                            .toString())
                    .contains("the condition short does not hold: it cannot be evaluated");
            assertThat(call(key, "search_rows", "{\"query\":\"a secret\",\"datanets\":[1]}")
                            .toString())
                    .contains("the condition rows");
            assertThat(call(key, "search_rows", "{\"query\":\"Bread\",\"datanets\":[1]}")
                            .at("/result/isError")
                            .asBoolean(true))
                    .isFalse();
        }
        byte[] trail = loop.node().trail(root);
        assertThat(TrailVerifier.check(trail, TrailVerifier.Options.none()).toString())
                .contains("of 8 is the operator's word here");
        List<TrailCheck> decided = TrailVerifier.check(
                trail, new TrailVerifier.Options(Optional.empty(), Set.of(), Optional.of(new Conditions())));
        assertThat(decided).as(decided.toString()).noneMatch(TrailCheck::failed);
        assertThat(decided.toString()).doesNotContain("operator's word here");
    }

    /** However an approval is sent: of other arguments, twice at once, again, after its deadline. */
    @Test
    void whoeverApprovesHowOftenThereIsOneEffect() throws Exception {
        List<String> tools = new ArrayList<>(READS);
        tools.add("contribute_rows");
        String mandate = give(terms("approved", tools)).id();
        String key = key(mandate);
        call(key, "search_rows", "{\"query\":\"Bread\",\"datanets\":[1]}");
        String rows = "{\"datanet\":1,\"rows\":[{\"instruction\":\"what to approve\",\"response\":\"this\"}]}";
        String action = call(key, "contribute_rows", rows, Optional.of("one"))
                .at("/result/_meta/org.openledger~1action")
                .asString();
        // modified: the same id with other arguments is another call, and is refused
        assertThat(call(key, "contribute_rows", rows.replace("this", "that"), Optional.of("one"))
                        .toString())
                .contains("was sent with another call before");
        long soon = System.currentTimeMillis() / 1_000 + 60;
        String other = call(key, "contribute_rows", rows.replace("this", "that"), Optional.of("two"))
                .at("/result/_meta/org.openledger~1action")
                .asString();
        JsonNode signed = loop.node()
                .action(loop.node()
                        .approveAction(action, new ActionApproval(principal, soon, Optional.empty()))
                        .action()
                        .id())
                .record()
                .orElseThrow();
        // replayed: the signature of one call lets no other through
        assertThatThrownBy(() -> loop.node()
                        .approveAction(
                                other,
                                new ActionApproval(
                                        principal,
                                        signed.at("/approval/deadlineSeconds").asLong(),
                                        Optional.of(
                                                signed.at("/approval/signature").asString()))))
                .hasMessageContaining("the signature is not one of");
        assertThatThrownBy(() -> loop.node().approveAction(other, new ActionApproval(principal, 1, Optional.empty())))
                .hasMessageContaining("deadline has passed");
        // resumed by many at once
        List<CompletableFuture<Boolean>> approvals = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                approvals.add(CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                loop.node().approveAction(other, new ActionApproval(principal, soon, Optional.empty()));
                                return true;
                            } catch (ClientException refused) {
                                return false;
                            }
                        },
                        threads));
            }
            assertThat(approvals.stream().filter(CompletableFuture::join).count())
                    .isEqualTo(1);
        }
        MandateLine line = loop.node().mandate(mandate).mandate();
        assertThat(line.calls()).as("a search and two drafts").isEqualTo(3);
        assertAccepted(mandate);
    }

    private static String called(String tool, String arguments) {
        return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"" + tool
                + "\",\"arguments\":" + arguments + "}}";
    }

    private static HttpResponse<String> post(String key, String body, String revision)
            throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(node.url() + "/mcp"))
                        .header("Authorization", "Bearer " + key)
                        .header("MCP-Protocol-Version", revision)
                        .POST(BodyPublishers.ofString(body, StandardCharsets.UTF_8))
                        .build(),
                BodyHandlers.ofString());
    }

    private static String ask(String more, String value) {
        return "{\"model\":\"" + Loop.MODEL + "\",\"question\":\"" + Loop.QUESTION + "\",\"" + more + "\":" + value
                + "}";
    }

    private static long records(String mandate) {
        return loop.node()
                .actions(new ActionsQuery(
                        Optional.empty(), Optional.of(mandate), Optional.empty(), Optional.empty(), 0, 1))
                .total();
    }

    private static void assertAccepted(String mandate) {
        List<TrailCheck> checks = TrailVerifier.check(loop.node().trail(mandate), TrailVerifier.Options.none());
        assertThat(checks).as(checks.toString()).noneMatch(TrailCheck::failed);
        assertThat(TrailVerifier.accepted(checks)).isTrue();
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
                0,
                List.of(),
                List.of(),
                List.of());
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

    static JsonNode call(String key, String tool, String arguments) {
        return call(key, tool, arguments, Optional.empty());
    }

    static JsonNode call(String key, String tool, String arguments, Optional<String> callId) {
        return call(URI.create(node.url()), key, tool, arguments, callId);
    }

    /** Calls a tool by the stateless protocol. */
    static JsonNode call(URI at, String key, String tool, String arguments, Optional<String> callId) {
        ObjectNode request =
                JSON.createObjectNode().put("jsonrpc", "2.0").put("id", 1).put("method", "tools/call");
        request.putObject("params").put("name", tool).set("arguments", JSON.readTree(arguments));
        HttpRequest.Builder builder = HttpRequest.newBuilder(at.resolve("/mcp"))
                .header("Authorization", "Bearer " + key)
                .header("MCP-Protocol-Version", "2026-07-28")
                .header("Mcp-Method", "tools/call")
                .header("Mcp-Name", tool)
                .POST(BodyPublishers.ofString(request.toString(), StandardCharsets.UTF_8));
        callId.ifPresent(id -> builder.header("Idempotency-Key", id));
        try {
            HttpResponse<String> response = HTTP.send(builder.build(), BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
