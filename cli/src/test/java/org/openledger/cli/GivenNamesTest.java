package org.openledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.app.Node;
import org.openledger.client.Endpoints;
import org.openledger.client.NodeClient;
import org.openledger.client.account.NewAccount;
import org.openledger.client.call.Endpoint;
import org.openledger.client.call.Input;
import org.openledger.client.call.Verb;
import org.openledger.client.shape.Shape;
import org.openledger.client.shape.Shapes;

/** Every name that a person gives through the API, on a real node: it is what a reader sees of it. */
@Tag("loop")
final class GivenNamesTest {
    /** What is in a name, and words of the sentence that refuses it. */
    private static final Map<String, String> HOSTILE = Map.ofEntries(
            Map.entry("\u202Egnp.tac", "U+202E (RIGHT-TO-LEFT OVERRIDE)"),
            Map.entry("\u2067left", "U+2067"),
            Map.entry("a\u200Bb", "U+200B (ZERO WIDTH SPACE)"),
            Map.entry("ki\u200Dtchen", "U+200D"),
            Map.entry("soft\u00ADhyphen", "U+00AD"),
            Map.entry("\uFEFFmark", "U+FEFF"),
            Map.entry("a\uDB40\uDC41tag", "U+E0041"),
            Map.entry("a\uFE0Fselected", "U+FE0F"),
            Map.entry("filler\u3164in", "U+3164"),
            Map.entry("blank\u2800cell", "U+2800"),
            Map.entry("a\u0007bell", "U+0007"),
            Map.entry("two\nlines", "U+000A"),
            Map.entry("two\u2028lines", "U+2028"),
            Map.entry("own\uE000use", "U+E000"),
            Map.entry("Z\u0317\u0319\u031E\u0320\u0321\u0322algo", "marks on one letter"),
            Map.entry("\u0301begins", "stands on no letter"),
            Map.entry("\u00A0\u2007\u00A0", "shows nothing"),
            Map.entry("n".repeat(200), "characters, not 200"));

    private static final List<String> GOOD = List.of(
            "Kitchen questions",
            "Zoë's café, No. 1",
            "台所の質問",
            "نان\u200Cها",
            "क\u094D\u200Dष",
            "👩\u200D🍳 ❤\uFE0F bread",
            "שָׁלוֹם");

    /** What a model may be called is said by a pattern of ASCII, which has none of these. */
    private static final Set<String> OF_MODELS = Set.of(
            "POST /api/runs name",
            "POST /api/runs/estimate name",
            "POST /api/models name",
            "POST /v1/load_lora_adapter lora_name",
            "POST /v1/unload_lora_adapter lora_name");

    /** Kept by what is tried here, under names that this test cannot give without a trained model or a sale. */
    private static final Map<String, String> TRIED_ELSEWHERE = Map.of(
            "POST /api/runs/{id}/evaluations name", "RunsTest",
            "POST /api/buyers/{address}/keys label", "issued as POST /api/keys issues them");

    @TempDir
    static Path folder;

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static Node node;
    private static String token;
    private static String account;
    private static String mandate;

    /** By what is sent and the field of it that is a name: the request's body with NAME in its place. */
    private static Map<String, String> given() {
        return Map.of(
                "POST /api/accounts name", "{'name': NAME}",
                "POST /api/keys label", "{'payer': '" + account + "', 'label': NAME}",
                "POST /api/admin/tokens name", "{'name': NAME}",
                "POST /api/admin/links name", "{'name': NAME}",
                "POST /api/datanets name",
                        "{'owner': '" + account
                                + "', 'name': NAME, 'schema': 'TEXT', 'licence': 'CC0-1.0', 'terms': 'Be kind.'}",
                "POST /api/mandates/draft name", mandateOf("NAME"),
                "POST /api/mandates/{id}/keys label", "{'label': NAME}");
    }

    private static String mandateOf(String name) {
        return "{'principal': '" + account + "', 'agent': '" + account + "', 'name': " + name
                + ", 'lifeSeconds': 600, 'budgetGwei': 1, 'callGwei': 1, 'dayGwei': 1, 'maxCalls': 1, 'tools':"
                + " ['my_mandate'], 'approvalAboveGwei': 1}";
    }

