package org.openledger.api.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.administration.AdminTokens;
import org.openledger.api.http.Access;
import org.openledger.api.http.Handlers;
import org.openledger.api.http.HttpServer;
import org.openledger.identity.MasterKey;
import org.openledger.identity.credential.ApiKeys;
import org.openledger.identity.credential.KeyTerms;
import org.openledger.identity.credential.Secrets;
import org.openledger.identity.credential.Sessions;
import org.openledger.notification.Targets;
import org.openledger.notification.WebhookHosts;
import org.openledger.store.Database;
import org.openledger.store.MigratedDatabase;

/** A wallet's session sees and ends its own keys and sessions, and learns nothing of anybody else's. */
@Tag("unit")
final class OwnCredentialsTest {
    private static final String MINE = "0x" + "1".repeat(40);
    private static final String THEIRS = "0x" + "2".repeat(40);

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final InstantSource clock = InstantSource.system();
    private Database database;
    private ApiKeys keys;
    private HttpServer server;
    private String mySession = "";
    private String theirSession = "";

    @BeforeEach
    void start() {
        database = MigratedDatabase.open(folder);
        keys = new ApiKeys(database, clock, 10);
        Sessions sessions = new Sessions(database, clock);
        AdminTokens tokens =
                new AdminTokens(database, clock, new AdminTokens.Lives(Duration.ofMinutes(1), Duration.ofMinutes(1)));
        Handlers handlers = new Handlers(new Access("admin", tokens, sessions, keys)::of)
                .add(new CredentialRoutes(keys, sessions, clock))
                .add(new NotificationRoutes(new Targets(
                        database,
                        new WebhookHosts(Set.of("127.0.0.1")),
                        true,
                        MasterKey.openOrCreate(folder).notifications(),
                        clock)));
        server = HttpServer.start("127.0.0.1", 0, HttpServer.Options.STANDARD, List.of(handlers));
        mySession = signIn(MINE);
        theirSession = signIn(THEIRS);
    }

    @AfterEach
    void stop() {
        server.close();
        client.close();
        database.close();
    }

    /** As a signature of the wallet would have opened it. */
    private String signIn(String address) {
        String token = Secrets.issue("ols_");
        database.write(tx -> tx.createUpdate("""
                        INSERT INTO wallet_session (digest, address, expires_millis, created_millis)
                        VALUES (:digest, :address, :expires, 1)""")
                .bind("digest", Secrets.digest(token))
                .bind("address", address)
                .bind("expires", clock.millis() + 60_000)
                .execute());
        return token;
    }

