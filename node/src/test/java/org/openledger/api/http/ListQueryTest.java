package org.openledger.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.client.datanet.DatanetEndpoints;
import org.openledger.client.datanet.DatanetList;
import org.openledger.datanet.DatanetLists;
import org.openledger.store.Database;
import org.openledger.store.MigratedDatabase;
import tools.jackson.databind.JsonNode;

@Tag("unit")
final class ListQueryTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    static Path folder;

    private static Database database;
    private static HttpServer server;

    @BeforeAll
    static void start() {
        database = MigratedDatabase.open(folder);
        DatanetLists lists = new DatanetLists(database);
        Handlers handlers = new Handlers(context -> Access.Caller.ANYONE);
        handlers.answer(DatanetEndpoints.LIST, call -> {
            long total = lists.datanets(ListQuery.of(call.query())).total();
            return new DatanetList(List.of(), total);
        });
        server = HttpServer.start("127.0.0.1", 0, HttpServer.Options.STANDARD, List.of(handlers));
    }

    @AfterAll
    static void stop() {
        server.close();
        database.close();
    }

    @Test
    void aListAnswersItsEntriesAndHowManyThereAre() throws Exception {
        HttpResponse<String> response = get("q=rye&licence=CC0-1.0&sort=-rowsAccepted&offset=20&limit=10");
        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode body = JsonFormat.read(response.body());
        assertThat(body.path("list").isArray()).isTrue();
        assertThat(body.path("total").asLong()).isZero();
    }

    @Test
    void whatTheListDoesNotKnowIsRefusedByItsName() throws Exception {
        Map<String, String> wrong = Map.of(
                "licenses=MIT",
                "licenses",
                "sort=secret",
                "sort",
                "sort=-termsDigest",
                "sort",
                "offset=-1",
                "offset",
                "limit=1001",
                "limit",
                "limit=ten",
                "limit",
                "schema=PICTURE",
                "schema",
                "q=" + "a".repeat(201),
                "q");
        for (Map.Entry<String, String> each : wrong.entrySet()) {
            HttpResponse<String> response = get(each.getKey());
            assertThat(response.statusCode()).as(each.getKey()).isEqualTo(400);
            assertThat(response.body()).as(each.getKey()).contains("'" + each.getValue() + "'");
        }
    }

    private static HttpResponse<String> get(String query) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + "/api/datanets?" + query);
        return CLIENT.send(HttpRequest.newBuilder(uri).GET().build(), BodyHandlers.ofString());
    }
}
