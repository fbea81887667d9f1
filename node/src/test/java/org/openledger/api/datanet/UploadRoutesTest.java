package org.openledger.api.datanet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openledger.api.http.Access;
import org.openledger.api.http.Handlers;
import org.openledger.api.http.HttpServer;
import org.openledger.client.NodeClient;
import org.openledger.client.upload.UploadLine;
import org.openledger.datanet.intake.IntakeLimits;
import org.openledger.datanet.intake.Uploads;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;

/** Files in pieces over a real server, with connections that break. */
@Tag("unit")
final class UploadRoutesTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String MIRA = "0x" + "1".repeat(40);
    private static final String BEN = "0x" + "2".repeat(40);
    private static final String WHO = "X-Test-Account";

    @TempDir
    private static Path folder;

    private static final AtomicLong NOW = new AtomicLong(System.currentTimeMillis());
    private static Uploads uploads;
    private static HttpServer server;

    @BeforeAll
    static void start() {
        InstantSource clock = () -> Instant.ofEpochMilli(NOW.get());
        uploads = new Uploads(folder.resolve("uploads"), IntakeLimits.STANDARD.maxBodyBytes(), clock, new Random(1));
        Handlers handlers = new Handlers(context -> {
            String account = context.header(WHO);
            return account == null
                    ? Access.Caller.ANYONE
                    : new Access.Caller(Optional.empty(), Optional.of(account), Optional.of(account), Optional.empty());
        });
        new UploadRoutes(uploads, IntakeLimits.STANDARD).handle(handlers);
        server = HttpServer.start("127.0.0.1", 0, HttpServer.Options.STANDARD, List.of(handlers));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void empty() throws IOException {
        Files.createDirectories(folder.resolve("uploads"));
        try (Stream<Path> files = Files.list(folder.resolve("uploads"))) {
            for (Path each : files.toList()) {
                Files.delete(each);
            }
        }
    }

    @Test
    void aFileArrivesWholeWhateverBreaks() throws Exception {
        for (int seed = 0; seed < 8; seed++) {
            Random random = new Random(seed);
            byte[] file = new byte[1 + random.nextInt(400_000)];
            random.nextBytes(file);
            String id = begin(MIRA, file.length, "sha256-" + Hex.of(Hashes.sha256(file)))
                    .id();
            for (long offset = offset(id); offset < file.length; offset = offset(id)) {
                byte[] piece = Arrays.copyOfRange(
                        file, (int) offset, (int) Math.min(file.length, offset + 1 + random.nextInt(90_000)));
                if (random.nextInt(3) == 0) {
                    cutOff(id, offset, piece, random.nextInt(piece.length));
                } else {
                    assertThat(append(id, offset, piece).statusCode()).isEqualTo(204);
                }
            }
            assertThat(append(id, file.length, new byte[0]).statusCode()).isEqualTo(204);
            try (InputStream whole = uploads.open(id, MIRA)) {
                assertThat(whole.readAllBytes()).isEqualTo(file);
            }
            uploads.end(id, MIRA);
        }
        assertThat(folder.resolve("uploads")).isEmptyDirectory();
    }

    @Test
    void aPieceThatDoesNotGoOnOrGoesTooFarChangesNothing() throws Exception {
        String id = begin(MIRA, 10, "x").id();
        append(id, 0, new byte[4]);
        for (long offset : new long[] {0, 3, 5, 10, 11}) {
            HttpResponse<String> refused = append(id, offset, new byte[2]);
            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(refused.body()).contains("goes on at byte 4");
        }
        assertThat(append(id, 4, new byte[7]).statusCode()).isEqualTo(413);
        assertThat(offset(id)).isEqualTo(4);
        assertThatThrownBy(() -> uploads.open(id, MIRA)).hasMessageContaining("only 4 of 10 bytes");
    }

    @Test
    void ofPiecesAtOnceOneIsTaken() throws Exception {
        byte[] file = new byte[2_000_000];
        new Random(3).nextBytes(file);
        String id = begin(MIRA, file.length, "x").id();
        List<Callable<Integer>> senders = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            senders.add(() -> append(id, 0, file).statusCode());
        }
        List<Integer> answers = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            for (Future<Integer> answer : pool.invokeAll(senders)) {
                answers.add(answer.get());
            }
        }
        assertThat(answers).containsOnlyOnce(204).allMatch(status -> status == 204 || status == 409);
        try (InputStream whole = uploads.open(id, MIRA)) {
            assertThat(whole.readAllBytes()).isEqualTo(file);
        }
    }

    @Test
    void anAccountReachesItsOwnAloneAndHasFewAtATime() throws Exception {
        String id = begin(MIRA, 10, "x").id();
        assertThat(send("GET", "/" + id, BEN, BEN, new byte[0]).statusCode()).isEqualTo(404);
        assertThat(send("GET", "/" + id, MIRA, BEN, new byte[0]).statusCode()).isEqualTo(403);
        assertThat(send("DELETE", "/" + id, MIRA, BEN, new byte[0], "Tus-Resumable", "1.0.0")
                        .statusCode())
                .isEqualTo(403);
        for (int i = 0; i < 3; i++) {
            begin(MIRA, 10, "x");
        }
        assertThat(beginning(MIRA, "10", "").statusCode()).isEqualTo(429);
        begin(BEN, 10, "x");
        assertThat(send("GET", "", MIRA, MIRA, new byte[0]).body()).contains(id);
        assertThat(send("DELETE", "/" + id, MIRA, MIRA, new byte[0], "Tus-Resumable", "1.0.0")
                        .statusCode())
                .isEqualTo(204);
        assertThat(send("GET", "/" + id, MIRA, MIRA, new byte[0]).statusCode()).isEqualTo(404);
        begin(MIRA, 10, "x");
    }

    @Test
    void oneIsGoneADayAfterItsLastPiece() throws Exception {
        String id = begin(MIRA, 10, "x").id();
        append(id, 0, new byte[4]);
        NOW.addAndGet(Uploads.LIFE.toMillis() + 60_000);
        assertThat(append(id, 4, new byte[6]).statusCode()).isEqualTo(404);
        begin(BEN, 10, "x");
        try (Stream<Path> files = Files.list(folder.resolve("uploads"))) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void quietOnesMakeRoomForOthersWhereThereIsNone() throws Exception {
        long most = IntakeLimits.STANDARD.maxBodyBytes();
        for (int i = 0; i < 8; i++) {
            begin("0x" + Integer.toString(i).repeat(40), most, "x");
        }
        HttpResponse<String> full = beginning(BEN.replace('2', 'a'), Long.toString(most), "");
        assertThat(full.statusCode()).isEqualTo(503);
        assertThat(full.headers().firstValue("Retry-After")).isPresent();
        NOW.addAndGet(660_000);
        begin(BEN.replace('2', 'a'), most, "x");
        try (Stream<Path> files = Files.list(folder.resolve("uploads"))) {
            assertThat(files).hasSize(8);
        }
    }

    @Test
    void aFileThatIsNotWhatItsFingerprintSaysIsNotUsed() throws Exception {
        String id = begin(MIRA, 3, "sha256-" + "0".repeat(64)).id();
        append(id, 0, new byte[3]);
        assertThatThrownBy(() -> uploads.open(id, MIRA)).hasMessageContaining("is not the file");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "-1 | '' | 1.0.0 | Upload-Length",
                "1e3 | '' | 1.0.0 | Upload-Length",
                "9223372036854775808 | '' | 1.0.0 | Upload-Length",
                "- | '' | 1.0.0 | Upload-Length",
                "0 | '' | 1.0.0 | 1 to 2147483648 bytes",
                "2147483649 | '' | 1.0.0 | 1 to 2147483648 bytes",
                "9 | 'fingerprint @' | 1.0.0 | not Base64",
                "9 | 'fingerprint' | 1.0.0 | letters, digits and hyphens",
                "9 | 'fingerprint Li4vLi4=' | 1.0.0 | letters, digits and hyphens",
                "9 | 'licence Q0Mw' | 1.0.0 | not licence",
                "9 | 'filename YQ==,' | 1.0.0 | Upload-Metadata",
                "9 | 'filename a b' | 1.0.0 | pairs of a name",
                "9 | '' | 0.2.2 | Tus-Resumable",
                "9 | '' | - | Tus-Resumable",
            })
    void whatIsNotKnownIsRefusedByName(String length, String metadata, String version, String why) throws Exception {
        List<String> headers = new ArrayList<>();
        for (String[] each :
                new String[][] {{"Upload-Length", length}, {"Upload-Metadata", metadata}, {"Tus-Resumable", version}}) {
            if (each[1] != null && !each[1].isEmpty()) {
                headers.addAll(List.of(each));
            }
        }
        HttpResponse<String> refused = send("POST", "", MIRA, MIRA, new byte[0], headers.toArray(String[]::new));
        assertThat(refused.statusCode())
                .as(refused.body())
                .isIn(why.equals("Tus-Resumable") ? List.of(412) : List.of(400, 413));
        assertThat(refused.body()).contains(why);
        assertThat(uploads.of(MIRA)).isEmpty();
    }

    @Test
    void aClientLearnsWhatTheNodeSpeaks() throws Exception {
        HttpResponse<String> answer = CLIENT.send(
                HttpRequest.newBuilder(uri(""))
                        .method("OPTIONS", BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("Tus-Version")).contains("1.0.0");
        assertThat(answer.headers().firstValue("Tus-Extension")).contains("creation,expiration,termination");
    }

    private UploadLine begin(String owner, long length, String fingerprint) throws Exception {
        String encoded = Base64.getEncoder().encodeToString(fingerprint.getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> begun = beginning(owner, Long.toString(length), "fingerprint " + encoded);
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(201);
        assertThat(begun.headers().firstValue("Location").orElseThrow()).startsWith("/api/uploads/");
        return NodeClient.parse(begun.body().getBytes(StandardCharsets.UTF_8), UploadLine.class);
    }

    private HttpResponse<String> beginning(String owner, String length, String metadata) throws Exception {
        return send(
                "POST",
                "",
                owner,
                owner,
                new byte[0],
                "Tus-Resumable",
                "1.0.0",
                "Upload-Length",
                length,
                "Upload-Metadata",
                metadata);
    }

    private long offset(String id) throws Exception {
        HttpResponse<String> head = send("HEAD", "/" + id, MIRA, MIRA, new byte[0], "Tus-Resumable", "1.0.0");
        assertThat(head.statusCode()).isEqualTo(200);
        return head.headers().firstValueAsLong("Upload-Offset").orElseThrow();
    }

    private HttpResponse<String> append(String id, long offset, byte[] piece) throws Exception {
        return send(
                "PATCH",
                "/" + id,
                MIRA,
                MIRA,
                piece,
                "Tus-Resumable",
                "1.0.0",
                "Upload-Offset",
                Long.toString(offset),
                "Content-Type",
                "application/offset+octet-stream");
    }

    /** Says a whole piece, sends a part of it, and hangs up. */
    private void cutOff(String id, long offset, byte[] piece, int sent) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(("PATCH /api/uploads/" + id + "?contributor=" + MIRA + " HTTP/1.1\r\nHost: localhost\r\n" + WHO
                            + ": "
                            + MIRA + "\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: " + offset
                            + "\r\nContent-Type: application/offset+octet-stream\r\nContent-Length: " + piece.length
                            + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(piece, 0, sent);
            out.flush();
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        }
    }

    private HttpResponse<String> send(
            String method, String place, String contributor, String caller, byte[] body, String... headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(place + "?contributor=" + contributor))
                .header(WHO, caller)
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private URI uri(String place) {
        return URI.create("http://127.0.0.1:" + server.port() + "/api/uploads" + place);
    }
}