    private HttpResponse<String> call(String method, String path, String bearer, String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                        .header("Authorization", "Bearer " + bearer)
                        .build(),
                BodyHandlers.ofString());
    }

    @Test
    void whereAnAccountIsToldIsItsOwnToSeeAndToEnd() throws Exception {
        String target = "{\"account\":\"" + MINE + "\",\"kind\":\"webhook\",\"address\":\"http://127.0.0.1:9/mine\"}";
        assertThat(call("POST", "/api/notification-targets", theirSession, target)
                        .statusCode())
                .isEqualTo(403);
        assertThat(call("POST", "/api/notification-targets", "", target).statusCode())
                .isEqualTo(401);
        HttpResponse<String> added = call("POST", "/api/notification-targets", mySession, target);
        assertThat(added.body()).contains("\"secret\":\"whsec_", "\"state\":\"live\"");
        String id = added.body().replaceAll("(?s).*\"id\":\"([0-9a-f]+)\".*", "$1");
        for (String path : List.of("/api/notification-targets", "/api/notifications")) {
            assertThat(call("GET", path, mySession, "").body())
                    .contains(MINE, id)
                    .doesNotContain("whsec_");
            assertThat(call("GET", path, theirSession, "").body()).contains("\"total\":0");
            assertThat(call("GET", path + "?account=" + MINE, theirSession, "").statusCode())
                    .isEqualTo(403);
            assertThat(call("GET", path, "", "").statusCode()).isEqualTo(401);
            assertThat(call("GET", path, "admin", "").body()).contains(id);
        }
        assertThat(call("POST", "/api/notification-targets/" + id + "/confirm", theirSession, "{\"code\":\"00000000\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(call("DELETE", "/api/notification-targets/" + id, theirSession, "")
                        .statusCode())
                .isEqualTo(404);
        assertThat(call("DELETE", "/api/notification-targets/" + id, mySession, "")
                        .body())
                .contains("\"state\":\"ended\"");
        assertThat(call("GET", "/api/notification-targets", "admin", "").body()).contains("\"total\":0");
        HttpResponse<String> unknown =
                call("POST", "/api/notification-targets", mySession, target.replace("}", ",\"pasword\":\"x\"}"));
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(unknown.body()).contains("pasword");
    }

    @Test
    void aKeyOfAnotherIsAsUnknownAsOneThatIsNotThere() throws Exception {
        String theirs = keys.issue(THEIRS, KeyTerms.labelled("theirs")).key().id();
        String nobodys = "0123456789abcdef";
        for (String verb : List.of("DELETE /api/keys/ID", "POST /api/keys/ID/rotate")) {
            String[] words = verb.split(" ", 2);
            String body = words[0].equals("POST") ? "{}" : "";
            HttpResponse<String> other = call(words[0], words[1].replace("ID", theirs), mySession, body);
            HttpResponse<String> none = call(words[0], words[1].replace("ID", nobodys), mySession, body);
            assertThat(other.statusCode()).isEqualTo(404).isEqualTo(none.statusCode());
            assertThat(other.body()).doesNotContain(THEIRS).contains("You have no key");
            assertThat(call(words[0], words[1].replace("ID", theirs), "", body).statusCode())
                    .isEqualTo(401);
        }
        assertThat(call("GET", "/api/keys", mySession, "").body()).doesNotContain("theirs");
        assertThat(call("GET", "/api/keys?q=theirs", mySession, "").body()).contains("\"total\":0");
        assertThat(call("GET", "/api/keys?payer=" + THEIRS, mySession, "").statusCode())
                .isEqualTo(403);
        assertThat(call("GET", "/api/keys", "", "").statusCode()).isEqualTo(401);
        assertThat(call("POST", "/api/keys", mySession, "{\"payer\":\"" + THEIRS + "\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(call("GET", "/api/keys", theirSession, "").body()).contains("theirs");
        assertThat(call("GET", "/api/keys", "admin", "").body()).contains("theirs");
    }

    @Test
    void aSessionOfAnotherIsNeitherSeenNorEnded() throws Exception {
        String theirs = Secrets.id(Secrets.digest(theirSession));
        assertThat(call("GET", "/api/sessions", mySession, "").body())
                .contains("\"total\":1", "\"current\":true")
                .doesNotContain(theirs);
        assertThat(call("DELETE", "/api/sessions/" + theirs, mySession, "").statusCode())
                .isEqualTo(404);
        assertThat(call("DELETE", "/api/sessions?account=" + THEIRS, mySession, "")
                        .statusCode())
                .isEqualTo(403);
        assertThat(call("DELETE", "/api/sessions", "", "").statusCode()).isEqualTo(401);
        assertThat(call("GET", "/api/sessions", theirSession, "").statusCode()).isEqualTo(200);
        String second = signIn(MINE);
        assertThat(call("DELETE", "/api/sessions/" + Secrets.id(Secrets.digest(second)), mySession, "")
                        .body())
                .contains("\"ended\":1");
        assertThat(call("GET", "/api/sign-in", second, "").body()).contains("nobody");
        assertThat(call("DELETE", "/api/sessions", mySession, "").body()).contains("\"ended\":1");
        assertThat(call("GET", "/api/sign-in", mySession, "").body()).contains("nobody");
        assertThat(call("GET", "/api/sign-in", theirSession, "").body()).contains("wallet", THEIRS);
    }

    @Test
    void whatAKeyIsToBeIsCheckedByName() throws Exception {
        String start = "{\"payer\":\"" + MINE + "\",";
        assertThat(call("POST", "/api/keys", mySession, start + "\"scopes\":[\"admin\"]}")
                        .body())
                .contains("'scopes' knows ask, read and contribute, not 'admin'");
        assertThat(call("POST", "/api/keys", mySession, start + "\"scopes\":[]}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(call("POST", "/api/keys", mySession, start + "\"dayGwei\":0}")
                        .body())
                .contains("'dayGwei'");
        assertThat(call("POST", "/api/keys", mySession, start + "\"models\":[\"a,b\"]}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(call("POST", "/api/keys", mySession, start + "\"scopes\":[\"ask\"],\"lifeSeconds\":60}")
                        .statusCode())
                .isEqualTo(201);
    }
}
