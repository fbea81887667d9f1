package org.openledger.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.client.Endpoints;
import org.openledger.client.agent.AgentEndpoints;
import org.openledger.client.call.CallerKind;
import org.openledger.client.call.Endpoint;
import org.openledger.client.call.Input;
import org.openledger.client.call.ListingQuery;
import org.openledger.client.call.Output;
import org.openledger.client.epoch.EpochList;
import org.openledger.client.openai.OpenAiEndpoints;
import org.openledger.client.receipt.ReceiptFileContent;
import org.openledger.client.responses.ResponsesEndpoints;
import org.openledger.client.sale.SaleEndpoints;
import org.openledger.client.shape.Bounds;
import org.openledger.client.shape.Shape;
import org.openledger.client.shape.Shapes;
import org.openledger.identity.credential.ApiKey;
import org.openledger.identity.credential.KeyTerms;
import org.openledger.store.Database;
import org.openledger.store.MigratedDatabase;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every endpoint over real HTTP, with what it does not know: one more name at every level of its body and in its query,
 * and each value of a wrong type. A handler that is reached answers 200, which is what may not happen.
 */
@Tag("unit")
final class EveryEndpointTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String UNKNOWN = "maxGwei";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    /** Documents whose form is the verifier's: as long as what was signed. */
    private static final Set<String> SIGNED = Set.of("receipt");

    @TempDir
    static Path folder;

    private static Database database;
    private static HttpServer server;

    @BeforeAll
    static void start() {
        database = MigratedDatabase.open(folder);
        Access.Caller administrator = new Access.Caller(
                Optional.of("test"), Optional.empty(), Optional.of("0x" + "a".repeat(40)), Optional.empty());
        Access.Caller agent = Access.Caller.holder(new ApiKey(
                "1".repeat(16),
                "0x" + "a".repeat(40),
                KeyTerms.acting("", "1".repeat(32), Long.MAX_VALUE),
                0,
                Optional.empty(),
                Optional.empty()));
        Set<String> ofAgents = Endpoints.ALL.stream()
                .filter(endpoint -> endpoint.caller() == CallerKind.AGENT)
                .map(endpoint -> endpoint.place().path().replaceAll("\\{.*", ""))
                .collect(Collectors.toSet());
        Handlers handlers = new Handlers(
                        context -> ofAgents.stream().anyMatch(context.path()::startsWith) ? agent : administrator)
                .repeating(new Idempotency(database, InstantSource.system()))
                .keeping(TestActs.in(database, folder));
        Endpoints.ALL.forEach(endpoint -> handlers.write(endpoint, call -> {
            call.body();
            call.context().result("reached");
        }));
        server = HttpServer.start(
                "127.0.0.1", 0, HttpServer.Options.STANDARD, List.of(handlers.requireExactly(Endpoints.ALL)));
    }

    @AfterAll
    static void stop() {
        server.close();
        CLIENT.close();
        database.close();
    }

    /** A request that is wrong in one place. */
    private record Wrong(String what, String name, JsonNode body) {}

    @TestFactory
    Stream<DynamicTest> anUnknownNameOrAWrongTypeIsRefusedByName() {
        return Endpoints.ALL.stream()
                .filter(endpoint -> endpoint.body() instanceof Input.Json<?>)
                .flatMap(endpoint -> wrongBodies(endpoint).stream()
                        .map(wrong -> DynamicTest.dynamicTest(
                                endpoint + ": " + wrong.what,
                                () -> assertRefused(send(endpoint, "", wrong.body.toString()), wrong.name))));
    }

    @TestFactory
    Stream<DynamicTest> aWholeBodyReachesItsHandler() {
        return Endpoints.ALL.stream()
                .filter(endpoint -> endpoint.query().getRecordComponents().length == 0)
                .map(endpoint -> DynamicTest.dynamicTest(endpoint.toString(), () -> {
                    String body = endpoint.body() instanceof Input.Json<?> json
                            ? Bodies.valid(Shapes.of(json.type())).toString()
                            : "";
                    assertThat(send(endpoint, "", body).statusCode())
                            .isEqualTo(endpoint.outcome().status());
                }));
    }

    @TestFactory
    Stream<DynamicTest> anUnknownQueryNameIsRefused() {
        return Endpoints.ALL.stream()
                .map(endpoint -> DynamicTest.dynamicTest(
                        endpoint.toString(), () -> assertRefused(send(endpoint, "?sourse=1", ""), "sourse")));
    }

    @TestFactory
    Stream<DynamicTest> aQueryOfAWrongTypeIsRefused() {
        return Endpoints.ALL.stream()
                .flatMap(endpoint -> Shapes.of(endpoint.query()).members().stream()
                        .filter(member -> !isFreeText(member.shape()))
                        .map(member -> DynamicTest.dynamicTest(
                                endpoint + "?" + member.name(),
                                () -> assertRefused(send(endpoint, wrongQuery(endpoint, member), ""), member.name()))));
    }

    @TestFactory
    Stream<DynamicTest> aBodyWhereNoneIsTakenIsRefused() {
        return Endpoints.ALL.stream()
                .filter(endpoint -> endpoint.body() instanceof Input.Nothing)
                .map(endpoint -> DynamicTest.dynamicTest(endpoint.toString(), () -> {
                    String query = "?" + Bodies.pairs(Bodies.valid(Shapes.of(endpoint.query())));
                    assertRefused(send(endpoint, query, "{\"noTraining\":true}"), "noTraining");
                }));
    }

    @TestFactory
    Stream<DynamicTest> anUnknownHeaderOfOursIsRefused() {
        return Endpoints.ALL.stream()
                .map(endpoint -> DynamicTest.dynamicTest(endpoint.toString(), () -> {
                    HttpRequest request = HttpRequest.newBuilder(uri(endpoint, ""))
                            .method(endpoint.place().verb().name(), BodyPublishers.noBody())
                            .header("OpenLedger-Source", "1")
                            .build();
                    assertThat(CLIENT.send(request, BodyHandlers.ofString()).statusCode())
                            .isEqualTo(400);
                }));
    }

    /** A list of an answer is a page, or says how long it can be. */
    @TestFactory
    Stream<DynamicTest> noAnswerHasAListWithoutEnd() {
        return Endpoints.ALL.stream()
                .filter(endpoint -> endpoint.answer() instanceof Output.Json<?>)
                .filter(endpoint -> !OpenAiEndpoints.ALL.contains(endpoint)
                        && !ResponsesEndpoints.ALL.contains(endpoint)
                        && !endpoint.equals(AgentEndpoints.CHAT)
                        && !endpoint.equals(SaleEndpoints.CHAT)) // their answers are OpenAI's
                .map(endpoint -> DynamicTest.dynamicTest(endpoint.toString(), () -> {
                    Shape.Members answer = Shapes.of(((Output.Json<?>) endpoint.answer()).type());
                    assertThat(endless(answer, "", ListingQuery.class.isAssignableFrom(endpoint.query())))
                            .as("lists that are no page, and do not say @AtMost")
                            .isEmpty();
                }));
    }

    @Test
    void aListWithoutEndIsFound() {
        assertThat(endless(Shapes.of(EpochList.class), "", false)).containsExactly("list");
        assertThat(endless(Shapes.of(EpochList.class), "", true)).isEmpty();
        assertThat(endless(Shapes.of(ReceiptFileContent.class), "", false)).contains("inclusion.hashes");
    }

    /** @param paged whether the answer is to a query with offset and limit; then its list may be the page */
    private static List<String> endless(Shape.Members shape, String path, boolean paged) {
        boolean isPage = paged
                && shape.members().stream().map(Shape.Member::name).toList().containsAll(List.of("list", "total"));
        List<String> found = new ArrayList<>();
        for (Shape.Member member : shape.members()) {
            String name = at(path, member.name());
            if (member.shape() instanceof Shape.Many many
                    && many.atMost() == Integer.MAX_VALUE
                    && !(isPage && member.name().equals("list"))) {
                found.add(name);
            }
            if (!SIGNED.contains(name)) {
                inner(member.shape(), name).forEach(inner -> found.addAll(endless(inner.shape, inner.path, false)));
            }
        }
        return found;
    }

    /** A whole number that nobody can have or mean: what it is of does not matter. */
    private static final List<String> NO_AMOUNTS = List.of(
            "-1", "-9223372036854775809", "9223372036854775808", "1e3", "1.5", "\"1e3\"", "\"NaN\"", "\"7\"", "1e400");

    @TestFactory
    Stream<DynamicTest> aNumberOutOfItsBoundsIsRefusedByName() {
        return Endpoints.ALL.stream()
                .filter(endpoint -> endpoint.body() instanceof Input.Json<?>)
                .flatMap(endpoint -> numbers(Shapes.of(((Input.Json<?>) endpoint.body()).type()), "").stream()
                        .map(number -> DynamicTest.dynamicTest(endpoint + ": " + number.path, () -> {
                            List<String> wrong = new ArrayList<>(NO_AMOUNTS);
                            if (MAY_BE_NEGATIVE.contains(number.path)) {
                                wrong.remove("-1");
                            }
                            wrong.add(BigInteger.valueOf(number.shape.maximum())
                                    .add(BigInteger.ONE)
                                    .toString());
                            wrong.add(BigInteger.valueOf(number.shape.minimum())
                                    .subtract(BigInteger.ONE)
                                    .toString());
                            for (String each : wrong) {
                                String body = number.in.toString().replace("\"" + MARK + "\"", each);
                                HttpResponse<String> response = send(endpoint, "", body);
                                assertThat(response.statusCode()).as(body).isEqualTo(400);
                                assertThat(response.body()).as(body).contains("'" + number.path + "'");
                            }
                        })));
    }

    /** All the OPEN there is; no body that asks for more can mean it. */
    @TestFactory
    Stream<DynamicTest> noAmountIsMoreThanThereIs() {
        return Endpoints.ALL.stream()
                .filter(endpoint -> endpoint.body() instanceof Input.Json<?>)
                .flatMap(endpoint -> numbers(Shapes.of(((Input.Json<?>) endpoint.body()).type()), "").stream()
                        .map(number -> DynamicTest.dynamicTest(endpoint + ": " + number.path, () -> {
                            boolean isMoney =
                                    number.path.toLowerCase(Locale.ROOT).endsWith("gwei");
                            long most = isMoney ? Bounds.ALL_OPEN_GWEI : Long.MAX_VALUE / 1_000;
                            assertThat(number.shape.maximum()).isLessThanOrEqualTo(most);
                            assertThat(number.shape.minimum())
                                    .isGreaterThanOrEqualTo(MAY_BE_NEGATIVE.contains(number.path) ? -most : 0);
                        })));
    }

    private static final String MARK = "put the number here";
    private static final Set<String> MAY_BE_NEGATIVE = Set.of("seed", "top_k");

    /** A number of a body, and the body with a mark in its place. */
    private record Numbered(Shape.Whole shape, String path, JsonNode in) {}

    private static List<Numbered> numbers(Shape.Members shape, String path) {
        List<Numbered> found = new ArrayList<>();
        for (Shape.Member member : shape.members()) {
            String name = at(path, member.name());
            if (member.shape() instanceof Shape.Whole whole) {
                found.add(new Numbered(whole, name, Bodies.valid(shape).put(member.name(), MARK)));
            }
            for (Inner inner : inner(member.shape(), name)) {
                numbers(inner.shape, inner.path)
                        .forEach(each -> found.add(new Numbered(
                                each.shape,
                                each.path,
                                Bodies.valid(shape)
                                        .set(
                                                member.name(),
                                                inner.isArray
                                                        ? JSON.createArrayNode().add(each.in)
                                                        : each.in))));
            }
        }
        return found;
    }

    @Test
    void parametersThatWouldChangeTheAnswerAreRefusedByName() throws Exception {
        Endpoint<?, ?, ?> chat = Endpoints.ALL.stream()
                .filter(endpoint -> endpoint.place().path().equals("/v1/chat/completions"))
                .findFirst()
                .orElseThrow();
        String start = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"a\"}],";
        for (String added : List.of(
                "\"reasoning_effort\":\"low\"",
                "\"prediction\":{}",
                "\"functions\":[{\"name\":\"f\"}]",
                "\"length_penalty\":2",
                "\"best_of\":3")) {
            assertRefused(send(chat, "", start + added + "}"), added.substring(1, added.indexOf('"', 1)));
        }
        for (String harmless : List.of(
                "\"user\":\"u\"", "\"metadata\":{\"a\":\"b\"}", "\"store\":false", "\"n\":1", "\"logprobs\":false")) {
            assertThat(send(chat, "", start + harmless + "}").statusCode())
                    .as(harmless)
                    .isEqualTo(200);
        }
    }

    private static void assertRefused(HttpResponse<String> response, String name) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(response.body()).contains("'" + name + "'");
    }

    private static HttpResponse<String> send(Endpoint<?, ?, ?> endpoint, String query, String body) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(uri(endpoint, query))
                        .method(
                                endpoint.place().verb().name(),
                                body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                        .header("Content-Type", "application/json")
                        .build(),
                BodyHandlers.ofString());
    }

    private static URI uri(Endpoint<?, ?, ?> endpoint, String query) {
        String path = endpoint.place().path().replaceAll("\\{[a-z]+}", "1");
        return URI.create("http://127.0.0.1:" + server.port() + path + query);
    }

    /** Each member with a wrong value, and one more member in each object, at every level. */
    private static List<Wrong> wrongBodies(Endpoint<?, ?, ?> endpoint) {
        Shape.Members shape = Shapes.of(((Input.Json<?>) endpoint.body()).type());
        List<Wrong> wrong = new ArrayList<>();
        wrongObjects(shape, "", wrong);
        return wrong;
    }

    private static void wrongObjects(Shape.Members shape, String path, List<Wrong> into) {
        into.add(new Wrong(
                "one more name in '" + path + "'",
                at(path, UNKNOWN),
                Bodies.valid(shape).set(UNKNOWN, JSON.readTree("1"))));
        for (Shape.Member member : shape.members()) {
            String name = at(path, member.name());
            if (!(member.shape() instanceof Shape.Anything)) {
                into.add(new Wrong(
                        "a wrong type of '" + name + "'",
                        name,
                        Bodies.valid(shape).set(member.name(), wrongValue(member.shape()))));
            }
            for (Inner inner : inner(member.shape(), name)) {
                List<Wrong> nested = new ArrayList<>();
                wrongObjects(inner.shape, inner.path, nested);
                nested.forEach(each -> into.add(new Wrong(
                        each.what,
                        each.name,
                        Bodies.valid(shape)
                                .set(
                                        member.name(),
                                        inner.isArray ? JSON.createArrayNode().add(each.body) : each.body))));
            }
        }
    }

    /** An object inside a member. */
    private record Inner(Shape.Members shape, String path, boolean isArray) {}

    private static List<Inner> inner(Shape shape, String path) {
        return switch (shape) {
            case Shape.Members members -> List.of(new Inner(members, path, false));
            case Shape.Many(Shape.Members members, int _) -> List.of(new Inner(members, path + "[0]", true));
            case Shape.OneOf any ->
                any.shapes().stream()
                        .flatMap(each -> inner(each, path).stream())
                        .toList();
            default -> List.of();
        };
    }

    /** No shape of this API is an object with this name in it, or takes it. */
    private static JsonNode wrongValue(Shape shape) {
        return switch (shape) {
            case Shape.Members _, Shape.Named _ -> JSON.readTree("7.5");
            case Shape.OneOf any
            when any.shapes().stream().anyMatch(Shape.Members.class::isInstance) -> JSON.readTree("7.5");
            case Shape.Flag _ -> JSON.readTree("\"yes\"");
            default -> JSON.readTree("{\"misplaced\":1}");
        };
    }

    /** Beside the wrong value stand all others that have to be there. */
    private static String wrongQuery(Endpoint<?, ?, ?> endpoint, Shape.Member wrong) {
        return "?" + Bodies.pairs(Bodies.valid(Shapes.of(endpoint.query())).put(wrong.name(), "many"));
    }

    private static boolean isFreeText(Shape shape) {
        return shape instanceof Shape.Text text && text.words().isEmpty();
    }

    private static String at(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
