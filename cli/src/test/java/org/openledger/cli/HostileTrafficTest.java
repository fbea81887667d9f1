package org.openledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.api.http.BadRequests;
import org.openledger.app.Node;
import org.openledger.client.Endpoints;
import org.openledger.client.call.CallerKind;
import org.openledger.client.call.Cost;
import org.openledger.client.call.Endpoint;
import org.slf4j.LoggerFactory;

/** A real node, and very many requests of nobody. */
@Tag("campaign")
final class HostileTrafficTest {
    private static final int BAD_REQUESTS = 50_000;
    private static final int ROUNDS = 400;
    private static final long MOST_GROWTH_BYTES = 8 << 20;

    @TempDir
    static Path folder;

    private static Node node;
    private static int port;

    @BeforeAll
    static void start() {
        Path data = folder.resolve("data");
        TrainedFolder.copyTo(data);
        node = Node.start(Loop.configuration(data));
        port = URI.create(node.url()).getPort();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void fiftyThousandBadRequestsFailNothingAndFillNoLog() throws Exception {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        logged.start();
        root.addAppender(logged);
        long seed = System.nanoTime();
        BadRequests requests = new BadRequests(seed);
        try {
            for (int sent = 0; sent < BAD_REQUESTS; sent++) {
                byte[] request = requests.next();
                assertThat(BadRequests.exchange(port, request))
                        .as("seed %s, request %s:%n%s", seed, sent, new String(request, StandardCharsets.UTF_8))
                        .doesNotContain(" 500 ")
                        .doesNotContain("\tat ");
            }
        } finally {
            root.detachAppender(logged);
        }
        assertThat(logged.list).as("seed " + seed).isEmpty();
    }

    /** Half of the rounds warm what is cached; the other half may keep nothing more. */
    @Test
    void theHeapStaysFlatUnderAnonymousRequests() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            askEverythingOnce();
        }
        long before = heapBytes();
        for (int round = 0; round < ROUNDS; round++) {
            askEverythingOnce();
        }
        assertThat(heapBytes() - before).isLessThan(MOST_GROWTH_BYTES);
    }

    private static void askEverythingOnce() throws IOException {
        for (Endpoint<?, ?, ?> endpoint : Endpoints.ALL) {
            if (endpoint.caller() != CallerKind.ANYONE || endpoint.cost() == Cost.STREAM) {
                continue;
            }
            String body =
                    endpoint.place().path().endsWith("/message") ? "{\"address\":\"0x" + "1".repeat(40) + "\"}" : "";
            String request =
                    endpoint.place().verb() + " " + endpoint.place().path().replaceAll("\\{[a-z]+}", "1")
                            + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nUpgrade: websocket\r\nContent-Length: "
                            + body.length() + "\r\n\r\n" + body;
            assertThat(BadRequests.exchange(port, request.getBytes(StandardCharsets.UTF_8)))
                    .doesNotContain(" 500 ");
        }
    }

    private static long heapBytes() {
        for (int times = 0; times < 3; times++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
