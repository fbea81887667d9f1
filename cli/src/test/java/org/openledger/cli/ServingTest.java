package org.openledger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.api.http.BadRequests;
import org.openledger.api.http.NpmClients;
import org.openledger.app.Node;
import org.openledger.client.ClientException;
import org.openledger.client.NodeClient;
import org.openledger.client.OpenAiError;
import org.openledger.client.account.NewDeposit;
import org.openledger.client.credential.IssuedKey;
import org.openledger.client.credential.KeyLine;
import org.openledger.client.credential.NewKey;
import org.openledger.client.node.NodeReadiness;
import org.openledger.client.node.OutboxLine;
import org.openledger.client.node.ReadinessCheck;
import org.openledger.client.openai.CompletionAnswer;
import org.openledger.client.openai.CompletionRequest;
import org.openledger.client.openai.OpenAiEndpoints;
import org.openledger.client.openai.Sampling;
import org.openledger.client.receipt.ReceiptContent;
import org.openledger.client.receipt.ReceiptDetail;
import org.openledger.client.receipt.ReceiptLine;
import org.openledger.client.receipt.ReceiptsQuery;
import tools.jackson.databind.JsonNode;

/** What callers see of a real node that has too much to do, and what they pay when they hang up. */
@Tag("loop")
final class ServingTest {
    private static final int LONG_ANSWER_TOKENS = 400;
    private static final long PRICE_GWEI = 1_000;
    private static final String FAILED = "openledger_answers_total{finish=\"failed\"}";

    @TempDir
    static Path folder;

    private static final Map<String, String> ACCOUNTS = new ConcurrentHashMap<>();

    private static Path data;
    private static Node node;
    private static Loop loop;

    @BeforeAll
    static void start() {
        data = folder.resolve("data");
        TrainedFolder.copyTo(data);
        node = Node.start(Loop.configuration(data));
        loop = new Loop(NodeClient.ofDataFolder(data));
        loop.trainModel(TrainedFolder.TRAINING_STEPS);
    }

    @AfterAll
    static void nothingDiffersAfterwards() {
        loop.node().close();
        node.close();
        assertThat(WholeLoopTest.findings(data)).isEmpty();
    }

    @Test
    void oneKeyIsRefusedWithATimeToWait() throws Exception {
        String key = richKey("one-key");
        List<HttpResponse<byte[]>> answers = askAtOnce(Collections.nCopies(64, key));
        assertRefusals(answers, 429, "rate_limit_error", "rate_limit_exceeded");
    }

