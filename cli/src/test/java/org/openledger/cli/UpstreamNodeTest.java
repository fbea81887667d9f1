package org.openledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.app.Configuration;
import org.openledger.app.Node;
import org.openledger.attribution.influence.AnswerScoring;
import org.openledger.client.NodeClient;
import org.openledger.client.OpenAiError;
import org.openledger.client.node.ReadinessCheck;
import org.openledger.client.openai.ChatRequest;
import org.openledger.client.openai.CompletionAnswer;
import org.openledger.client.openai.OpenAiEndpoints;
import org.openledger.client.openai.Sampling;
import org.openledger.client.receipt.ReceiptContent;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.serve.GenerationRequest;
import org.openledger.serve.Limits;
import org.openledger.serve.ServingEngine;
import org.openledger.setting.Settings;
import org.openledger.upstream.StubUpstream;
import tools.jackson.databind.JsonNode;

/** A whole node whose answers another engine computes: what it receipts and charges where that is honest, lies or breaks. */
@Tag("loop")
final class UpstreamNodeTest {
    private static final long PRICE_GWEI = 1_000;
    private static final int TOKENS = 8;
    private static final String ID = "cmpl-7";

    @TempDir
    static Path folder;

    private static Path data;
    private static StubUpstream upstream;
    private static Node node;
    private static Loop loop;
    private static BaseModel base;
    private static Adapter adapter;
    private static ServingEngine engine;

    @BeforeAll
    static void start() throws IOException {
        data = folder.resolve("data");
        TrainedFolder.copyTo(data);
        base = BaseModel.load(Loop.home().resolve("models/openledger-toy"));
        try (Stream<Path> models = Files.walk(data.resolve("models"))) {
            Path files =
                    models.filter(each -> each.endsWith("adapter")).findFirst().orElseThrow();
            adapter = Adapter.load(files, base);
            engine = ServingEngine.open(base, Limits.SMALL);
            engine.register(Loop.MODEL, () -> Adapter.load(files, base));
        }
        upstream = new StubUpstream(UpstreamNodeTest::honest);
        Configuration plain = Loop.configuration(data);
        node = Node.start(new Configuration(
                plain.home(),
                data,
                plain.values()
                        .with(
                                Settings.UPSTREAM_SERVERS,
                                Map.of("gpu-1", upstream.url().toString()),
                                "a test")));
        loop = new Loop(NodeClient.ofDataFolder(data));
        loop.trainModel(TrainedFolder.TRAINING_STEPS);
        awaitHealthy();
        loop.ask().forEach(loop::awaitReceipt); // makes the loop's key
    }

    @AfterAll
    static void nothingDiffersAfterwards() {
        loop.node().close();
        node.close();
        upstream.close();
        engine.close();
        adapter.close();
        base.close();
        assertThat(WholeLoopTest.findings(data)).isEmpty();
    }

    @Test
    void anAnswerOfAnUpstreamIsScoredReceiptedAndPaid() throws IOException {
        upstream.script = UpstreamNodeTest::honest;
        awaitHealthy();
        long before = deposit();
        HttpResponse<byte[]> response = ask(Sampling.LIKELIEST);
        assertThat(response.statusCode()).as(text(response)).isEqualTo(200);
        ReceiptContent receipt = loop.awaitContent(Loop.receiptIn(response));
        ReceiptContent.Upstream computed = receipt.upstream().orElseThrow();
        assertThat(computed.name()).isEqualTo("gpu-1");
        assertThat(computed.differenceNanonats()).isLessThan(1_000);
        assertThat(receipt.attribution().shares())
                .anyMatch(share -> share.shapedPpm().orElseThrow() > 0);
        CompletionAnswer answer = NodeClient.parse(response.body(), CompletionAnswer.class);
        assertThat(before - deposit())
                .isEqualTo(PRICE_GWEI * answer.usage().orElseThrow().totalTokens())
                .isEqualTo(receipt.fee().totalGwei());
        assertThat(loop.node().readiness().checks())
                .filteredOn(check -> check.name().equals("upstreams"))
                .singleElement()
                .extracting(ReadinessCheck::says)
                .isEqualTo("gpu-1 answers.");
        assertThat(metrics()).contains("openledger_upstream_answers_total{outcome=\"answered\",upstream=\"gpu-1\"}");
        upstream.script = (request, wire) -> script(request, wire, nanonats -> nanonats - 500_000_000);
        ReceiptContent other = loop.awaitContent(Loop.receiptIn(ask(Sampling.LIKELIEST.streamed())));
        assertThat(other.upstream().orElseThrow().differenceNanonats()).isGreaterThan(499_000_000);
        assertThat(other.attribution().unattributedPpm()).isEqualTo(1_000_000);
        assertThat(other.payments())
                .extracting(ReceiptContent.Payment::role)
                .contains("commons")
                .doesNotContain("contributor", "waiting");
        assertThat(metrics()).contains("openledger_upstream_disagreements_total{upstream=\"gpu-1\"} 1.0");
    }

