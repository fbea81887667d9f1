package org.openledger.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.http.Context;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openledger.client.Problem;
import org.openledger.store.Refusal;
import org.openledger.store.Refusal.Kind;
import tools.jackson.databind.JsonNode;

/** What every kind of refusal looks like to a client, over real HTTP. */
@Tag("unit")
final class RefusalAnswerTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String SECRET = "a secret detail";
    private static final Map<Kind, Integer> STATUSES = new EnumMap<>(Map.ofEntries(
            Map.entry(Kind.INVALID, 400),
            Map.entry(Kind.MALFORMED, 400),
            Map.entry(Kind.UNSUPPORTED, 400),
            Map.entry(Kind.TOO_LONG, 400),
            Map.entry(Kind.UNAUTHENTICATED, 401),
            Map.entry(Kind.UNPAID, 402),
            Map.entry(Kind.FORBIDDEN, 403),
            Map.entry(Kind.UNKNOWN, 404),
            Map.entry(Kind.WRONG_METHOD, 405),
            Map.entry(Kind.CONFLICT, 409),
            Map.entry(Kind.TOO_LARGE, 413),
            Map.entry(Kind.WRONG_VERSION, 412),
            Map.entry(Kind.TOO_MANY, 429),
            Map.entry(Kind.FAILED, 500),
            Map.entry(Kind.MODEL_FAILED, 500),
            Map.entry(Kind.UPSTREAM_FAILED, 502),
            Map.entry(Kind.OVERLOADED, 503),
            Map.entry(Kind.NOT_READY, 503)));

    private static HttpServer server;

    @BeforeAll
    static void start() {
        Routes routes = config -> {
            for (String folder : List.of("/api", "/v1")) {
                config.get(folder + "/refused/{kind}", RefusalAnswerTest::refuse);
                config.get(folder + "/wrong/{kind}", RefusalAnswerTest::refuseField);
                config.get(folder + "/later/{kind}", RefusalAnswerTest::refuseForNow);
                config.get(folder + "/broken", _ -> {
                    throw new IllegalStateException(SECRET);
                });
            }
        };
        server = HttpServer.start("127.0.0.1", 0, HttpServer.Options.STANDARD, List.of(routes));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void outsideV1EveryKindIsAProblemOfRfc9457(Kind kind) throws Exception {
        HttpResponse<String> response = get("/api/refused/" + kind);
        JsonNode problem = JsonFormat.read(response.body());
        assertThat(response.statusCode()).isEqualTo(STATUSES.get(kind));
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith(Problem.CONTENT_TYPE);
        assertThat(problem.path("status").asInt()).isEqualTo(STATUSES.get(kind));
        assertThat(URI.create(problem.path("type").asString()).isAbsolute()).isTrue();
        assertThat(problem.path("type").asString()).doesNotContain("_");
        assertThat(problem.path("title").asString()).isNotBlank();
        assertThat(problem.path("instance").asString()).endsWith(requestId(response));
        assertThat(problem.has("field")).isFalse();
        assertTold(kind, response, problem.path("detail").asString());
    }

    @ParameterizedTest
    @EnumSource
    void belowV1EveryKindIsOpenAisError(Kind kind) throws Exception {
        HttpResponse<String> response = get("/v1/refused/" + kind);
        JsonNode error = JsonFormat.read(response.body()).path("error");
        assertThat(response.statusCode()).isEqualTo(STATUSES.get(kind));
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/json");
        assertThat(error.path("type").asString()).isNotBlank();
        assertThat(error.path("param").isNull()).isTrue();
        assertThat(error.has("code")).isTrue();
        assertTold(kind, response, error.path("message").asString());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FAILED")
    void theFieldIsNamedWhereThereIsOne(Kind kind) throws Exception {
        JsonNode problem = JsonFormat.read(get("/api/wrong/" + kind).body());
        JsonNode error = JsonFormat.read(get("/v1/wrong/" + kind).body()).path("error");
        assertThat(problem.path("field").asString()).isEqualTo("model");
        assertThat(error.path("param").asString()).isEqualTo("model");
        if (kind == Kind.UNKNOWN) {
            assertThat(error.path("code").asString()).isEqualTo("model_not_found");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FAILED")
    void whenToTryAgainIsSaidInTheHeaderAndInTheProblem(Kind kind) throws Exception {
        HttpResponse<String> later = get("/api/later/" + kind);
        assertThat(later.headers().firstValue("Retry-After")).hasValue("3");
        assertThat(JsonFormat.read(later.body()).path("retryAfterMillis").asLong())
                .isEqualTo(2_500);
        assertThat(get("/v1/later/" + kind).headers().firstValue("Retry-After")).hasValue("3");
        boolean passes = kind == Kind.TOO_MANY || kind == Kind.OVERLOADED || kind == Kind.NOT_READY;
        assertThat(get("/api/refused/" + kind)
                        .headers()
                        .firstValue("Retry-After")
                        .isPresent())
                .isEqualTo(passes);
    }

    @Test
    void aDefectTellsNoDetails() throws Exception {
        for (String path : List.of("/api/broken", "/v1/broken")) {
            HttpResponse<String> response = get(path);
            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(response.body()).doesNotContain(SECRET).contains(requestId(response));
        }
    }

    @Test
    void whatTheServerItselfRefusesHasTheSameShapes() throws Exception {
        for (String path : List.of("/nothing", "/api/nothing")) {
            HttpResponse<String> response = get(path);
            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(JsonFormat.read(response.body()).path("detail").asString())
                    .contains(path);
        }
        assertThat(JsonFormat.read(get("/v1/nothing").body())
                        .path("error")
                        .path("code")
                        .asString())
                .isEqualTo("not_found");
        HttpResponse<String> posted = CLIENT.send(
                HttpRequest.newBuilder(uri("/api/broken"))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
        assertThat(posted.statusCode()).isEqualTo(405);
        assertThat(JsonFormat.read(posted.body()).path("type").asString()).endsWith(":wrong-method");
    }

    private static void assertTold(Kind kind, HttpResponse<String> response, String sentence) {
        if (kind == Kind.FAILED) {
            assertThat(response.body()).doesNotContain(SECRET);
            assertThat(sentence).contains(requestId(response), "log");
        } else {
            assertThat(sentence).isEqualTo(SECRET);
        }
    }

    private static void refuse(Context context) {
        throw new Refusal(kind(context), SECRET);
    }

    private static void refuseField(Context context) {
        throw new Refusal(kind(context).at("model"), SECRET);
    }

    private static void refuseForNow(Context context) {
        throw new Refusal(kind(context).retryAfter(2_500), SECRET);
    }

    private static Kind kind(Context context) {
        return Kind.valueOf(context.pathParam("kind"));
    }

    private static String requestId(HttpResponse<String> response) {
        return response.headers().firstValue("X-Request-Id").orElseThrow();
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return CLIENT.send(HttpRequest.newBuilder(uri(path)).GET().build(), BodyHandlers.ofString());
    }

    private static URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }
}
