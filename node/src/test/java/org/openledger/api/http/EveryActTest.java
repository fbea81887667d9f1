package org.openledger.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.administration.Act;
import org.openledger.administration.Act.Outcome;
import org.openledger.administration.ActCheck;
import org.openledger.administration.Acts;
import org.openledger.administration.AdminTokens;
import org.openledger.client.Endpoints;
import org.openledger.client.call.CallerKind;
import org.openledger.client.call.Endpoint;
import org.openledger.client.call.Input;
import org.openledger.client.call.KeyScope;
import org.openledger.client.call.Verb;
import org.openledger.identity.MasterKey;
import org.openledger.identity.credential.ApiKeys;
import org.openledger.identity.credential.KeyTerms;
import org.openledger.identity.credential.Sessions;
import org.openledger.log.Log;
import org.openledger.store.Database;
import org.openledger.store.ListRequest;
import org.openledger.store.LocalDisk;
import org.openledger.store.MigratedDatabase;
import org.openledger.store.Refusal;
import org.openledger.store.SettingTable;
import org.openledger.store.seal.Finding;
import org.openledger.verify.LogEntry;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;

/** Every endpoint over real HTTP, called by every sort of caller: who may call it, as what, and which calls are kept as acts. */
@Tag("unit")
final class EveryActTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String PAYER = "0x" + "1".repeat(40);
    private static final String FOLDER_TOKEN = "the token of the folder";
    private static final String MARK = "test.mark";
    /** What endpoints do without their real handlers. */
    private static volatile Work work = _ -> {};

    @TempDir
    static Path folder;

    private static Database database;
    private static Log log;
    private static Acts acts;
    private static AdminTokens tokens;
    private static ApiKeys keys;
    private static HttpServer server;

    @FunctionalInterface
    private interface Work {
        void run(Access.Caller caller);
    }

    @BeforeAll
    static void start() {
        database = MigratedDatabase.open(folder);
        database.seal(MasterKey.openOrCreate(folder).rowSeals(), Set.of(), 1);
        log = Log.open(database, folder, new LocalDisk(), "openledger.local/" + PAYER);
        InstantSource clock = InstantSource.system();
        acts = new Acts(database, log, clock);
        tokens = new AdminTokens(database, clock, new AdminTokens.Lives(Duration.ofMinutes(1), Duration.ofMinutes(1)));
        keys = new ApiKeys(database, clock, 100);
        Access access = new Access(FOLDER_TOKEN, tokens, new Sessions(database, clock), keys);
        Handlers handlers = new Handlers(access::of).keeping(acts);
        Endpoints.ALL.forEach(endpoint -> handlers.write(endpoint, call -> {
            work.run(call.caller());
            Access.Caller caller = call.caller();
            call.context()
                    .result("account " + caller.account().orElse("–") + ", payer "
                            + caller.payer().orElse("–"));
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

    /** Where an administrator does what nobody else may do without being asked about it. */
    private static boolean isAct(Endpoint<?, ?, ?> endpoint) {
        return endpoint.place().verb() != Verb.GET
                && endpoint.outcome().changes()
                && Set.of(CallerKind.ADMINISTRATOR, CallerKind.ACCOUNT, CallerKind.CONTRIBUTOR)
                        .contains(endpoint.caller());
    }

    @Test
    void onlyThesePostsChangeNothing() {
        assertThat(Endpoints.ALL.stream()
                        .filter(endpoint -> endpoint.place().verb() != Verb.GET)
                        .filter(endpoint -> !endpoint.outcome().changes())
                        .map(Endpoint::toString))
                .containsExactlyInAnyOrder(
                        "POST /api/runs/estimate",
                        "POST /api/mandates/draft",
                        "POST /api/receipts/{id}/recompute",
                        "POST /api/receipts/{id}/audit",
                        "POST /api/datanets/{id}/withdrawals/preview",
                        "POST /api/uploads",
                        "PATCH /api/uploads/{id}",
                        "DELETE /api/uploads/{id}",
                        "POST /tokenize",
                        "POST /detokenize");
    }

    @TestFactory
    Stream<DynamicTest> everyChangeByAnAdministratorLeavesOneActAndReadingNone() {
        return Endpoints.ALL.stream()
                .map(endpoint -> DynamicTest.dynamicTest(endpoint.toString(), () -> {
                    long before = count();
                    work = _ -> database.write(tx -> SettingTable.put(tx, MARK, "at " + System.nanoTime()));
                    HttpResponse<String> answer = send(endpoint, FOLDER_TOKEN);
                    assertThat(count() - before).as(answer.body()).isEqualTo(isAct(endpoint) ? 1 : 0);
                    if (isAct(endpoint)) {
                        assertThat(answer.statusCode())
                                .as(answer.body())
                                .isEqualTo(endpoint.outcome().status());
                        Act act = latest().act();
                        assertThat(act.outcome()).isEqualTo(Outcome.CHANGED);
                        assertThat(act.who()).isEqualTo(Access.FOLDER_TOKEN);
                        assertThat(act.route()).isEqualTo(endpoint.toString());
                        assertThat(act.target()).startsWith(pathOf(endpoint));
                        assertThat(act.bodyDigest())
                                .isEqualTo(
                                        endpoint.body() instanceof Input.Json<?>
                                                ? Optional.of(Hex.of(Hashes.sha256(
                                                        Bodies.valid(endpoint).getBytes(StandardCharsets.UTF_8))))
                                                : Optional.empty());
                    }
                }));
    }

    @Test
    void anActSaysHowItEndedAndIsWrittenWithItsChangeOrNotAtAll() throws Exception {
        Endpoint<?, ?, ?> endpoint = anAct();
        work = _ -> {};
        send(endpoint, FOLDER_TOKEN);
        assertThat(latest().act().outcome()).isEqualTo(Outcome.UNCHANGED);
        work = _ -> {
            throw new Refusal(Refusal.Kind.CONFLICT, "not now");
        };
        assertThat(send(endpoint, FOLDER_TOKEN).statusCode()).isEqualTo(409);
        assertThat(latest().act().outcome()).isEqualTo(Outcome.REFUSED);
        work = _ -> database.write(tx -> {
            SettingTable.put(tx, MARK, "rolled back");
            throw new IllegalStateException("a defect");
        });
        assertThat(send(endpoint, FOLDER_TOKEN).statusCode()).isEqualTo(500);
        assertThat(latest().act().outcome()).isEqualTo(Outcome.FAILED);
        assertThat(mark()).isNotEqualTo("rolled back");
        long before = count();
        work = _ -> {
            for (String each : List.of("first", "second")) {
                database.write(tx -> SettingTable.put(tx, MARK, each));
            }
            throw new Refusal(Refusal.Kind.CONFLICT, "too late");
        };
        send(endpoint, FOLDER_TOKEN);
        assertThat(count() - before).isEqualTo(1);
        assertThat(latest().act().outcome()).isEqualTo(Outcome.CHANGED);
        assertThat(mark()).isEqualTo("second");
    }

    @Test
    void theLogHasTheDigestOfEachActAndFsckNamesAChangedOne() throws Exception {
        work = _ -> {};
        send(anAct(), tokens.create("mira", Optional.empty()).secret());
        Acts.Kept kept = latest();
        assertThat(kept.act().who()).startsWith("mira ");
        LogEntry entry = LogEntry.of(
                LogEntry.ACT, Long.toString(kept.act().id()), kept.act().digest());
        OptionalLong place = database.read(handle -> log.find(handle, entry.leafHash()));
        assertThat(place).hasValue(kept.logIndex());
        assertThat(entry.bytes()).asString().doesNotContain("mira");
        List<Finding> findings = database.read(new ActCheck(log)::fsck);
        assertThat(findings).isEmpty();
        for (String change :
                List.of("who = 'nobody'", "outcome = 'refused'", "salt = 'ab'", "log_index = 0", "id = 77")) {
            List<Finding> found = new ArrayList<>();
            assertThatThrownBy(() -> database.write(tx -> {
                        tx.execute(
                                "UPDATE admin_act SET " + change + " WHERE id = ?",
                                kept.act().id());
                        found.addAll(new ActCheck(log).fsck(tx));
                        throw new IllegalStateException("roll back");
                    }))
                    .hasMessage("roll back");
            assertThat(found).as(change).isNotEmpty();
        }
    }

    @TestFactory
    Stream<DynamicTest> everyEndpointLetsAKeyInByItsScopeAlone() {
        work = _ -> {};
        return EnumSet.allOf(KeyScope.class).stream().flatMap(scope -> {
            KeyTerms all = KeyTerms.labelled(scope.word());
            String key = keys.issue(
                            PAYER,
                            scope == KeyScope.ACT
                                    ? KeyTerms.acting(all.label(), "a mandate", Long.MAX_VALUE)
                                    : new KeyTerms(
                                            all.label(),
                                            EnumSet.of(scope),
                                            List.of(),
                                            Optional.empty(),
                                            Optional.empty(),
                                            Optional.empty(),
                                            Optional.empty()))
                    .secret();
            return Endpoints.ALL.stream()
                    .map(endpoint -> DynamicTest.dynamicTest(scope + " at " + endpoint, () -> {
                        HttpResponse<String> answer = send(endpoint, key);
                        String expected = switch (endpoint.caller()) {
                            case ANYONE -> "account –, payer " + (scope == KeyScope.READ ? PAYER : "–");
                            case PAYER -> scope == KeyScope.ASK ? "account –, payer " + PAYER : "";
                            case CONTRIBUTOR -> scope == KeyScope.CONTRIBUTE ? "account " + PAYER + ", payer –" : "";
                            case AGENT -> scope == KeyScope.ACT ? "account –, payer –" : "";
                            case ACCOUNT, ADMINISTRATOR -> "";
                        };
                        if (expected.isEmpty()) {
                            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
                            assertThat(answer.body()).containsAnyOf("may not", "No API key can do this");
                        } else {
                            assertThat(answer.statusCode())
                                    .as(answer.body())
                                    .isEqualTo(endpoint.outcome().status());
                            if (answer.statusCode() != 204) {
                                assertThat(answer.body()).isEqualTo(expected);
                            }
                        }
                    }));
        });
    }

    @TestFactory
    Stream<DynamicTest> aStrangerIsToldWhatToDo() {
        work = _ -> {};
        return Endpoints.ALL.stream()
                .filter(endpoint -> Set.of(CallerKind.PAYER, CallerKind.AGENT, CallerKind.ADMINISTRATOR)
                        .contains(endpoint.caller()))
                .map(endpoint -> DynamicTest.dynamicTest(endpoint.toString(), () -> {
                    assertThat(send(endpoint, "ol_unknown").statusCode()).isEqualTo(401);
                    assertThat(send(endpoint, "ola_unknown").body())
                            .containsAnyOf("admin token create", "revoked", "mandate key");
                }));
    }

    private static Endpoint<?, ?, ?> anAct() {
        return Endpoints.ALL.stream().filter(EveryActTest::isAct).findFirst().orElseThrow();
    }

    private static long count() {
        return acts.list(ListRequest.first(1)).total();
    }

    private static Acts.Kept latest() {
        return acts.list(ListRequest.first(1)).list().getFirst();
    }

    private static String mark() {
        return database.read(handle -> SettingTable.find(handle, MARK)).orElse("");
    }

    private static String pathOf(Endpoint<?, ?, ?> endpoint) {
        return endpoint.place().path().replaceAll("\\{[a-z]+}", "1");
    }

    private static HttpResponse<String> send(Endpoint<?, ?, ?> endpoint, String bearer) throws Exception {
        String body = Bodies.valid(endpoint);
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create(
                                "http://127.0.0.1:" + server.port() + pathOf(endpoint) + Bodies.query(endpoint)))
                        .method(
                                endpoint.place().verb().name(),
                                body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer " + bearer)
                        .build(),
                BodyHandlers.ofString());
    }
}
