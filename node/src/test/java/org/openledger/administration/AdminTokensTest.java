package org.openledger.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.log.Log;
import org.openledger.store.Database;
import org.openledger.store.ListRequest;
import org.openledger.store.LocalDisk;
import org.openledger.store.MigratedDatabase;

/** The life of admin tokens, and links that are used once. */
@Tag("unit")
final class AdminTokensTest {
    @TempDir
    Path folder;

    private Instant now = Instant.parse("2026-11-29T10:00:00Z");
    private Database database;
    private AdminTokens tokens;

    @BeforeEach
    void open() {
        database = MigratedDatabase.open(folder);
        tokens = new AdminTokens(
                database, () -> now, new AdminTokens.Lives(Duration.ofMinutes(15), Duration.ofHours(12)));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aTokenHoldsUntilItExpiresOrIsRevokedAndIsKeptByItsDigest() {
        AdminTokens.Issued issued = tokens.create("mira", Optional.of(Duration.ofDays(1)));
        AdminTokens.Issued other = tokens.create("mira", Optional.empty());
        assertThat(tokens.lookup(issued.secret()).map(AdminToken::who))
                .contains("mira " + issued.token().id());
        List<String> stored = database.read(handle -> handle.createQuery("SELECT digest FROM admin_secret")
                .mapTo(String.class)
                .list());
        assertThat(stored).hasSize(2).doesNotContain(issued.secret(), other.secret());
        now = now.plus(Duration.ofDays(1));
        assertThat(tokens.lookup(issued.secret())).isEmpty();
        assertThat(tokens.lookup(other.secret())).isPresent();
        tokens.revoke(other.token().id());
        assertThat(tokens.lookup(other.secret())).isEmpty();
        assertThatThrownBy(() -> tokens.rotate(other.token().id(), Duration.ZERO))
                .hasMessageContaining("revoked");
    }

    @Test
    void aRotatedTokenHoldsForItsOverlap() {
        AdminTokens.Issued first = tokens.create("mira", Optional.empty());
        AdminTokens.Issued second = tokens.rotate(first.token().id(), Duration.ofMinutes(1));
        assertThat(tokens.lookup(first.secret())).isPresent();
        now = now.plus(Duration.ofMinutes(1));
        assertThat(tokens.lookup(first.secret())).isEmpty();
        assertThat(tokens.lookup(second.secret()).map(AdminToken::id))
                .contains(first.token().id());
    }

    @Test
    void aLinkIsUsedOnceHoweverManyTryAtOnce() throws Exception {
        AdminTokens.Link link = tokens.link("up");
        List<Callable<AdminTokens.Issued>> tries = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            tries.add(() -> tokens.useLink(link.code(), AdminTokensTest::unnoticed));
        }
        int opened = 0;
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<AdminTokens.Issued> each : callers.invokeAll(tries)) {
                opened += each.state() == Future.State.SUCCESS ? 1 : 0;
            }
        }
        assertThat(opened).isEqualTo(1);
        assertThatThrownBy(() -> tokens.useLink(link.code(), AdminTokensTest::unnoticed))
                .hasMessageContaining("admin link");
    }

    @Test
    void ofTooManyLinksTheOldestIsGoodNoMore() {
        String first = tokens.link("first").code();
        now = now.plusSeconds(1);
        String second = tokens.link("second").code();
        for (int i = 0; i < 99; i++) {
            now = now.plusSeconds(1);
            tokens.link("more");
        }
        assertThatThrownBy(() -> tokens.useLink(first, AdminTokensTest::unnoticed))
                .isInstanceOf(AdministrationException.class);
        assertThat(tokens.useLink(second, AdminTokensTest::unnoticed).token().name())
                .isEqualTo("second");
    }

    @Test
    void aLinkIsUsedTogetherWithTheActThatSaysSo() {
        Acts acts = new Acts(database, Log.open(database, folder, new LocalDisk(), "openledger.local/test"), () -> now);
        String code = tokens.link("up").code();
        assertThatThrownBy(() -> tokens.useLink(code, (tx, token) -> {
                    acts.keepOpened(tx, token, "POST /x", "/x");
                    throw new IllegalStateException("killed");
                }))
                .hasMessage("killed");
        assertThat(acts.list(ListRequest.first(1)).total()).isZero();
        AdminTokens.Issued opened = tokens.useLink(code, (tx, token) -> acts.keepOpened(tx, token, "POST /x", "/x"));
        assertThat(acts.list(ListRequest.first(2)).list())
                .singleElement()
                .matches(kept -> kept.act().who().equals(opened.token().who()));
    }

    @Test
    void aLinkAndTheSessionItOpensEnd() {
        AdminTokens.Link late = tokens.link("late");
        AdminTokens.Issued session = tokens.useLink(tokens.link("up").code(), AdminTokensTest::unnoticed);
        now = now.plus(Duration.ofMinutes(15));
        assertThatThrownBy(() -> tokens.useLink(late.code(), AdminTokensTest::unnoticed))
                .isInstanceOf(AdministrationException.class);
        assertThat(tokens.lookup(session.secret())).isPresent();
        now = now.plus(Duration.ofHours(12));
        assertThat(tokens.lookup(session.secret())).isEmpty();
    }

    @Test
    void signingOutEndsWhatALinkOpenedAndNoOtherToken() {
        AdminTokens.Issued named = tokens.create("mira", Optional.empty());
        AdminTokens.Issued session = tokens.useLink(tokens.link("up").code(), AdminTokensTest::unnoticed);
        tokens.signOut(named.secret());
        tokens.signOut(session.secret());
        assertThat(tokens.lookup(named.secret())).isPresent();
        assertThat(tokens.lookup(session.secret())).isEmpty();
    }

    private static void unnoticed(Handle tx, AdminToken token) {}
}
