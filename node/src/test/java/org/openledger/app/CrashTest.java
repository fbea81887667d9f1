package org.openledger.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Kills a node's process with SIGKILL at random moments while it answers, settles and anchors, starts it again, and checks
 * that every receipt that was acknowledged is there, that all money is, and that fsck finds nothing.
 */
final class CrashTest {
    private static final long START_TIMEOUT_MILLIS = 120_000;
    private static final int MAX_LIFE_MILLIS = 6_000;

    @TempDir
    Path folder;

    @Test
    void threeKillsLoseNothing() throws Exception {
        survives(3, System.nanoTime());
    }

    @Test
    @Tag("campaign")
    void fiftyKillsLoseNothing() throws Exception {
        survives(50, System.nanoTime());
    }

    private void survives(int kills, long seed) throws Exception {
        System.out.println("CrashTest seed " + seed);
        Random random = new Random(seed);
        Path data = folder.resolve("data");
        String key = prepare(data);
        List<String> acknowledged = new CopyOnWriteArrayList<>();
        for (int kill = 0; kill < kills; kill++) {
            Process process = start(data);
            try (NodeClient client = connect(process, data)) {
                AtomicBoolean running = new AtomicBoolean(true);
                Thread asking = Thread.ofVirtual().start(() -> ask(client, key, acknowledged, running));
                Thread closing = Thread.ofVirtual().start(() -> closeEpochs(client, running));
                Thread.sleep(random.nextInt(MAX_LIFE_MILLIS));
                process.destroyForcibly().waitFor();
                running.set(false);
                asking.join();
                closing.join();
            }
        }
        checkReceipts(data, acknowledged);
        assertThat(WholeLoopTest.findings(data)).as("seed %d", seed).isEmpty();
    }

    /** A node with a model, stopped; returns an API key. */
    private static String prepare(Path data) {
        try (Node _ = Node.start(Loop.configuration(data));
                NodeClient client = NodeClient.ofDataFolder(data)) {
            Loop loop = new Loop(client);
            loop.trainModel();
            return loop.key();
        }
    }

    private static Process start(Path data) throws IOException {
        Files.deleteIfExists(data.resolve(NodeClient.ADDRESS_FILE));
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx1g",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "org.openledger.app.Main",
                "up",
                "--data",
                data.toString(),
                "--port",
                "0");
        builder.environment().put("OPENLEDGER_HOME", Loop.home().toString());
        return builder.redirectErrorStream(true)
                .redirectOutput(data.resolveSibling("node.out").toFile())
                .start();
    }

    private static NodeClient connect(Process process, Path data) throws Exception {
        long deadline = System.currentTimeMillis() + START_TIMEOUT_MILLIS;
        while (!Files.exists(data.resolve(NodeClient.ADDRESS_FILE))) {
            String out = Files.readString(data.resolveSibling("node.out"));
            assertThat(process.isAlive()).as(out).isTrue();
            assertThat(System.currentTimeMillis()).as(out).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return NodeClient.ofDataFolder(data);
    }

    /** Asks until the node is gone; an answer that came back whole is acknowledged. */
    private static void ask(NodeClient client, String key, List<String> acknowledged, AtomicBoolean running) {
        for (int i = 0; running.get(); i++) {
            var body = NodeClient.object().put("model", Loop.MODEL).put("max_tokens", 1 + i % 12);
            body.putArray("messages").addObject().put("role", "user").put("content", "Question " + i + " about Bread?");
            try {
                HttpResponse<byte[]> response = client.ask("/v1/chat/completions", key, body);
                if (response.statusCode() == 200) {
                    acknowledged.add(
                            response.headers().firstValue("OpenLedger-Receipt").orElseThrow());
                }
            } catch (AppException gone) {
                return;
            }
        }
    }

    private static void closeEpochs(NodeClient client, AtomicBoolean running) {
        while (running.get()) {
            try {
                client.post("/api/epochs", NodeClient.object());
                Thread.sleep(300);
            } catch (AppException gone) {
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static void checkReceipts(Path data, List<String> acknowledged) {
        System.out.println("CrashTest: " + acknowledged.size() + " answers were acknowledged");
        try (Node _ = Node.start(Loop.configuration(data));
                NodeClient client = NodeClient.ofDataFolder(data)) {
            for (String id : acknowledged) {
                JsonNode found = Loop.until(
                        () -> client.get("/api/receipts/" + id),
                        each -> each.path("state").asString().equals("receipted"));
                assertThat(found.path("receipt").path("id").asString()).isEqualTo(id);
            }
        }
    }
}
