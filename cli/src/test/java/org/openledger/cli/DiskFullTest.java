package org.openledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.app.Node;
import org.openledger.client.NodeClient;
import org.openledger.client.OpenAiError;
import org.openledger.client.openai.CompletionRequest;
import org.openledger.client.openai.OpenAiEndpoints;
import org.openledger.client.openai.Sampling;
import org.openledger.store.FaultyDisk;
import org.openledger.store.FaultyDisk.Fault;
import org.sqlite.SQLiteErrorCode;

/**
 * A real node whose disk gets full and has room again: its database has a largest number of pages, which a table of the test
 * fills, and its files are on a faulty disk.
 */
@Tag("loop")
final class DiskFullTest {
    private static final int MAX_PAGES = 4_000;

    @TempDir
    static Path folder;

    private static final FaultyDisk DISK = new FaultyDisk(Fault.FULL, 0);

    private static Path data;
    private static String bounded;
    private static Node node;
    private static Loop loop;

    @BeforeAll
    static void start() {
        data = folder.resolve("data");
        TrainedFolder.copyTo(data);
        bounded = "jdbc:sqlite:" + data.resolve("openledger.db") + "?max_page_count=" + MAX_PAGES;
        node = Node.start(Loop.configuration(data, Optional.empty(), Optional.of(bounded)), DISK);
        loop = new Loop(NodeClient.ofDataFolder(data));
        loop.trainModel(TrainedFolder.TRAINING_STEPS);
    }

    @AfterAll
    static void nothingDiffersAfterwards() throws SQLException {
        loop.node().close();
        node.close();
        Filler.drop();
        assertThat(WholeLoopTest.findings(data)).isEmpty();
    }

    @Test
    void whatThereIsNoRoomForIsRefusedAndTheNodeGoesOnWhenThereIs() throws SQLException {
        try (Filler filler = new Filler()) {
            HttpResponse<byte[]> refused = askUntilRefused(filler);
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValueAsLong("Retry-After")).isPresent();
            assertThat(NodeClient.parse(refused.body(), OpenAiError.class)
                            .error()
                            .code())
                    .hasValue("unavailable");
            assertThat(NodeClient.refused(refused)).message().contains("disk is full");
        }
        assertThat(feeOf(ask(0, false))).isPositive();
    }

    /** Small rows may still fit into pages there are. */
    private static HttpResponse<byte[]> askUntilRefused(Filler filler) throws SQLException {
        for (int attempt = 0; attempt < 200; attempt++) {
            HttpResponse<byte[]> response = ask(attempt, false);
            if (response.statusCode() != 200) {
                return response;
            }
            filler.fill();
        }
        throw new AssertionError("nothing was refused");
    }

    @Test
    void whatIsUnderWayWhenTheDiskGetsFullIsReceiptedOrNotCharged() throws Exception {
        long seed = new Random().nextLong();
        System.out.println("DiskFullTest seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 4; round++) {
            long before = deposit();
            List<HttpResponse<byte[]>> responses = askWhileTheDiskGetsFull(random);
            responses.add(ask(round, false));
            long charged = 0;
            for (HttpResponse<byte[]> response : responses) {
                charged += feeOf(response);
            }
            assertThat(before - deposit()).as("seed %d", seed).isEqualTo(charged);
        }
    }

    private static List<HttpResponse<byte[]>> askWhileTheDiskGetsFull(Random random) throws Exception {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpResponse<byte[]>>> asked = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                int seed = random.nextInt(1_000);
                boolean stream = random.nextBoolean();
                asked.add(callers.submit(() -> ask(seed, stream)));
            }
            Thread.sleep(random.nextInt(500));
            List<HttpResponse<byte[]>> responses = new ArrayList<>();
            try (Filler _ = new Filler()) {
                for (Future<HttpResponse<byte[]>> each : asked) {
                    responses.add(each.get());
                }
            }
            return responses;
        }
    }

    /** A whole answer has its receipt; anything else failed and costs nothing. */
    private static long feeOf(HttpResponse<byte[]> response) {
        Optional<String> id = response.headers().firstValue(OpenAiEndpoints.RECEIPT_HEADER);
        String body = new String(response.body(), StandardCharsets.UTF_8);
        if (response.statusCode() == 200 && (!body.startsWith("data:") || body.endsWith("data: [DONE]\n\n"))) {
            return loop.awaitContent(id.orElseThrow()).fee().totalGwei();
        }
        assertThat(body).contains("disk is full");
        id.ifPresent(failed -> assertThat(loop.node().receipt(failed).state()).isEqualTo("failed"));
        return 0;
    }

    private static HttpResponse<byte[]> ask(int seed, boolean stream) {
        Sampling sampling = Sampling.LIKELIEST.withTemperature(2).withSeed(seed);
        return loop.node()
                .ask(
                        OpenAiEndpoints.COMPLETION,
                        loop.key(),
                        CompletionRequest.of(Loop.MODEL, "The", /* maxTokens= */ 200)
                                .withSampling(stream ? sampling.streamed() : sampling));
    }

    private static long deposit() {
        return loop.node().account(loop.payer()).depositGwei();
    }

    /** Takes all room there is, in the database and for files, until it is closed. */
    private static final class Filler implements AutoCloseable {
        private final Connection connection;

        Filler() throws SQLException {
            connection = DriverManager.getConnection(bounded);
            run("PRAGMA busy_timeout = 20000");
            run("CREATE TABLE IF NOT EXISTS filler (bytes BLOB)");
            DISK.failAll(true);
            fill();
        }

        /** A table that no node made is a finding. */
        static void drop() throws SQLException {
            try (Connection connection = DriverManager.getConnection(bounded);
                    Statement statement = connection.createStatement()) {
                statement.execute("DROP TABLE IF EXISTS filler");
            }
        }

        void fill() throws SQLException {
            for (int bytes = 1 << 20; bytes > 64; bytes /= 4) {
                while (fits(bytes)) {}
            }
        }

        private boolean fits(int bytes) throws SQLException {
            try {
                run("INSERT INTO filler VALUES (zeroblob(" + bytes + "))");
                return true;
            } catch (SQLException e) {
                if (e.getErrorCode() == SQLiteErrorCode.SQLITE_FULL.code) {
                    return false;
                }
                throw e;
            }
        }

        private void run(String sql) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }

        @Override
        public void close() throws SQLException {
            run("DELETE FROM filler");
            connection.close();
            DISK.failAll(false);
        }
    }
}
