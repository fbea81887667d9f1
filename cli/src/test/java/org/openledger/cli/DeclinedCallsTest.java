package org.openledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.app.Node;
import org.openledger.client.NodeClient;
import org.openledger.client.account.NewDeposit;
import org.openledger.client.agent.NewMandate;
import org.openledger.client.agent.NewMandateKey;
import org.openledger.client.agent.SignedMandate;
import org.openledger.verify.agency.TrailCheck;
import org.openledger.verify.agency.TrailVerifier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An agent that calls what its mandate does not name, as fast as it can, beside one that works. */
@Tag("campaign")
final class DeclinedCallsTest {
    private static final int CALLS = Integer.getInteger("openledger.agents.declined", 100_000);
    private static final int AT_ONCE = 64;
    private static final long PAUSE_MILLIS = 100;
    /** Half a kilobyte for each call of the second half would be more. */
    private static final long MOST_GROWTH_BYTES = 24 << 20;
    /** The longest that a call beside waits, however slow the disk is: as many as call at once are before it. */
    private static final long MOST_WAIT_MILLIS = 30_000;

    private static final int LEAST_SERVED = 10;
    /** What the node lets one account call a second, and what it may call at once. */
    private static final int RATE = 50;

    private static final int BURST_SECONDS = 10;
    private static final int RECORDS_A_MINUTE = 60;
    private static final long MINUTE_MILLIS = 60_000;

    @TempDir
    Path folder;

    /** The first half fills what is cached; after it nothing grows but the records, which the rate of the account bounds. */
    @Test
    void theNodeStaysUpItsHeapFlatAndOthersAreServed() throws Exception {
        Path data = folder.resolve("data");
        TrainedFolder.copyTo(data);
        try (Node node = Node.start(Loop.configuration(data));
                NodeClient client = NodeClient.ofDataFolder(data)) {
            Loop loop = new Loop(client);
            loop.trainModel(TrainedFolder.TRAINING_STEPS);
            URI at = URI.create(node.url());
            String flooding = mandate(client, loop.account("flooder"), List.of("my_mandate"));
            String working = mandate(client, loop.account("worker"), List.of("ask_model", "my_mandate"));
            String floodKey = key(client, flooding);
            String workKey = key(client, working);
            AtomicBoolean over = new AtomicBoolean();
            List<Long> servedMillis = new ArrayList<>();
            ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
            long start = System.nanoTime();
            Flood flood = new Flood(at, floodKey, failures);
            long grown;
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                threads.execute(() -> work(at, workKey, over, servedMillis, failures));
                try {
                    flood.send(CALLS / 2);
                    long before = heapBytes();
                    flood.send(CALLS - CALLS / 2);
                    grown = heapBytes() - before;
                } finally {
                    over.set(true);
                }
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            assertThat(failures).isEmpty();
            assertThat(grown).as("the heap of node and callers grew").isLessThan(MOST_GROWTH_BYTES);
            servedMillis.sort(null);
            assertThat(servedMillis.size()).as("calls beside").isGreaterThan(LEAST_SERVED);
            assertThat(servedMillis.getLast()).as("the longest wait beside").isLessThan(MOST_WAIT_MILLIS);
            assertThat(flood.declined.get()).isPositive().isLessThan((int) (RATE * (seconds + BURST_SECONDS)) + 1);
            assertThat(flood.declined.get() + flood.refused.get()).isEqualTo(CALLS);
            int records = requireRecorded(client, flood, flooding, seconds);
            System.out.printf(
                    "%d calls in %.0f s: %d declined, in %d records, %d refused by the rate; heap %+d KiB; %d calls beside, p50 %d ms, p95 %d ms%n",
                    CALLS,
                    seconds,
                    flood.declined.get(),
                    records,
                    flood.refused.get(),
                    grown >> 10,
                    servedMillis.size(),
                    servedMillis.get(servedMillis.size() / 2),
                    servedMillis.get(servedMillis.size() * 95 / 100));
        }
        assertThat(WholeLoopTest.findings(data)).isEmpty();
    }