    @Test
    void whatBreaksMidwayIsAnErrorAndCostsNothing() {
        upstream.script = (request, wire) -> {
            int[] ids = ids(request);
            wire.begin().tokens(Loop.MODEL, ID, List.of(ids[0], ids[1]), List.of(-1.0, -1.0));
        };
        long before = deposit();
        awaitHealthy();
        HttpResponse<byte[]> stream = ask(Sampling.LIKELIEST.streamed());
        assertThat(text(stream))
                .contains("\"delta\"", "upstream_error", "Nothing was charged")
                .doesNotContain("[DONE]");
        String id = Loop.receiptIn(stream);
        assertThat(loop.node().receipt(id).state()).isEqualTo("failed");
        awaitHealthy();
        HttpResponse<byte[]> whole = ask(Sampling.LIKELIEST);
        assertThat(whole.statusCode()).isEqualTo(502);
        assertThat(NodeClient.parse(whole.body(), OpenAiError.class).error().message())
                .contains("gpu-1: its answer ended before it was whole");
        assertThat(deposit()).isEqualTo(before);
    }

    private static void awaitHealthy() {
        Loop.until(
                UpstreamNodeTest::metrics,
                metrics -> metrics.contains("openledger_upstream_up{upstream=\"gpu-1\"} 1.0"));
    }

    private static HttpResponse<byte[]> ask(Sampling sampling) {
        return loop.node()
                .ask(
                        OpenAiEndpoints.CHAT,
                        loop.key(),
                        ChatRequest.of(Loop.MODEL, Loop.QUESTION)
                                .withMaxTokens(TOKENS)
                                .withSampling(sampling));
    }

    private static String metrics() {
        return new String(loop.node().metrics(), StandardCharsets.UTF_8);
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private static long deposit() {
        return loop.node().account(loop.account("application")).depositGwei();
    }

    private static void honest(JsonNode request, StubUpstream.Wire wire) throws IOException {
        script(request, wire, LongUnaryOperator.identity());
    }

    /** What our engine computes from the same files, with its scores changed. */
    private static void script(JsonNode request, StubUpstream.Wire wire, LongUnaryOperator change) throws IOException {
        int[] prompt = prompt(request);
        int[] ids = ids(request);
        List<Double> nats = DoubleStream.of(AnswerScoring.underAdapter(base, adapter, prompt, ids))
                .mapToObj(each -> change.applyAsLong(Math.round(each * 1e9)) / 1e9)
                .toList();
        wire.begin();
        for (int i = 0; i < ids.length; i++) {
            wire.tokens(Loop.MODEL, ID, List.of(ids[i]), List.of(nats.get(i)));
        }
        wire.finish(Loop.MODEL, ID, ids.length == TOKENS ? "length" : "stop")
                .usage(Loop.MODEL, ID, prompt.length, ids.length)
                .event("[DONE]");
    }

    private static int[] ids(JsonNode request) {
        return engine.submit(new GenerationRequest(Loop.MODEL, prompt(request), TOKENS, 0, 1, List.of(), 1))
                .answer()
                .ids();
    }

    private static int[] prompt(JsonNode request) {
        return StreamSupport.stream(request.get("prompt").spliterator(), false)
                .mapToInt(JsonNode::intValue)
                .toArray();
    }
}
