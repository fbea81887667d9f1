package org.openledger.identity.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.client.call.KeyScope;
import org.openledger.store.Database;
import org.openledger.store.ListRequest;
import org.openledger.store.MigratedDatabase;

/** The life of API keys and sessions. */
@Tag("unit")
final class CredentialsTest {
    private static final String PAYER = "0x" + "1".repeat(40);
    private static final String OTHER = "0x" + "2".repeat(40);

    @TempDir
    Path folder;

    private Instant now = Instant.parse("2026-11-29T10:00:00Z");
    private final InstantSource clock = () -> now;
    private Database database;
    private ApiKeys keys;
    private Sessions sessions;

    @BeforeEach
    void open() {
        database = MigratedDatabase.open(folder);
        keys = new ApiKeys(database, clock, 2);
        sessions = new Sessions(database, clock);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private ApiKeys.Spending only() {
        return keys.list(ListRequest.first(10)).list().getFirst();
    }

    @Test
    void whatAKeyMayDoIsKeptAsItWasSaid() {
        KeyTerms terms = new KeyTerms(
                "agent",
                EnumSet.of(KeyScope.CONTRIBUTE, KeyScope.ASK),
                List.of("kitchen-1", "kitchen-2"),
                Optional.of(10L),
                Optional.of(20L),
                Optional.of(30L),
                Optional.of(now.toEpochMilli() + 1));
        ApiKeys.Issued issued = keys.issue(PAYER, terms);
        assertThat(keys.lookup(issued.secret()).map(ApiKey::terms)).contains(terms);
        assertThat(issued.key().mayAsk("kitchen-2")).isTrue();
        assertThat(issued.key().mayAsk("kitchen-3")).isFalse();
        assertThat(only().key().budget().dayGwei()).contains(20L);
        assertThatThrownBy(() -> new KeyTerms(
                        "none",
                        EnumSet.noneOf(KeyScope.class),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                .hasMessageContaining("scope");
    }

    @Test
    void aKeyEndsByItselfAndMakesRoomForAnother() {
        KeyTerms terms = KeyTerms.labelled("short");
        KeyTerms ends = new KeyTerms(
                "short",
                terms.scopes(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(now.toEpochMilli() + 1_000));
        String secret = keys.issue(PAYER, ends).secret();
        keys.issue(PAYER, terms);
        assertThatThrownBy(() -> keys.issue(PAYER, terms)).hasMessageContaining("at most 2");
        assertThat(keys.lookup(secret)).isPresent();
        now = now.plusSeconds(1);
        assertThat(keys.lookup(secret)).isEmpty();
        keys.issue(PAYER, terms);
    }

    @Test
    void aRotatedSecretHoldsForItsOverlapAndTheKeyStaysTheSame() {
        ApiKeys.Issued first = keys.issue(PAYER, KeyTerms.labelled("laptop"));
        String id = first.key().id();
        ApiKeys.Issued second = keys.rotate(id, Duration.ofMinutes(5));
        assertThat(second.key().id()).isEqualTo(id);
        assertThat(keys.lookup(first.secret()).map(ApiKey::id)).contains(id);
        assertThat(keys.lookup(second.secret()).map(ApiKey::id)).contains(id);
        now = now.plus(Duration.ofMinutes(5));
        assertThat(keys.lookup(first.secret())).isEmpty();
        ApiKeys.Issued third = keys.rotate(id, Duration.ZERO);
        assertThat(keys.lookup(second.secret())).isEmpty();
        assertThat(keys.lookup(third.secret()).map(ApiKey::id)).contains(id);
        keys.revoke(id);
        assertThat(keys.lookup(third.secret())).isEmpty();
        assertThatThrownBy(() -> keys.rotate(id, Duration.ZERO)).hasMessageContaining("revoked");
        long secrets = database.read(handle -> handle.createQuery("SELECT count(*) FROM api_key_secret")
                .mapTo(Long.class)
                .one());
        assertThat(secrets).isEqualTo(1);
    }

    @Test
    void aLongerOverlapDoesNotLengthenAnEarlierOne() {
        ApiKeys.Issued first = keys.issue(PAYER, KeyTerms.labelled("laptop"));
        keys.rotate(first.key().id(), Duration.ofMinutes(1));
        keys.rotate(first.key().id(), Duration.ofDays(7));
        now = now.plus(Duration.ofMinutes(1));
        assertThat(keys.lookup(first.secret())).isEmpty();
    }

    @Test
    void aUseIsWrittenAtMostOnceAMinute() {
        String secret = keys.issue(PAYER, KeyTerms.labelled("laptop")).secret();
        Instant first = now;
        keys.lookup(secret);
        for (int i = 0; i < 59; i++) {
            now = now.plusSeconds(1);
            keys.lookup(secret);
            assertThat(only().key().lastUsedMillis()).contains(first.toEpochMilli());
        }
        now = now.plusSeconds(1);
        keys.lookup(secret);
        assertThat(only().key().lastUsedMillis()).contains(now.toEpochMilli());
    }

    @Test
    void sessionsAreListedAndEndOneByOneOrAllAtOnce() {
        String one = open(PAYER, "Firefox\n\u0000");
        String two = open(PAYER, "x".repeat(5_000));
        String other = open(OTHER, "curl");
        assertThat(sessions.list(ListRequest.first(10)).list())
                .extracting(session -> session.from().agent())
                .containsExactlyInAnyOrder("Firefox", "x".repeat(200), "curl");
        sessions.end(sessions.lookup(one).orElseThrow().id());
        assertThat(sessions.lookup(one)).isEmpty();
        assertThat(sessions.lookup(two)).isPresent();
        String three = open(PAYER, "phone");
        assertThat(sessions.endAll(PAYER)).isEqualTo(2);
        assertThat(sessions.lookup(two)).isEmpty();
        assertThat(sessions.lookup(three)).isEmpty();
        assertThat(sessions.lookup(other)).isPresent();
        now = now.plus(Duration.ofHours(2));
        assertThat(sessions.lookup(other)).isEmpty();
        assertThat(sessions.list(ListRequest.first(10)).total()).isZero();
    }

    private String open(String address, String agent) {
        return database.transact(tx -> sessions.open(
                tx,
                address,
                new Sessions.From(agent, "127.0.0.1"),
                now.plus(Duration.ofHours(1)).toEpochMilli()));
    }

    @Test
    void aKeyFromBeforeSecretsWereApartStillHolds(@TempDir Path older) {
        Flyway.configure()
                .dataSource(Database.urlIn(older), null, null)
                .placeholders(Database.placeholders(Database.urlIn(older)))
                .locations("classpath:db/migration")
                .target("20261129.70")
                .load()
                .migrate();
        String secret = Secrets.issue("ol_");
        try (Connection connection = DriverManager.getConnection(Database.urlIn(older));
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO api_key (digest, payer, label, created_millis) VALUES (?, ?, 'old', 1)")) {
            insert.setString(1, Secrets.digest(secret));
            insert.setString(2, PAYER);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        try (Database opened = Database.open(older)) {
            ApiKeys kept = new ApiKeys(opened, clock, 2);
            ApiKey key = kept.lookup(secret).orElseThrow();
            assertThat(key.terms()).isEqualTo(KeyTerms.labelled("old"));
            kept.rotate(key.id(), Duration.ZERO);
            assertThat(kept.lookup(secret)).isEmpty();
        }
    }

    @Test
    void aSecretInATextIsMasked() {
        String secret = keys.issue(PAYER, KeyTerms.labelled("laptop")).secret();
        assertThat(Secrets.masked("/api/keys/" + secret + "/rotate")).isEqualTo("/api/keys/ol_…/rotate");
    }
}