    /** What was declined has records: of each minute so many of their own, and one that counts the others once the minute is over. */
    private static int requireRecorded(NodeClient client, Flood flood, String mandate, double seconds)
            throws Exception {
        long minute = System.currentTimeMillis() / MINUTE_MILLIS;
        while (System.currentTimeMillis() / MINUTE_MILLIS == minute) {
            TimeUnit.SECONDS.sleep(1);
        }
        flood.send(1);
        assertThat(client.mandate(mandate).mandate().paidGwei()).isZero();
        byte[] trail = client.trail(mandate);
        List<TrailCheck> checks = TrailVerifier.check(trail, TrailVerifier.Options.none());
        assertThat(checks).as(checks.toString()).noneMatch(TrailCheck::failed);
        List<JsonNode> counts = JsonMapper.shared().readTree(trail).findValues("count");
        assertThat(counts.stream().mapToLong(JsonNode::asLong).sum())
                .as("calls that were declined")
                .isEqualTo(flood.declined.get());
        assertThat(counts.size()).isLessThanOrEqualTo((RECORDS_A_MINUTE + 1) * ((int) seconds / 60 + 2) + 1);
        return counts.size();
    }

    /** Very many calls from an address of their own. */
    private static final class Flood {
        private final HttpRequest request;
        private final ConcurrentLinkedQueue<String> failures;
        private final AtomicInteger declined = new AtomicInteger();
        private final AtomicInteger refused = new AtomicInteger();

        Flood(URI at, String key, ConcurrentLinkedQueue<String> failures) {
            this.request = call(at, key, "ask_model", "{\"model\":\"" + Loop.MODEL + "\",\"question\":\"Now?\"}");
            this.failures = failures;
        }

        void send(int calls) throws Exception {
            AtomicInteger left = new AtomicInteger(calls);
            try (HttpClient http = HttpClient.newBuilder()
                            .localAddress(InetAddress.ofLiteral("127.0.0.2"))
                            .build();
                    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int thread = 0; thread < AT_ONCE; thread++) {
                    threads.execute(() -> {
                        while (left.getAndDecrement() > 0) {
                            count(http);
                        }
                    });
                }
            }
        }

        private void count(HttpClient http) {
            HttpResponse<String> answer = sent(http, request);
            if (answer.statusCode() == 429) {
                refused.incrementAndGet();
            } else if (answer.statusCode() == 200 && answer.body().contains("\"isError\":true")) {
                declined.incrementAndGet();
            } else {
                failures.add(answer.statusCode() + " " + answer.body());
            }
        }
    }

    /** Asks for the mandate's state again and again, and notes how long each answer takes. */
    private static void work(
            URI at, String key, AtomicBoolean over, List<Long> servedMillis, ConcurrentLinkedQueue<String> failures) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            while (!over.get()) {
                long before = System.nanoTime();
                HttpResponse<String> answer = sent(http, call(at, key, "my_mandate", "{}"));
                servedMillis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before));
                if (answer.statusCode() != 200 || answer.body().contains("\"isError\":true")) {
                    failures.add("beside: " + answer.statusCode() + " " + answer.body());
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static HttpResponse<String> sent(HttpClient http, HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static HttpRequest call(URI at, String key, String tool, String arguments) {
        String body = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"" + tool
                + "\",\"arguments\":" + arguments + "}}";
        return HttpRequest.newBuilder(at.resolve("/mcp"))
                .header("Authorization", "Bearer " + key)
                .header("MCP-Protocol-Version", "2025-11-25")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private static String key(NodeClient client, String mandate) {
        return client.mandateKey(mandate, new NewMandateKey("a")).key();
    }

    private static String mandate(NodeClient client, String principal, List<String> tools) {
        client.deposit(new NewDeposit(principal, Loop.DEPOSIT_GWEI / 10));
        NewMandate terms = new NewMandate(
                principal,
                principal,
                "declined",
                "",
                Optional.empty(),
                Optional.empty(),
                3_600,
                1_000_000,
                100_000,
                1_000_000,
                100_000,
                tools,
                List.of(Loop.MODEL),
                List.of(),
                List.of(),
                List.of(),
                100_000,
                List.of(),
                List.of(principal),
                0,
                List.of(),
                List.of(),
                List.of());
        return client.giveMandate(
                        new SignedMandate(client.draftMandate(terms).mandate(), Optional.empty(), Optional.empty()))
                .mandate()
                .id();
    }

    private static long heapBytes() {
        for (int times = 0; times < 3; times++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