    @BeforeAll
    static void start() throws Exception {
        Path data = folder.resolve("data");
        node = Node.start(Loop.configuration(data));
        token = Files.readString(data.resolve("admin.token")).strip();
        try (NodeClient client = NodeClient.ofDataFolder(data)) {
            account = client.createAccount(new NewAccount("mira")).address();
        }
        String draft = NodeClient.JSON
                .readTree(post("/api/mandates/draft", mandateOf("'kitchen'")).body())
                .get("mandate")
                .toString();
        HttpResponse<String> made = post("/api/mandates", "{'mandate': " + draft + "}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        mandate = NodeClient.JSON.readTree(made.body()).at("/mandate/id").asString();
    }

    @AfterAll
    static void stop() {
        node.close();
        HTTP.close();
    }

    private static HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(node.url() + path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body.replace('\'', '"')))
                        .build(),
                BodyHandlers.ofString());
    }

    private static HttpResponse<String> give(String field, String name) throws IOException, InterruptedException {
        String path =
                field.substring(field.indexOf('/'), field.lastIndexOf(' ')).replace("{id}", mandate);
        String quoted = NodeClient.JSON.writeValueAsString(name);
        String body =
                given().getOrDefault(field, "").replace('\'', '"').replace("NAME", quoted.replace("'", "\\u0027"));
        return post(path, body);
    }

    @Test
    void everyNameOfTheApiIsTriedOrSaidToBeOfModels() {
        Set<String> all = new TreeSet<>();
        for (Endpoint<?, ?, ?> endpoint : Endpoints.ALL) {
            if (endpoint.place().verb() != Verb.GET) {
                Stream<String> names = Stream.concat(
                        names(Shapes.of(endpoint.query())),
                        endpoint.body() instanceof Input.Json<?> json ? names(Shapes.of(json.type())) : Stream.empty());
                names.forEach(name -> all.add(endpoint + " " + name));
            }
        }
        all.removeIf(GivenNamesTest::isOfACall);
        assertThat(all)
                .containsExactlyInAnyOrderElementsOf(Stream.of(given().keySet(), OF_MODELS, TRIED_ELSEWHERE.keySet())
                        .flatMap(Set::stream)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** Names within one request, which nothing keeps for others to read: of tools and speakers, and of conditions, which are ASCII. */
    private static boolean isOfACall(String field) {
        return field.startsWith("POST /v1/chat/")
                || field.startsWith("POST /v1/responses")
                || field.startsWith("POST /v1/completions")
                || field.startsWith("POST /x402/")
                || field.startsWith("POST /tokenize")
                || field.contains("/chat/completions ")
                || field.endsWith(" conditions.name");
    }

    /** The texts in a shape that are called a name or a label. */
    private static Stream<String> names(Shape shape) {
        return switch (shape) {
            case Shape.Members members ->
                members.members().stream()
                        .flatMap(member -> Stream.concat(
                                isText(member.shape()) && member.name().matches("(.*_)?(name|label)")
                                        ? Stream.of(member.name())
                                        : Stream.empty(),
                                names(member.shape()).map(inner -> member.name() + "." + inner)));
            case Shape.Many many -> names(many.element());
            case Shape.OneOf any -> any.shapes().stream().flatMap(GivenNamesTest::names);
            case Shape.Named named -> names(named.value());
            default -> Stream.empty();
        };
    }

    private static boolean isText(Shape shape) {
        return shape instanceof Shape.Text
                || (shape instanceof Shape.OneOf any && any.shapes().stream().anyMatch(GivenNamesTest::isText));
    }

    @Test
    void whatNobodySeesIsRefusedWithItsPlaceAndOthersStay() throws Exception {
        SoftAssertions all = new SoftAssertions();
        for (String field : given().keySet()) {
            for (Map.Entry<String, String> hostile : HOSTILE.entrySet()) {
                HttpResponse<String> answer = give(field, hostile.getKey());
                all.assertThat(answer.statusCode())
                        .as(field + " " + hostile.getValue() + ": " + answer.body())
                        .isEqualTo(400);
                if (!field.startsWith("POST /api/mandates/draft")) { // the verifier refuses some of them first
                    all.assertThat(answer.body()).as(field).contains(hostile.getValue());
                }
            }
            for (String good : GOOD) {
                if (field.startsWith("POST /api/mandates/draft") && good.matches(".*[\u200C\u200D].*")) {
                    continue; // what is signed has no joiners at all, as the verifier says
                }
                HttpResponse<String> answer = give(field, good);
                all.assertThat(answer.statusCode())
                        .as(field + " " + good + ": " + answer.body())
                        .isBetween(200, 201);
            }
        }
        all.assertAll();
    }

    @Test
    void aModelsNameHasNothingOfThis() throws Exception {
        for (String hostile : HOSTILE.keySet()) {
            String query = "?name=" + URLEncoder.encode(hostile, StandardCharsets.UTF_8) + "&owner=" + account
                    + "&licence=MIT";
            assertThat(post("/api/models" + query, "").body()).as(hostile).contains("a model's name has");
        }
    }
}
