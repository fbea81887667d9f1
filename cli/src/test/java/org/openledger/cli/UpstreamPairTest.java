package org.openledger.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.app.Configuration;
import org.openledger.app.Node;
import org.openledger.client.NodeClient;
import org.openledger.client.openai.ChatRequest;
import org.openledger.client.openai.CompletionAnswer;
import org.openledger.client.openai.OpenAiEndpoints;
import org.openledger.client.openai.Sampling;
import org.openledger.client.receipt.ReceiptContent;
import org.openledger.setting.Settings;

/** Two nodes that compute the answers of a third, each killed once: before an answer's first token, and in its middle. */
@Tag("loop")
final class UpstreamPairTest {
    private static final String SOURCE = "a test";
    private static final int LONG_ANSWER_TOKENS = 400;

    @TempDir
    Path folder;

    private final Map<String, NodeProcess> pair = new TreeMap<>();

    @AfterEach
    void end() throws InterruptedException {
        for (NodeProcess each : pair.values()) {
            each.kill();
        }
    }

    @Test
    void anAnswerMovesBeforeItsFirstTokenAndFailsAfterIt() throws Exception {
        Map<String, String> servers = new TreeMap<>();
        Map<String, String> tokens = new TreeMap<>();
        for (String name : List.of("a", "b")) {
            Path data = Files.createDirectories(folder.resolve(name)).resolve("data");
            TrainedFolder.copyTo(data);
            pair.put(name, NodeProcess.start(data));
        }
        for (Map.Entry<String, NodeProcess> each : pair.entrySet()) {
            assertThat(each.getValue().awaitReady())
                    .as(each.getValue().output())
                    .isTrue();
            try (NodeClient client = each.getValue().client()) {
                Loop there = new Loop(client);
                servers.put(each.getKey(), client.node().toString());
                tokens.put(each.getKey(), there.key(there.account("application")));
            }
        }
        Path data = folder.resolve("data");
        TrainedFolder.copyTo(data);
        Configuration plain = Loop.configuration(data);
        Configuration asking = new Configuration(
                plain.home(),
                data,
                plain.values()
                        .with(Settings.UPSTREAM_SERVERS, servers, SOURCE)
                        .with(Settings.UPSTREAM_TOKENS, tokens, SOURCE)
                        // only who is asked finds out that somebody was killed
                        .with(Settings.UPSTREAM_LOOK, Duration.ofMinutes(10), SOURCE));
        try (Node node = Node.start(asking);
                NodeClient client = NodeClient.ofDataFolder(data)) {
            Loop loop = new Loop(client);
            loop.trainModel(TrainedFolder.TRAINING_STEPS);
            Loop.until(() -> metrics(client), text -> text.contains("openledger_upstream_up{upstream=\"b\"} 1.0"));

            HttpResponse<byte[]> before = ask(loop);
            ReceiptContent first = loop.awaitContent(Loop.receiptIn(before));
            String served = computed(first).name();
            assertThat(computed(first).differenceNanonats()).isLessThan(1_000_000);

            requireNonNull(pair.get(served)).kill();
            HttpResponse<byte[]> moved = ask(loop);
            ReceiptContent second = loop.awaitContent(Loop.receiptIn(moved));
            String other = served.equals("a") ? "b" : "a";
            assertThat(computed(second).name()).isEqualTo(other);
            assertThat(text(moved)).isEqualTo(text(before)).isNotEmpty();
            assertThat(second.attribution().shares())
                    .isEqualTo(first.attribution().shares());
            assertThat(second.payments()).isEqualTo(first.payments());
            assertThat(metrics(client))
                    .contains("openledger_upstream_answers_total{outcome=\"retried\",upstream=\"" + served + "\"} 1.0");

            long deposit = client.account(loop.payer()).depositGwei();
            String receipt = killedMidway(node.url(), loop, requireNonNull(pair.get(other)));
            assertThat(client.receipt(receipt).state()).isEqualTo("failed");
            assertThat(client.account(loop.payer()).depositGwei()).isEqualTo(deposit);
            HttpResponse<byte[]> nobody = ask(loop);
            assertThat(nobody.statusCode()).isEqualTo(503);
            assertThat(new String(nobody.body(), StandardCharsets.UTF_8)).contains("nobody answers there");
        }
        assertThat(WholeLoopTest.findings(data)).isEmpty();
    }

    /** Kills the one node that is left once a stream has begun; gives the receipt's id. */
    private static String killedMidway(String url, Loop loop, NodeProcess left) throws Exception {
        String body = "{\"model\":\"" + loop.model()
                + "\",\"prompt\":\"The\",\"temperature\":0,\"stream\":true,\"max_tokens\":" + LONG_ANSWER_TOKENS + "}";
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<InputStream> stream = http.send(
                    HttpRequest.newBuilder(URI.create(url + "/v1/completions"))
                            .header("Authorization", "Bearer " + loop.key())
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            String rest = readAndKill(stream.body(), left);
            assertThat(rest)
                    .contains("upstream_error", "its connection broke", "Nothing was charged")
                    .doesNotContain("[DONE]");
            return stream.headers().firstValue(OpenAiEndpoints.RECEIPT_HEADER).orElseThrow();
        }
    }

    private static String readAndKill(InputStream stream, NodeProcess left) throws IOException, InterruptedException {
        StringBuilder rest = new StringBuilder();
        int pieces = 0;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                pieces += line.startsWith("data: ") ? 1 : 0;
                if (pieces == 4) {
                    left.kill();
                }
                rest.append(line).append('\n');
            }
        }
        return rest.toString();
    }

    private static ReceiptContent.Upstream computed(ReceiptContent receipt) {
        return receipt.upstream().orElseThrow();
    }

    private static HttpResponse<byte[]> ask(Loop loop) {
        return loop.node()
                .ask(
                        OpenAiEndpoints.CHAT,
                        loop.key(),
                        ChatRequest.of(loop.model(), Loop.QUESTION)
                                .withMaxTokens(8)
                                .withSampling(Sampling.LIKELIEST.withSeed(3)));
    }

    private static String text(HttpResponse<byte[]> answer) {
        return NodeClient.parse(answer.body(), CompletionAnswer.class)
                .choices()
                .getFirst()
                .message()
                .flatMap(CompletionAnswer.AnswerMessage::content)
                .orElseThrow();
    }

    private static String metrics(NodeClient client) {
        return new String(client.metrics(), StandardCharsets.UTF_8);
    }
}
