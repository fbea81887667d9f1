package org.openledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.app.Configuration;
import org.openledger.app.FoundationParts;
import org.openledger.app.Lifecycle;
import org.openledger.app.Node;
import org.openledger.client.NodeClient;
import org.openledger.client.agent.ArgumentBound;
import org.openledger.client.agent.NewMandate;
import org.openledger.client.agent.NewMandateKey;
import org.openledger.client.agent.SignedMandate;
import org.openledger.identity.Signature;
import org.openledger.identity.Signer;
import org.openledger.identity.TypedDataBuilder;
import org.openledger.setting.Settings;
import org.openledger.verify.agency.TrailCheck;
import org.openledger.verify.agency.TrailVerifier;
import org.openledger.verify.bytes.Hex;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint8;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Answers sold for payments by signature (x402) on a real node: one authorization, one transfer, one answer. */
@Tag("loop")
final class SalesTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Signer BUYER = Signer.of(Hex.parse("b0".repeat(32)));
    private static final BigInteger BUYER_WEI = BigInteger.TEN.pow(18);
    private static final BigInteger WEI_PER_GWEI = BigInteger.TEN.pow(9);
    private static final int AT_ONCE = 64;

    @TempDir
    static Path folder;

    private static Path data;
    private static Node node;
    private static Loop loop;
    private static int port;
    private static String token;
    private static String shopper;
    private static String operator;
    private static final AtomicInteger NONCES = new AtomicInteger();

    @BeforeAll
    static void start() throws Exception {
        data = folder.resolve("data");
        TrainedFolder.copyTo(data);
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Ground ground = fundBuyer();
        token = ground.token();
        shopper = ground.shopper();
        operator = ground.operator();
        node = started();
        loop = new Loop(NodeClient.ofDataFolder(data));
        loop.trainModel(TrainedFolder.TRAINING_STEPS);
    }

    private static String shop() {
        return "http://127.0.0.1:" + port + "/x402/";
    }

    private static void open() {
        node = started();
        loop = new Loop(NodeClient.ofDataFolder(data));
    }

    private static Node started() {
        Configuration plain = Loop.configuration(data);
        return Node.start(new Configuration(
                plain.home(),
                data,
                plain.values()
                        .with(Settings.HTTP_PORT, (long) port, "a test")
                        .with(Settings.AGENTS_SHOPS, Map.of("self", shop()), "a test")));
    }

    /** What the node stands on: the token, and accounts of its own. */
    private record Ground(String token, String shopper, String operator) {}

    /** The buyer is a stranger with tokens and a little for gas; nothing of it is known to the node. */
    private static Ground fundBuyer() throws Exception {
        Lifecycle lifecycle = new Lifecycle();
        try {
            FoundationParts on = FoundationParts.open(Loop.configuration(data), lifecycle);
            Ground ground = new Ground(
                    on.contracts().wrappedOpen(),
                    on.accounts().create("shopper").address(),
                    on.operator().address());
            on.database().write(tx -> {
                on.outbox()
                        .enqueue(
                                tx,
                                "test/tokens",
                                ground.token(),
                                on.bindings()
                                        .wrappedOpen()
                                        .depositFor(BUYER.address(), BUYER_WEI)
                                        .encodeFunctionCall(),
                                BUYER_WEI);
                on.outbox()
                        .enqueue(
                                tx,
                                "test/shopper",
                                ground.token(),
                                on.bindings()
                                        .wrappedOpen()
                                        .depositFor(ground.shopper(), BUYER_WEI)
                                        .encodeFunctionCall(),
                                BUYER_WEI);
                on.outbox().enqueue(tx, "test/gas", BUYER.address(), "0x", BUYER_WEI);
            });
            for (String key : List.of("test/tokens", "test/shopper", "test/gas")) {
                on.outbox().confirmed(key).get(1, TimeUnit.MINUTES);
            }
            return ground;
        } finally {
            lifecycle.close();
        }
    }

    @AfterAll
    static void nothingDiffersAfterwards() {
        loop.node().close();
        node.close();
        assertThat(WholeLoopTest.findings(data)).isEmpty();
    }

    @Test
    void aStrangerPaysBySignatureAndWhatIsNotUsedStaysItsDeposit() throws Exception {
        BigInteger before = tokens(BUYER.address());
        HttpResponse<String> unpaid = ask("aStranger", "");
        assertThat(unpaid.statusCode()).as(unpaid.body()).isEqualTo(402);
        JsonNode required = decoded(unpaid, "PAYMENT-REQUIRED");
        BigInteger amount = new BigInteger(required.at("/accepts/0/amount").asString());
        HttpResponse<String> bought = ask("aStranger", payment(required, _ -> {}));
        assertThat(bought.statusCode()).as(bought.body()).isEqualTo(200);
        assertThat(JSON.readTree(bought.body()).at("/choices/0/message/content").asString())
                .isNotEmpty();
        JsonNode settled = decoded(bought, "PAYMENT-RESPONSE");
        assertThat(settled.path("success").asBoolean()).isTrue();
        assertThat(settled.path("payer").asString()).isEqualToIgnoringCase(BUYER.address());
        assertThat(before.subtract(tokens(BUYER.address()))).isEqualTo(amount);
        String receipt = bought.headers().firstValue("OpenLedger-Receipt").orElseThrow();
        String account = loop.awaitReceipt(receipt).payer();
        long fee = loop.awaitContent(receipt).payments().stream()
                .mapToLong(each -> each.gwei())
                .sum();
        assertThat(account).isNotEqualTo(BUYER.address());
        assertThat(fee).isPositive();
        assertThat(loop.node().account(account).depositGwei())
                .isEqualTo(amount.divide(WEI_PER_GWEI).longValueExact() - fee);
    }

    @Test
    void oneSignatureSentManyTimesAtOnceBuysOneAnswer() throws Exception {
        BigInteger before = tokens(BUYER.address());
        JsonNode required = decoded(ask("atOnce", ""), "PAYMENT-REQUIRED");
        String payment = payment(required, _ -> {});
        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> send = () -> ask("atOnce", payment).statusCode();
            for (Future<Integer> each : clients.invokeAll(java.util.Collections.nCopies(AT_ONCE, send))) {
                statuses.add(each.get());
            }
        }
        assertThat(statuses).filteredOn(status -> status == 200).hasSize(1);
        assertThat(statuses).filteredOn(status -> status == 409).hasSize(AT_ONCE - 1);
        assertThat(before.subtract(tokens(BUYER.address()))).isEqualTo(amount(required));
    }

    @Test
    void aCallSentAgainUnderItsIdentifierIsPaidOnce() throws Exception {
        BigInteger before = tokens(BUYER.address());
        JsonNode required = decoded(ask("again", ""), "PAYMENT-REQUIRED");
        String identifier = "pay_0123456789abcdef";
        HttpResponse<String> first = ask("again", payment(required, named(identifier)));
        assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
        HttpResponse<String> second = ask("again", payment(required, named(identifier)));
        assertThat(second.headers().firstValue("OpenLedger-Receipt"))
                .isEqualTo(first.headers().firstValue("OpenLedger-Receipt"));
        assertThat(JSON.readTree(second.body()).path("choices"))
                .isEqualTo(JSON.readTree(first.body()).path("choices"));
        HttpResponse<String> other = ask("again and again", payment(requiredFor("again and again"), named(identifier)));
        assertThat(other.statusCode()).as(other.body()).isEqualTo(409);
        assertThat(before.subtract(tokens(BUYER.address()))).isEqualTo(amount(required));
    }

    @Test
    void aPaymentThatIsNotWhatIsAskedForIsRefusedBeforeAnyWork() throws Exception {
        BigInteger before = tokens(BUYER.address());
        JsonNode required = decoded(ask("wrong", ""), "PAYMENT-REQUIRED");
        long now = Instant.now().getEpochSecond();
        String other = "0x" + "d".repeat(40);
        List<Consumer<ObjectNode>> wrong = List.of(
                payment -> ((ObjectNode) payment.path("accepted")).put("network", "eip155:1"),
                payment -> ((ObjectNode) payment.path("accepted")).put("asset", other),
                payment -> ((ObjectNode) payment.path("accepted")).put("amount", "1"),
                payment -> ((ObjectNode) payment.path("accepted")).put("payTo", other),
                payment -> ((ObjectNode) payment.path("accepted")).put("scheme", "upto"),
                payment -> authorization(payment).put("to", other),
                payment -> authorization(payment).put("value", "1"),
                payment -> authorization(payment).put("validBefore", Long.toString(now - 1)),
                payment -> authorization(payment).put("validBefore", "1e12"),
                payment -> authorization(payment)
                        .put("validBefore", BigInteger.TWO.pow(255).toString()),
                payment -> authorization(payment).put("validAfter", Long.toString(now + 3_600)),
                payment -> authorization(payment).put("nonce", "0x1"),
                payment -> authorization(payment).put("spendAll", true),
                payment -> authorization(payment).put("from", other),
                payment -> ((ObjectNode) payment.path("payload")).put("signature", "0x"),
                payment -> payment.put("x402Version", 1));
        for (Consumer<ObjectNode> each : wrong) {
            HttpResponse<String> refused = ask("wrong", payment(required, each));
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(402);
            assertThat(refused.body()).contains("Nothing was taken");
            assertThat(refused.headers().firstValue("PAYMENT-REQUIRED")).isPresent();
        }
        for (String header : List.of("%%%", "bnVsbA==", "e30=", "A".repeat(20_000))) {
            assertThat(ask("wrong", header).statusCode()).isIn(402, 431);
        }
        String changed = payment(required, _ -> {});
        ObjectNode later = (ObjectNode) JSON.readTree(Base64.getDecoder().decode(changed));
        authorization(later).put("validBefore", Long.toString(now + 290));
        assertThat(ask("wrong", encoded(later)).statusCode()).isEqualTo(402);
        assertThat(tokens(BUYER.address())).isEqualTo(before);
    }

    /** A transfer that somebody else brings to the chain is the same transfer. */
    @Test
    void aTransferThatWasMadeBySomebodyElseCounts() throws Exception {
        BigInteger before = tokens(BUYER.address());
        JsonNode required = decoded(ask("made before", ""), "PAYMENT-REQUIRED");
        String payment = payment(required, _ -> {});
        send(token, transferCall(payload(payment)));
        assertThat(before.subtract(tokens(BUYER.address()))).isEqualTo(amount(required));
        HttpResponse<String> bought = ask("made before", payment);
        assertThat(bought.statusCode()).as(bought.body()).isEqualTo(200);
        assertThat(ask("made before", payment).statusCode()).isEqualTo(409);
        assertThat(before.subtract(tokens(BUYER.address()))).isEqualTo(amount(required));
    }

    /** A contract of the buyer's makes one transfer, and uses up a second authorization for a transfer to the buyer, in one transaction. */
    @Test
    void oneTransferIsNotTwoPayments() throws Exception {
        BigInteger before = tokens(BUYER.address());
        JsonNode required = decoded(ask("two for one", ""), "PAYMENT-REQUIRED");
        String paid = payment(required, _ -> {});
        String unpaid = payment(required, _ -> {});
        ObjectNode toItself = payload(unpaid);
        ((ObjectNode) toItself.path("authorization")).put("to", BUYER.address());
        toItself.put("signature", signature(required.at("/accepts/0"), toItself.path("authorization")));
        send("", callsWhenCreated(List.of(transferCall(payload(paid)), transferCall(toItself))));
        assertThat(before.subtract(tokens(BUYER.address()))).isEqualTo(amount(required));
        HttpResponse<String> refused = ask("two for one", unpaid);
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(402);
        assertThat(refused.body()).contains("did not make the transfer");
        assertThat(ask("two for one", paid).statusCode()).isEqualTo(200);
        assertThat(before.subtract(tokens(BUYER.address()))).isEqualTo(amount(required));
    }

    @Test
    void aPaymentThatTheNodeStoppedOverIsGoneOnWith() throws Exception {
        BigInteger before = tokens(BUYER.address());
        JsonNode required = decoded(ask("stopped", ""), "PAYMENT-REQUIRED");
        String payment = payment(required, named("pay_stopped_over_it_"));
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> lost = clients.submit(() -> ask("stopped", payment));
            Loop.until(() -> tokens(BUYER.address()), has -> has.compareTo(before) < 0);
            loop.node().close();
            node.close();
            lost.cancel(true);
        }
        open();
        HttpResponse<String> bought = ask("stopped", payment(required, named("pay_stopped_over_it_")));
        assertThat(bought.statusCode()).as(bought.body()).isEqualTo(200);
        assertThat(before.subtract(tokens(BUYER.address()))).isEqualTo(amount(required));
    }

    @Test
    void anAgentBuysWithinItsBoundsAndPaysOnce() throws Exception {
        BigInteger before = tokens(shopper);
        BigInteger amount = amount(requiredFor("shopping"));
        long gwei = amount.divide(WEI_PER_GWEI).longValueExact();
        String mandate = give(gwei * 2, bounds());
        String key = loop.node().mandateKey(mandate, new NewMandateKey("shop")).key();
        String url = shop() + "v1/chat/completions";
        JsonNode bought =
                AgentsTest.call(at(), key, "pay_and_fetch", purchase(url, operator, gwei), Optional.of("once"));
        assertThat(bought.at("/result/structuredContent/status").asInt())
                .as(bought.toString())
                .isEqualTo(200);
        assertThat(bought.at("/result/structuredContent/paidGwei").asLong()).isEqualTo(gwei);
        assertThat(before.subtract(tokens(shopper))).isEqualTo(amount);
        JsonNode again =
                AgentsTest.call(at(), key, "pay_and_fetch", purchase(url, operator, gwei), Optional.of("once"));
        assertThat(again.at("/result/structuredContent/status").asInt())
                .as(again.toString())
                .isEqualTo(200);
        Map<String, String> refused = new LinkedHashMap<>();
        refused.put(purchase(url, BUYER.address(), gwei), "'payTo' must be one of");
        refused.put(purchase("http://127.0.0.1:1/x402/", operator, gwei), "'url' must be what begins with");
        refused.put(purchase(shop() + "../api/keys", operator, gwei), "without .. or @");
        refused.put(purchase(url, operator, gwei - 1), "more than");
        refused.put(purchase(url, operator, gwei * 3), "one call at most");
        refused.forEach(
                (arguments, why) -> assertThat(AgentsTest.call(at(), key, "pay_and_fetch", arguments, Optional.empty())
                                .toString())
                        .contains(why));
        String unbounded = give(gwei, List.of());
        String other =
                loop.node().mandateKey(unbounded, new NewMandateKey("shop")).key();
        assertThat(AgentsTest.call(at(), other, "pay_and_fetch", purchase(url, operator, gwei), Optional.empty())
                        .toString())
                .contains("bounds no 'url'");
        assertThat(before.subtract(tokens(shopper))).isEqualTo(amount);
        assertThat(loop.node().mandate(mandate).mandate().paidGwei()).isEqualTo(gwei);
        List<TrailCheck> checks = TrailVerifier.check(loop.node().trail(mandate), TrailVerifier.Options.none());
        assertThat(checks).as(checks.toString()).noneMatch(TrailCheck::failed);
    }

    /** The reference agent looks, and buys where there is something new; the same results make the same calls. */
    @Test
    void aPlanRunsUnderAMandateAndReplays() throws Exception {
        long gwei = amount(requiredFor("shopping")).divide(WEI_PER_GWEI).longValueExact();
        String mandate = give(gwei, bounds());
        Path plan = Files.writeString(
                folder.resolve("scout.toml"), """
                name = "scout"
                [[step]]
                id = "look"
                tool = "search_rows"
                with = { query = "bread", datanets = [1] }
                [[step]]
                id = "mine"
                tool = "my_mandate"
                when = { step = "look", changed = true }
                [[step]]
                id = "buy"
                tool = "pay_and_fetch"
                when = { step = "mine", member = "spentGwei", most = 0 }
                with = { url = "%sv1/chat/completions", payTo = "%s", maxGwei = %d, body = '%s' }
                [[step]]
                id = "twice"
                tool = "my_mandate"
                when = { step = "mine", member = "spentGwei", least = 1 }
                """.formatted(shop(), operator, gwei, body("shopping")));
        Path record = folder.resolve("run.json");
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
        JsonNode calls = JSON.readTree(Files.readString(record)).path("calls");
        assertThat(calls.findValuesAsString("step")).containsExactly("look", "mine", "buy");
        List<String> replay = List.of("agent", "replay", plan.toString(), "--record", record.toString());
        assertThat(Ran.of(replay).out()).contains("3 calls, the same in the same order");
        Files.writeString(plan, Files.readString(plan).replace("query = \"bread\"", "query = \"cheese\""));
        Ran changed = Ran.of(replay);
        assertThat(changed.code()).isEqualTo(1);
        assertThat(changed.toString()).contains("Call 1 differs");
    }

    private static URI at() {
        return URI.create(node.url());
    }

    private static List<ArgumentBound> bounds() {
        return List.of(
                new ArgumentBound("pay_and_fetch", "url", "begins", List.of(shop())),
                new ArgumentBound("pay_and_fetch", "payTo", "is", List.of(operator)));
    }

    private static String body(String question) {
        ObjectNode body = JSON.createObjectNode().put("model", Loop.MODEL).put("max_tokens", 8);
        body.putArray("messages").addObject().put("role", "user").put("content", question);
        return body.toString();
    }

    private static String purchase(String url, String payTo, long gwei) {
        return JSON.createObjectNode()
                .put("url", url)
                .put("payTo", payTo)
                .put("maxGwei", gwei)
                .put("body", body("shopping"))
                .toString();
    }

    private static String give(long gwei, List<ArgumentBound> bounds) {
        NewMandate terms = new NewMandate(
                shopper,
                shopper,
                "shopper",
                "Buy an answer.",
                Optional.empty(),
                Optional.empty(),
                3_600,
                gwei,
                gwei,
                gwei,
                100,
                List.of("pay_and_fetch", "my_mandate", "search_rows"),
                List.of(),
                List.of(1L),
                List.of("CC-BY-4.0", "CC0-1.0"),
                List.of(),
                gwei,
                List.of(),
                List.of(shopper),
                0,
                bounds,
                List.of(),
                List.of());
        return loop.node()
                .giveMandate(new SignedMandate(
                        loop.node().draftMandate(terms).mandate(), Optional.empty(), Optional.empty()))
                .mandate()
                .id();
    }

    // ---------------------------------------------------------------------------------------------------- the buyer's
    // program

    private static JsonNode requiredFor(String question) throws Exception {
        return decoded(ask(question, ""), "PAYMENT-REQUIRED");
    }

    private static BigInteger amount(JsonNode required) {
        return new BigInteger(required.at("/accepts/0/amount").asString());
    }

    private static HttpResponse<String> ask(String question, String payment) throws Exception {
        ObjectNode body = JSON.createObjectNode().put("model", Loop.MODEL).put("max_tokens", 8);
        body.putArray("messages").addObject().put("role", "user").put("content", question);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(node.url() + "/x402/v1/chat/completions"))
                .timeout(Duration.ofMinutes(2))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()));
        if (!payment.isEmpty()) {
            request.header("PAYMENT-SIGNATURE", payment);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static JsonNode decoded(HttpResponse<String> response, String header) {
        return JSON.readTree(
                Base64.getDecoder().decode(response.headers().firstValue(header).orElseThrow()));
    }

    private static String encoded(JsonNode payment) {
        return Base64.getEncoder().encodeToString(payment.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static Consumer<ObjectNode> named(String identifier) {
        return payment -> payment.putObject("extensions")
                .putObject("payment-identifier")
                .putObject("info")
                .put("required", false)
                .put("id", identifier);
    }

    private static ObjectNode authorization(JsonNode payment) {
        return (ObjectNode) payment.at("/payload/authorization");
    }

    /** What a stock client sends, changed, and signed as changed. */
    private static String payment(JsonNode required, Consumer<ObjectNode> change) {
        JsonNode accepted = required.at("/accepts/0");
        ObjectNode payment = JSON.createObjectNode().put("x402Version", 2);
        payment.set("accepted", accepted.deepCopy());
        ObjectNode payload = payment.putObject("payload");
        payload.putObject("authorization")
                .put("from", BUYER.address())
                .put("to", accepted.path("payTo").asString())
                .put("value", accepted.path("amount").asString())
                .put("validAfter", "0")
                .put("validBefore", Long.toString(Instant.now().getEpochSecond() + 300))
                .put(
                        "nonce",
                        "0x%064x"
                                .formatted(BigInteger.valueOf(NONCES.incrementAndGet())
                                        .add(BigInteger.TWO.pow(200))));
        payload.put("signature", signature(accepted, payload.path("authorization")));
        String before = payload.path("authorization").toString();
        change.accept(payment);
        JsonNode after = payload.path("authorization");
        if (!before.equals(after.toString())
                && after.path("validBefore").asString().matches("[0-9]+")
                && after.path("nonce").asString().length() == 66) {
            payload.put("signature", signature(accepted, after));
        }
        return encoded(payment);
    }

    private static String signature(JsonNode accepted, JsonNode authorization) {
        TypedDataBuilder data = new TypedDataBuilder(
                accepted.at("/extra/name").asString(),
                Long.parseLong(accepted.path("network").asString().substring("eip155:".length())),
                accepted.path("asset").asString(),
                "TransferWithAuthorization");
        List.of(
                        "address from",
                        "address to",
                        "uint256 value",
                        "uint256 validAfter",
                        "uint256 validBefore",
                        "bytes32 nonce")
                .forEach(field -> {
                    String[] parts = field.split(" ", 2);
                    data.field(parts[0], parts[1], authorization.path(parts[1]).asString());
                });
        return Signature.format(BUYER.sign(data.build().digest()));
    }

    private static JsonNode rpc(String method, Object... parameters) {
        ObjectNode request =
                JSON.createObjectNode().put("jsonrpc", "2.0").put("id", 1).put("method", method);
        request.set("params", JSON.valueToTree(parameters));
        try {
            HttpResponse<String> answer = HTTP.send(
                    HttpRequest.newBuilder(URI.create(node.url() + "/rpc"))
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(request.toString()))
                            .build(),
                    BodyHandlers.ofString());
            JsonNode result = JSON.readTree(answer.body()).path("result");
            assertThat(result.isMissingNode()).as(answer.body()).isFalse();
            return result;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static BigInteger tokens(String of) {
        String data = FunctionEncoder.encode(new Function("balanceOf", List.of(new Address(of)), List.of()));
        return new BigInteger(
                rpc("eth_call", Map.of("to", token, "data", data), "latest")
                        .asString()
                        .substring(2),
                16);
    }

    private static ObjectNode payload(String payment) {
        return (ObjectNode) JSON.readTree(Base64.getDecoder().decode(payment)).path("payload");
    }

    /** The call that makes a signed transfer, as anybody may. */
    private static String transferCall(JsonNode payload) {
        JsonNode signed = payload.path("authorization");
        byte[] signature = Signature.parse(payload.path("signature").asString());
        return FunctionEncoder.encode(new Function(
                "transferWithAuthorization",
                List.of(
                        new Address(signed.path("from").asString()),
                        new Address(signed.path("to").asString()),
                        new Uint256(new BigInteger(signed.path("value").asString())),
                        new Uint256(BigInteger.ZERO),
                        new Uint256(new BigInteger(signed.path("validBefore").asString())),
                        new Bytes32(Hex.parsePrefixed(signed.path("nonce").asString())),
                        new Uint8(signature[64]),
                        new Bytes32(java.util.Arrays.copyOfRange(signature, 0, 32)),
                        new Bytes32(java.util.Arrays.copyOfRange(signature, 32, 64))),
                List.of()));
    }

    /** The code of a contract that makes these calls to the token while it is created: one transaction for all of them. */
    private static String callsWhenCreated(List<String> calls) {
        String each = "61%04x61%04x600039" + "6000600061%04x60006000" + "73" + token.substring(2) + "5af150";
        int codeBytes = calls.size() * (each.length() - 3 * "%04x".length() + 3 * "ffff".length()) / 2 + 1;
        StringBuilder code = new StringBuilder();
        StringBuilder data = new StringBuilder();
        for (String call : calls) {
            int bytes = call.length() / 2 - 1;
            code.append(each.formatted(bytes, codeBytes + data.length() / 2, bytes));
            data.append(call.substring(2));
        }
        return "0x" + code + "00" + data;
    }

    /** Sends a transaction of the buyer's, or creates a contract where it is to nobody. */
    private static void send(String to, String data) {
        long nonce = Long.decode(
                rpc("eth_getTransactionCount", BUYER.address(), "latest").asString());
        RawTransaction raw = RawTransaction.createTransaction(
                31_337,
                BigInteger.valueOf(nonce),
                BigInteger.valueOf(400_000),
                to,
                BigInteger.ZERO,
                data,
                BigInteger.ONE,
                BigInteger.valueOf(100_000_000_000L));
        byte[] bytes = TransactionEncoder.signMessage(raw, Credentials.create(Hex.of(BUYER.privateKey())));
        String hash = rpc("eth_sendRawTransaction", Hex.prefixed(bytes)).asString();
        Loop.until(() -> rpc("eth_getTransactionReceipt", hash), receipt -> !receipt.isNull());
        assertThat(rpc("eth_getTransactionReceipt", hash).path("status").asString())
                .isEqualTo("0x1");
    }
}