    /** Whoever is refused has cost nothing that is written: no inference was noted, and none has failed. */
    @Test
    void aFullNodeRefusesWithATimeToWait() throws Exception {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            keys.addAll(Collections.nCopies(32, richKey("full-node-" + i)));
        }
        long failed = metric(FAILED);
        List<HttpResponse<byte[]>> answers = askAtOnce(keys);
        assertRefusals(answers, 503, "server_error", "unavailable");
        assertThat(answers).extracting(HttpResponse::statusCode).contains(503);
        assertThat(metric(FAILED)).isEqualTo(failed);
    }

    /** The least that a prompt costs is said before it is encoded; what it costs at most, after. */
    @Test
    void aPromptIsEncodedForThoseAloneWhoCanPayForIt() throws Exception {
        String poor = loop.key(loop.account("poor"));
        String million = "a".repeat(1_000_000);
        HttpResponse<byte[]> unpaid = ask(poor, CompletionRequest.of(Loop.MODEL, "a".repeat(300), 4));
        assertThat(unpaid.statusCode()).isEqualTo(402);
        assertThat(errorOf(unpaid).error().message()).contains("costs at least");
        HttpResponse<byte[]> hopeless = ask(poor, CompletionRequest.of(Loop.MODEL, million, 4));
        assertThat(hopeless.statusCode()).isEqualTo(400);
        assertThat(errorOf(hopeless).error().code()).contains("context_length_exceeded");
        assertThat(errorOf(hopeless).error().message()).contains("has at least ");
        assertThat(ask("ol_unknown", CompletionRequest.of(Loop.MODEL, million, 4))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void tokensThatNoAnswerCanHaveAreRefusedByName() throws Exception {
        String key = richKey("ids");
        for (String id : List.of("-1", "2147483647", "1000000")) {
            HttpResponse<byte[]> refused = send(
                    key,
                    ("{\"model\":\"" + Loop.MODEL + "\",\"prompt\":[1," + id + "],\"max_tokens\":2}")
                            .getBytes(StandardCharsets.UTF_8));
            assertThat(refused.statusCode()).as(id).isEqualTo(400);
            assertThat(errorOf(refused).error().param())
                    .hasValueSatisfying(param -> assertThat(param).startsWith("prompt"));
        }
        for (String field :
                List.of("\"stop_token_ids\":[1000000]", "\"logit_bias\":{\"1000000\":1}", "\"min_tokens\":3")) {
            HttpResponse<byte[]> refused = send(
                    key,
                    ("{\"model\":\"" + Loop.MODEL + "\",\"prompt\":\"Bread\",\"max_tokens\":2," + field + "}")
                            .getBytes(StandardCharsets.UTF_8));
            assertThat(refused.statusCode()).as(field).isEqualTo(400);
            assertThat(errorOf(refused).error().param())
                    .hasValueSatisfying(param -> assertThat(field).contains('"' + param + '"'));
        }
    }

    @Test
    void randomBadRequestsNeverFailTheNode() throws Exception {
        long seed = System.nanoTime();
        BadRequests requests = new BadRequests(seed);
        for (int sent = 0; sent < 300; sent++) {
            byte[] request = requests.next();
            assertThat(BadRequests.exchange(URI.create(node.url()).getPort(), request))
                    .as("seed %s, request %s:%n%s", seed, sent, new String(request, StandardCharsets.UTF_8))
                    .doesNotContain(" 500 ")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void theNodeSaysThatItIsAliveAndThatEachPartIsReady() {
        assertThat(loop.node().health().version()).isNotEmpty();
        NodeReadiness readiness = loop.node().readiness();
        assertThat(readiness.checks())
                .extracting(ReadinessCheck::name)
                .containsExactly("chain", "disk", "clock", "outbox", "log", "attribution");
        assertThat(readiness.checks()).allMatch(ReadinessCheck::ready);
        assertThat(readiness.ready()).isTrue();
        assertThat(new Doctor(data, "127.0.0.1", 1).examine())
                .filteredOn(finding -> finding.name().startsWith("node-"))
                .hasSameSizeAs(readiness.checks())
                .allMatch(finding -> finding.state() == Doctor.State.GOOD);
        assertThat(metric("openledger_http_calls_total{cost=\"health\",end=\"answered\"}"))
                .isPositive();
        assertThat(metric("openledger_http_seconds_count{cost=\"health\"}")).isPositive();
    }

    private static HttpResponse<byte[]> send(String key, byte[] body) throws Exception {
        return sendTo("/v1/completions", key, new String(body, StandardCharsets.UTF_8));
    }

    /** @param headers names and values */
    private static HttpResponse<byte[]> sendTo(String path, String key, String body, String... headers)
            throws Exception {
        HttpRequest.Builder building = HttpRequest.newBuilder(URI.create(node.url() + path))
                .header("Authorization", "Bearer " + key)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            building.header(headers[i], headers[i + 1]);
        }
        HttpRequest request = building.build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        }
    }

    private static OpenAiError errorOf(HttpResponse<byte[]> refused) {
        return NodeClient.JSON.readValue(refused.body(), OpenAiError.class);
    }

    /** By deposit, and by the key's cap; a length that the caller states is kept or refused. */
    @Test
    void anAnswerOfAnyLengthIsAsLongAsThePayerCanPay() throws Exception {
        String account = loop.account("thrifty");
        long tokens = 40;
        loop.node().deposit(new NewDeposit(account, tokens * PRICE_GWEI));
        String prompt = "{\"model\":\"" + Loop.MODEL + "\",\"prompt\":\"The\",\"temperature\":2,\"seed\":5";
        String capped = loop.node()
                .issueKey(capped(account, List.of(), 20 * PRICE_GWEI))
                .key();
        for (String key : List.of(capped, loop.key(account))) {
            long before = deposit(account);
            long most = Math.min(before, key.equals(capped) ? 20 * PRICE_GWEI : before);
            HttpResponse<byte[]> answer = send(key, (prompt + "}").getBytes(StandardCharsets.UTF_8));
            assertThat(answer.statusCode()).isEqualTo(200);
            loop.awaitReceipt(Loop.receiptIn(answer));
            CompletionAnswer said = NodeClient.JSON.readValue(answer.body(), CompletionAnswer.class);
            assertThat(said.usage().orElseThrow().totalTokens() * PRICE_GWEI)
                    .isEqualTo(before - deposit(account))
                    .isLessThanOrEqualTo(most);
            if (said.usage().orElseThrow().totalTokens() == most / PRICE_GWEI) {
                assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("\"finish_reason\":\"length\"");
            }
            HttpResponse<byte[]> stated = send(key, (prompt + ",\"max_tokens\":100}").getBytes(StandardCharsets.UTF_8));
            assertThat(stated.statusCode()).isEqualTo(402);
        }
    }

    @Test
    void whatAKeyMaySpendHoldsForSixtyFourAtOnce() throws Exception {
        String account = loop.account("capped");
        loop.node().deposit(new NewDeposit(account, Loop.DEPOSIT_GWEI));
        long capGwei = 4 * LONG_ANSWER_TOKENS * PRICE_GWEI;
        IssuedKey key = loop.node().issueKey(capped(account, List.of(Loop.MODEL), capGwei));
        List<HttpResponse<byte[]>> answers = askAtOnce(Collections.nCopies(64, key.key()));
        assertThat(answers)
                .extracting(HttpResponse::statusCode)
                .contains(200, 402)
                .containsOnly(200, 402, 429);
        answers.stream()
                .filter(answer -> answer.statusCode() == 200)
                .forEach(answer -> loop.awaitReceipt(Loop.receiptIn(answer)));
        KeyLine line = loop.node().keys().stream()
                .filter(each -> each.id().equals(key.id()))
                .findFirst()
                .orElseThrow();
        assertThat(line.heldGwei()).isZero();
        assertThat(line.chargedGwei()).isPositive().isLessThanOrEqualTo(capGwei);
        assertThat(Loop.DEPOSIT_GWEI - deposit(account)).isEqualTo(line.chargedGwei());
        assertThat(line.lastUsedMillis()).isPresent();
    }

    @Test
    void aKeyAsksTheModelsThatItNamesAndSeesNoOthers() {
        String account = loop.account("one model");
        String other =
                loop.node().issueKey(capped(account, List.of("another"), 1)).key();
        HttpResponse<byte[]> refused = ask(other, longAnswer(1));
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(new String(refused.body(), StandardCharsets.UTF_8)).contains("only another");
        assertThat(loop.node().servedModels(other).data()).isEmpty();
        String poor = loop.node().issueKey(capped(account, List.of(), 1)).key();
        assertThat(loop.node().servedModels(poor).data()).isNotEmpty();
        assertThat(ask(poor, longAnswer(1)).statusCode()).isEqualTo(402);
    }

    private static NewKey capped(String payer, List<String> models, long totalGwei) {
        return new NewKey(
                payer,
                "capped",
                List.of("ask"),
                models,
                Optional.empty(),
                Optional.empty(),
                Optional.of(totalGwei),
                Optional.empty());
    }

    @Test
    void metricsCountWhatWasAnswered() {
        String key = richKey("metrics");
        long answers = metric("openledger_answers_total{finish=\"length\"}");
        long tokens = metric("openledger_tokens_total{of=\"answer\"}");
        long measured = metric("openledger_answer_seconds_count");
        textOf(key, longAnswer(1).withMaxTokens(2));
        assertThat(metric("openledger_answers_total{finish=\"length\"}")).isEqualTo(answers + 1);
        assertThat(metric("openledger_tokens_total{of=\"answer\"}")).isEqualTo(tokens + 2);
        assertThat(metric("openledger_answer_seconds_count")).isEqualTo(measured + 1);
        assertThat(metric("openledger_chain_block")).isPositive();
        assertThat(metric("openledger_log_entries")).isPositive();
    }

    @Test
    void aQuestionThatIsSentAgainUnderItsKeyIsAnsweredAndPaidOnce() throws Exception {
        String key = richKey("again");
        long before = deposit(loop.account("again"));
        HttpResponse<String> first = askOnce(key, "k1", false);
        HttpResponse<String> again = askOnce(key, "k1", false);
        assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(receiptOf(again)).isEqualTo(receiptOf(first));
        assertThat(askOnce(key, "k1", true).statusCode()).as("another request").isEqualTo(409);

        HttpResponse<String> stream = askOnce(key, "k2", true);
        HttpResponse<String> streamAgain = askOnce(key, "k2", true);
        assertThat(receiptOf(streamAgain)).isEqualTo(receiptOf(stream)).isNotEqualTo(receiptOf(first));
        assertThat(streamedText(streamAgain)).isEqualTo(streamedText(stream)).isNotEmpty();
        assertThat(streamAgain.body()).endsWith("data: [DONE]\n\n");

        Loop.until(
                () -> deposit(loop.account("again")),
                left -> left
                        == before
                                - feeOf(loop.node().receipt(receiptOf(first)))
                                - feeOf(loop.node().receipt(receiptOf(stream))));
    }

    private static HttpResponse<String> askOnce(String apiKey, String once, boolean stream) throws Exception {
        String body = "{\"model\":\"" + Loop.MODEL
                + "\",\"prompt\":\"The\",\"max_tokens\":6,\"temperature\":1.5,\"stream\":" + stream + "}";
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create(node.url() + "/v1/completions"))
                            .header("Authorization", "Bearer " + apiKey)
                            .header("Idempotency-Key", once)
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private static String receiptOf(HttpResponse<?> answer) {
        return answer.headers().firstValue(OpenAiEndpoints.RECEIPT_HEADER).orElseThrow();
    }

    private static String streamedText(HttpResponse<String> stream) {
        return stream.body()
                .lines()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> NodeClient.parse(
                        line.substring("data: ".length()).getBytes(StandardCharsets.UTF_8), CompletionAnswer.class))
                .flatMap(chunk -> chunk.choices().stream())
                .flatMap(choice -> choice.text().stream())
                .collect(Collectors.joining());
    }

    @Test
    void whatTheOperatorCannotPayForIsRefusedAndStopsNothing() {
        String account = loop.account("too-much");
        long transactions = loop.node().outbox().size();
        assertThatThrownBy(() -> loop.node().deposit(new NewDeposit(account, 999_999_999_999_999_999L)))
                .isInstanceOfSatisfying(
                        ClientException.class,
                        refused -> assertThat(refused.status()).isEqualTo(402))
                .hasMessageContaining("Nothing was done");
        assertThat(loop.node().outbox()).hasSizeLessThanOrEqualTo((int) transactions + 2);
        loop.node().deposit(new NewDeposit(account, 5));
        assertThat(loop.node().account(account).depositGwei()).isEqualTo(5);
        OutboxLine deposit = loop.node().outbox().stream()
                .filter(each -> each.key().endsWith("/limit"))
                .findFirst()
                .orElseThrow();
        assertThat(deposit.state()).isEqualTo("confirmed");
        assertThat(deposit.needs()).hasSize(1);
        assertThat(loop.node().outbox()).extracting(OutboxLine::kind).doesNotContain("other");
        assertThatThrownBy(() -> loop.node().cancelTransaction(deposit.key())).hasMessageContaining("is confirmed");
        assertThatThrownBy(() -> loop.node().retryTransaction("nothing"))
                .hasMessageContaining("no transaction nothing");
        assertThat(metric("openledger_outbox_aside_transactions")).isZero();
    }

    /** Zero for a counter that has not counted yet. */
    private static long metric(String name) {
        return new String(loop.node().metrics(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElse(0);
    }

    private static void assertRefusals(List<HttpResponse<byte[]>> answers, int status, String type, String code) {
        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200, status);
        for (HttpResponse<byte[]> answer : answers) {
            if (answer.statusCode() == status) {
                OpenAiError.Detail error =
                        NodeClient.parse(answer.body(), OpenAiError.class).error();
                assertThat(error.type()).isEqualTo(type);
                assertThat(error.code()).hasValue(code);
                assertThat(error.message()).isNotEmpty();
                assertThat(answer.headers().firstValueAsLong("Retry-After").orElseThrow())
                        .isPositive();
            }
        }
    }

    private static List<HttpResponse<byte[]>> askAtOnce(List<String> keys) throws Exception {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpResponse<byte[]>>> asked = IntStream.range(0, keys.size())
                    .mapToObj(seed -> callers.submit(() -> ask(keys.get(seed), longAnswer(seed))))
                    .toList();
            List<HttpResponse<byte[]>> answers = new ArrayList<>();
            for (Future<HttpResponse<byte[]>> each : asked) {
                answers.add(each.get());
            }
            return answers;
        }
    }

    /** Each answer is held, receipted and paid by itself; together they cost what their receipts say. */
    @Test
    void severalAnswersHaveAReceiptEach() throws Exception {
        String key = richKey("several");
        long before = depositOf("several");
        String body = "{\"model\":\"" + Loop.MODEL + "\",\"prompt\":[\"The\",\"A\"],\"n\":2,\"max_tokens\":5,"
                + "\"temperature\":1.5,\"seed\":9,\"top_k\":50,\"min_p\":0.001,\"repetition_penalty\":1.1,"
                + "\"logit_bias\":{\"5\":-100},\"stop_token_ids\":[7]";
        HttpResponse<byte[]> answer = send(key, (body + "}").getBytes(StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).isEqualTo(200);
        CompletionAnswer said = NodeClient.JSON.readValue(answer.body(), CompletionAnswer.class);
        assertThat(said.choices()).extracting(CompletionAnswer.Choice::index).containsExactly(0, 1, 2, 3);
        List<String> receipts = List.of(receiptOf(answer).split(",", -1));
        assertThat(said.choices())
                .extracting(choice -> choice.receipt().orElseThrow())
                .containsExactlyElementsOf(receipts)
                .doesNotHaveDuplicates();
        long fees = 0;
        for (String receipt : receipts) {
            fees += feeOf(loop.awaitReceipt(receipt));
        }
        assertThat(fees)
                .isEqualTo(said.usage().orElseThrow().totalTokens() * PRICE_GWEI)
                .isPositive();
        assertThat(before - depositOf("several")).isEqualTo(fees);

        HttpResponse<byte[]> streamed = send(key, (body + ",\"stream\":true}").getBytes(StandardCharsets.UTF_8));
        List<String> texts = new ArrayList<>(Collections.nCopies(4, ""));
        new String(streamed.body(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> NodeClient.parse(
                        line.substring("data: ".length()).getBytes(StandardCharsets.UTF_8), CompletionAnswer.class))
                .flatMap(chunk -> chunk.choices().stream())
                .forEach(choice -> texts.set(
                        choice.index(),
                        texts.get(choice.index()) + choice.text().orElse("")));
        assertThat(texts)
                .containsExactlyElementsOf(said.choices().stream()
                        .map(choice -> choice.text().orElseThrow())
                        .toList());
    }

    /** Nothing is held for answers of which not all could be paid. */
    @Test
    void ofSeveralAnswersAllArePaidForOrNone() throws Exception {
        String account = loop.account("for three");
        String key = loop.key(account);
        loop.node().deposit(new NewDeposit(account, 3 * 11 * PRICE_GWEI));
        String body = "{\"model\":\"" + Loop.MODEL + "\",\"prompt\":[1],\"max_tokens\":10,\"ignore_eos\":true,\"n\":";
        assertThat(send(key, (body + "4}").getBytes(StandardCharsets.UTF_8)).statusCode())
                .isEqualTo(402);
        HttpResponse<byte[]> three = send(key, (body + "3}").getBytes(StandardCharsets.UTF_8));
        assertThat(three.statusCode()).isEqualTo(200);
        for (String receipt : receiptOf(three).split(",", -1)) {
            loop.awaitReceipt(receipt);
        }
        assertThat(deposit(account)).isZero();
    }

    @Test
    void anAnswerSaysHowLikelyItsTokensWere() throws Exception {
        String key = richKey("likely");
        HttpResponse<byte[]> answer = send(
                key,
                ("{\"model\":\"" + Loop.MODEL + "\",\"prompt\":\"The bread\",\"max_tokens\":3,\"temperature\":0,"
                                + "\"logprobs\":2,\"echo\":true}")
                        .getBytes(StandardCharsets.UTF_8));
        CompletionAnswer said = NodeClient.JSON.readValue(answer.body(), CompletionAnswer.class);
        CompletionAnswer.TextLogprobs scores = NodeClient.JSON.treeToValue(
                said.choices().getFirst().logprobs().orElseThrow(), CompletionAnswer.TextLogprobs.class);
        String text = said.choices().getFirst().text().orElseThrow();
        assertThat(text).startsWith("The bread");
        assertThat(String.join("", scores.tokens())).isEqualTo(text);
        assertThat(scores.tokens()).hasSize(said.usage().orElseThrow().totalTokens());
        assertThat(scores.tokenLogprobs().getFirst()).isEmpty();
        for (int i = 1; i < scores.tokens().size(); i++) {
            double likely = scores.tokenLogprobs().get(i).orElseThrow();
            assertThat(likely).isNegative();
            assertThat(scores.topLogprobs().get(i).orElseThrow())
                    .containsEntry(scores.tokens().get(i), likely)
                    .hasSizeLessThanOrEqualTo(3);
            assertThat(text.startsWith(
                            scores.tokens().get(i), scores.textOffset().get(i)))
                    .isTrue();
        }
    }

    /** Nothing goes out before it is decided; what a row says goes out as if nobody had asked for support. */
    @Test
    void anAnswerThatNoRowSupportsIsWithheldInEveryForm() throws Exception {
        String key = richKey("support");
        String nothing = "\"support\":{\"minimum\":1,\"otherwise\":\"We have nothing on that.\"}";
        String chat = "{\"model\":\"" + Loop.MODEL
                + "\",\"max_tokens\":12,\"messages\":[{\"role\":\"user\",\"content\":\"Qzx vbk wumpf?\"}],\"temperature\":0,";
        JsonNode whole = NodeClient.JSON.readTree(
                sendTo("/v1/chat/completions", key, chat + nothing + "}").body());
        JsonNode choice = whole.path("choices").path(0);
        assertThat(choice.path("message").path("content").asString()).isEqualTo("We have nothing on that.");
        assertThat(choice.path("finish_reason").asString()).isEqualTo("content_filter");
        String receiptId = choice.path("receipt").asString();
        ReceiptContent found = loop.awaitContent(receiptId);
        assertThat(found.withheld()).contains(new ReceiptContent.Withheld(1_000_000));
        assertThat(found.fee().totalGwei())
                .isEqualTo((whole.path("usage").path("total_tokens").asLong() * PRICE_GWEI + 1) / 2);
        String stream = new String(
                sendTo("/v1/chat/completions", key, chat + "\"stream\":true," + nothing + "}")
                        .body(),
                StandardCharsets.UTF_8);
        assertThat(stream.split("\"content\":\"", -1)).as(stream).hasSize(3);
        assertThat(stream).contains("We have nothing on that.").contains("content_filter");
        String completion = "{\"model\":\"" + Loop.MODEL + "\",\"prompt\":\"Qzx vbk\",\"max_tokens\":8,\"logprobs\":1,"
                + "\"return_token_ids\":true,\"temperature\":0,";
        JsonNode text = NodeClient.JSON.readTree(
                sendTo("/v1/completions", key, completion + nothing + "}").body());
        assertThat(text.path("choices").path(0).path("text").asString()).isEqualTo("We have nothing on that.");
        assertThat(text.path("choices").path(0).path("token_ids")).isEmpty();
        JsonNode response = NodeClient.JSON.readTree(sendTo(
                        "/v1/responses",
                        key,
                        "{\"model\":\"" + Loop.MODEL
                                + "\",\"input\":\"Qzx vbk\",\"max_output_tokens\":8,\"temperature\":0," + nothing + "}")
                .body());
        assertThat(response.path("incomplete_details").path("reason").asString())
                .isEqualTo("content_filter");
        HttpResponse<byte[]> byHeader =
                sendTo("/v1/chat/completions", key, chat + "\"n\":1}", OpenAiEndpoints.MIN_SUPPORT.name(), "1");
        assertThat(new String(byHeader.body(), StandardCharsets.UTF_8)).contains("Nothing here supports an answer.");
        JsonNode given =
                NodeClient.JSON.readTree(sendTo("/v1/chat/completions", key, chat + "\"support\":{\"minimum\":0}}")
                        .body());
        assertThat(given.path("choices").path(0).path("finish_reason").asString())
                .isIn("stop", "length");
    }

    @Test
    void aLeastSupportThatIsNoneIsRefusedByName() throws Exception {
        String key = richKey("no-support");
        String chat = "{\"model\":\"" + Loop.MODEL + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Bread?\"}]";
        for (Map.Entry<String, String> wrong : Map.of(
                        "{\"minimum\":1.5}", "support.minimum",
                        "{\"minimum\":\"half\"}", "support.minimum",
                        "{\"otherwise\":\"no\"}", "support.minimum",
                        "{\"minimum\":0.5,\"otherwise\":\" \"}", "support.otherwise",
                        "{\"minimum\":0.5,\"least\":1}", "support.least")
                .entrySet()) {
            HttpResponse<byte[]> refused =
                    sendTo("/v1/chat/completions", key, chat + ",\"support\":" + wrong.getKey() + "}");
            assertThat(refused.statusCode()).as(wrong.getKey()).isEqualTo(400);
            assertThat(errorOf(refused).error().param()).as(wrong.getKey()).contains(wrong.getValue());
        }
        String header = OpenAiEndpoints.MIN_SUPPORT.name();
        for (String value : List.of("half", "-0.1", "1.1", "", "0,5", "1e0", "NaN")) {
            HttpResponse<byte[]> refused = sendTo("/v1/chat/completions", key, chat + "}", header, value);
            assertThat(refused.statusCode()).as(value).isEqualTo(400);
            assertThat(errorOf(refused).error().message()).contains(header);
        }
        HttpResponse<byte[]> twice =
                sendTo("/v1/chat/completions", key, chat + ",\"support\":{\"minimum\":0.5}}", header, "0.5");
        assertThat(twice.statusCode()).isEqualTo(400);
        HttpResponse<byte[]> mistyped =
                sendTo("/v1/chat/completions", key, chat + "}", "X-OpenLedger-Minimum-Support", "0.5");
        assertThat(mistyped.statusCode()).isEqualTo(400);
    }

    @Test
    void anAnswerIsHeldToItsSchema() throws Exception {
        String key = richKey("schema");
        String schema = "{\"type\":\"object\",\"properties\":{\"dish\":{\"enum\":[\"bread\",\"soup\"]},"
                + "\"hot\":{\"type\":\"boolean\"}},\"required\":[\"dish\",\"hot\"],\"additionalProperties\":false}";
        HttpResponse<byte[]> answer =
                chat(key, "{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"d\",\"schema\":" + schema + "}}");
        CompletionAnswer said = NodeClient.JSON.readValue(answer.body(), CompletionAnswer.class);
        String text =
                said.choices().getFirst().message().orElseThrow().content().orElseThrow();
        JsonNode json = NodeClient.JSON.readTree(text);
        assertThat(json.path("dish").stringValue()).isIn("bread", "soup");
        assertThat(json.path("hot").isBoolean()).isTrue();
        HttpResponse<byte[]> refused =
                chat(key, "{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"d\",\"schema\":{\"enum\":[]}}}");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(errorOf(refused).error().param()).hasValue("response_format");
        assertThat(errorOf(refused).error().message()).contains("no text satisfies");
    }

    private static HttpResponse<byte[]> chat(String key, String format) throws Exception {
        String body = "{\"model\":\"" + Loop.MODEL + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Dish?\"}],"
                + "\"temperature\":1,\"max_tokens\":200,\"response_format\":" + format + "}";
        HttpRequest request = HttpRequest.newBuilder(URI.create(node.url() + "/v1/chat/completions"))
                .header("Authorization", "Bearer " + key)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        }
    }

    @Test
    void theOfficialClientWaitsAsLongAsItIsTold() throws Exception {
        Overload seen = NpmClients.run(Overload.class, "overload.mjs", node.url(), richKey("client"), Loop.MODEL, "32");
        assertThat(seen.taken()).isEqualTo(32);
        List<Attempt> attempts = seen.attempts();
        assertThat(attempts.getFirst().status()).isEqualTo(429);
        for (int i = 1; i < attempts.size(); i++) {
            Attempt before = attempts.get(i - 1);
            assertThat(attempts.get(i).atMillis() - before.atMillis())
                    .isGreaterThanOrEqualTo(
                            1_000L * Integer.parseInt(before.retryAfter().orElseThrow()));
        }
        assertThat(attempts.getLast().status()).isEqualTo(200);
        assertThat(seen.tokens()).isPositive();
    }

    /** What overload.mjs prints. */
    private record Overload(int taken, List<Attempt> attempts, int tokens) {}

    private record Attempt(long atMillis, int status, Optional<String> retryAfter) {}

    @Test
    void whoHangsUpInAStreamPaysForTheTokensMadeUntilThen() throws IOException {
        String key = richKey("stream");
        CompletionRequest question = questionWithALongAnswer(key);
        String whole = textOf(key, question);
        long before = depositOf("stream");
        String id;
        StringBuilder heard = new StringBuilder();
        try (Call call = new Call(key, question.withSampling(question.sampling().streamed()))) {
            id = call.header(OpenAiEndpoints.RECEIPT_HEADER);
            for (int chunk = 0; chunk < 6; chunk++) {
                heard.append(call.piece());
            }
        }
        ReceiptDetail receipt = loop.awaitReceipt(id);
        String paid = receipt.answer();
        assertThat(paid).startsWith(heard).hasSizeLessThan(whole.length());
        assertThat(whole).startsWith(paid);
        assertThat(before - depositOf("stream")).isEqualTo(feeOf(receipt)).isPositive();
    }

    /** An answer may end before the hang-up is seen: whole or cut, each is paid by its receipt, and one is cut. */
    @Test
    void whoHangsUpOnAWholeAnswerPaysForTheTokensMadeUntilThen() throws Exception {
        String key = richKey("whole");
        CompletionRequest question = questionWithALongAnswer(key);
        String whole = textOf(key, question);
        boolean cut = false;
        for (int attempt = 0; attempt < 50 && !cut; attempt++) {
            long before = depositOf("whole");
            ReceiptDetail ended = hungUpOn(key, question);
            assertThat(whole).startsWith(ended.answer());
            assertThat(before - depositOf("whole")).isEqualTo(feeOf(ended));
            cut = ended.answer().length() < whole.length();
        }
        assertThat(cut).as("no answer was cut short").isTrue();
    }

    /** The record of a question whose asker hangs up as soon as it is admitted. */
    private static ReceiptDetail hungUpOn(String key, CompletionRequest question)
            throws IOException, InterruptedException {
        Optional<String> last = newest();
        Optional<String> found = last;
        try (Call _ = new Call(key, question)) {
            for (int look = 0; look < 10_000 && found.equals(last); look++) {
                Thread.sleep(1);
                found = newest();
            }
        }
        assertThat(found).as("the question was not admitted").isNotEqualTo(last);
        String id = found.orElseThrow();
        return Loop.until(
                () -> loop.node().receipt(id),
                record -> List.of("receipted", "failed").contains(record.state()));
    }

    private static Optional<String> newest() {
        return loop.node().receipts(ReceiptsQuery.page(/* offset= */ 0, /* limit= */ 1)).list().stream()
                .map(ReceiptLine::id)
                .findFirst();
    }

    /** Zero where there is no receipt, as for an answer that ended before its first token. */
    private static long feeOf(ReceiptDetail receipt) {
        return receipt.receipt()
                .map(signed -> ReceiptContent.of(signed).fee().totalGwei())
                .orElse(0L);
    }

    /** Long enough to hang up in its middle. */
    private static CompletionRequest questionWithALongAnswer(String key) {
        return IntStream.range(0, 100)
                .mapToObj(ServingTest::longAnswer)
                .filter(question -> textOf(key, question).length() > 200)
                .findFirst()
                .orElseThrow();
    }

    private static String textOf(String key, CompletionRequest question) {
        HttpResponse<byte[]> response = ask(key, question);
        loop.awaitReceipt(Loop.receiptIn(response));
        return textIn(response.body());
    }

    private static HttpResponse<byte[]> ask(String key, CompletionRequest question) {
        return loop.node().ask(OpenAiEndpoints.COMPLETION, key, question);
    }

    private static String textIn(byte[] answer) {
        return NodeClient.parse(answer, CompletionAnswer.class)
                .choices()
                .getFirst()
                .text()
                .orElse("");
    }

    /** A key of an account with a deposit. */
    private static String richKey(String name) {
        String account = loop.account(name);
        ACCOUNTS.put(name, account);
        loop.node().deposit(new NewDeposit(account, Loop.DEPOSIT_GWEI));
        return loop.key(account);
    }

    private static long depositOf(String name) {
        return deposit(Objects.requireNonNull(ACCOUNTS.get(name), name));
    }

    private static long deposit(String account) {
        return loop.node().account(account).depositGwei();
    }

    /** The model runs on until a token of two million happens to end it. */
    private static CompletionRequest longAnswer(int seed) {
        return CompletionRequest.of(Loop.MODEL, "The", LONG_ANSWER_TOKENS)
                .withSampling(Sampling.LIKELIEST.withTemperature(2).withSeed(seed));
    }

    /** One request on a connection of its own, which closing hangs up. */
    private static final class Call implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader lines;

        Call(String key, CompletionRequest question) throws IOException {
            URI url = URI.create(node.url());
            byte[] body = NodeClient.JSON.writeValueAsBytes(question);
            String head =
                    "POST /v1/completions HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\nContent-Length: %d\r\n\r\n"
                            .formatted(url.getAuthority(), key, body.length);
            socket = new Socket(url.getHost(), url.getPort());
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(body);
            lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }

        String header(String name) throws IOException {
            return lineWith(name + ": ");
        }

        /** The text of the next chunk. */
        String piece() throws IOException {
            return textIn(lineWith("data: ").getBytes(StandardCharsets.UTF_8));
        }

        private String lineWith(String start) throws IOException {
            String line = lines.readLine();
            while (line != null && !line.startsWith(start)) {
                line = lines.readLine();
            }
            return Objects.requireNonNull(line, "the node hung up first").substring(start.length());
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
