package org.openledger.administration;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;
import org.openledger.identity.GivenName;
import org.openledger.identity.credential.LastUse;
import org.openledger.identity.credential.Life;
import org.openledger.identity.credential.Secrets;
import org.openledger.store.Database;
import org.openledger.store.ListPage;
import org.openledger.store.ListRequest;
import org.openledger.store.Listing;
import org.openledger.store.Refusal.Kind;

/** Admin tokens ({@code ola_…}), and links whose code ({@code olc_…}) is exchanged for one that ends by itself, once. */
public final class AdminTokens {
    public static final Listing ALL = Listing.of("t.digest", "admin_token t")
            .searching("t.name")
            .searching("t.digest")
            .filtering(Life.FILTER, Life.SQL)
            .sorting("name", "LOWER(t.name)")
            .sorting("createdMillis", "t.created_millis")
            .sorting("lastUsedMillis", "coalesce(t.last_used_millis, 0)")
            .standing("t.created_millis DESC, t.digest");

    private static final GivenName NAMED = new GivenName("the name of an admin token", "name");
    private static final String PREFIX = "ola_";
    private static final String CODE_PREFIX = "olc_";
    private static final int MAX_LIVE = 1_000;
    /** Past so many, the oldest is good no more. */
    private static final int MAX_OPEN_LINKS = 100;

    private final Database database;
    private final InstantSource clock;
    private final Lives lives;
    private final LastUse lastUse;

    /**
     * How long what ends by itself lasts.
     *
     * @param link until it is used
     * @param session that it opens
     */
    public record Lives(Duration link, Duration session) {}

    public AdminTokens(Database database, InstantSource clock, Lives lives) {
        this.database = database;
        this.clock = clock;
        this.lives = lives;
        this.lastUse = new LastUse(database);
    }

    /** A token with its secret, which cannot be shown again. */
    public record Issued(AdminToken token, String secret) {
        @Override
        public String toString() {
            return "Issued[" + token.id() + "]";
        }
    }

    /** A link's code, which cannot be shown again. */
    public record Link(String code, long expiresMillis) {
        @Override
        public String toString() {
            return "Link[until " + expiresMillis + "]";
        }
    }

    /** @param life until it ends by itself; empty, until it is revoked */
    public Issued create(String name, Optional<Duration> life) {
        Optional<Long> expires = life.map(duration -> clock.millis() + duration.toMillis());
        return database.transact(tx -> insert(tx, NAMED.of(name), expires, false));
    }

    /** The live token with this secret. Notes its use. */
    public Optional<AdminToken> lookup(String secret) {
        if (!secret.startsWith(PREFIX)) {
            return Optional.empty();
        }
        long now = clock.millis();
        Optional<AdminTokenTable.Row> found =
                database.read(handle -> AdminTokenTable.CREDENTIALS.findLive(handle, Secrets.digest(secret), now));
        found.ifPresent(row -> lastUse.note(
                row.digest(),
                row.lastUsedMillis(),
                now,
                tx -> AdminTokenTable.CREDENTIALS.used(tx, row.digest(), now)));
        return found.map(AdminTokenTable.Row::toToken);
    }

    /** Tokens as a reader searches, filters and sorts them, those that have ended included. */
    public ListPage<AdminToken> list(ListRequest request) {
        return database.read(handle -> ALL.page(handle, request, Life.given(request, clock.millis()))
                .map(digest -> AdminTokenTable.CREDENTIALS
                        .byDigest(handle, digest)
                        .orElseThrow()
                        .toToken()));
    }

    /** Another secret for a live token. What held before holds for the overlap, which may be none. */
    public Issued rotate(String id, Duration overlap) {
        String secret = Secrets.issue(PREFIX);
        return database.transact(tx -> {
            AdminTokenTable.Row row = require(tx, id);
            long now = clock.millis();
            Life life = row.toToken().life(now);
            if (life != Life.LIVE) {
                throw new AdministrationException(
                        Kind.CONFLICT, "the admin token " + id + " is " + life.word() + ": make another instead");
            }
            AdminTokenTable.CREDENTIALS.endSecrets(tx, row.digest(), now + overlap.toMillis(), now);
            AdminTokenTable.CREDENTIALS.insertSecret(tx, Secrets.digest(secret), row.digest());
            return new Issued(row.toToken(), secret);
        });
    }

    /** Ends a token from the next request on. Revoking twice is fine. */
    public AdminToken revoke(String id) {
        return database.transact(tx -> {
            AdminTokenTable.Row row = require(tx, id);
            AdminTokenTable.CREDENTIALS.revoke(tx, row.digest(), clock.millis());
            return require(tx, id).toToken();
        });
    }

    /** Ends the token of a secret where a link opened it; any other stays. */
    public void signOut(String secret) {
        lookup(secret).filter(AdminToken::temporary).ifPresent(token -> revoke(token.id()));
    }

    /** A link, for who asks for it to open, or to hand on. */
    public Link link(String name) {
        String code = Secrets.issue(CODE_PREFIX);
        long expires = clock.millis() + lives.link().toMillis();
        database.write(tx -> {
            AdminLinkTable.forget(tx, clock.millis());
            AdminLinkTable.keepNewest(tx, MAX_OPEN_LINKS - 1);
            AdminLinkTable.insert(tx, Secrets.digest(code), NAMED.of(name), expires);
        });
        return new Link(code, expires);
    }

    /**
     * Exchanges the code of a link for a token that ends by itself. A code works once.
     *
     * @param opened keeps, in the same transaction, that it was used
     */
    public Issued useLink(String code, BiConsumer<Handle, AdminToken> opened) {
        return database.transact(tx -> {
            String name = AdminLinkTable.take(tx, Secrets.digest(code), clock.millis())
                    .orElseThrow(() -> new AdministrationException(
                            Kind.UNAUTHENTICATED,
                            "This link was used, has ended, or is not of this node: make another with openledger admin"
                                    + " link."));
            Issued issued = insert(
                    tx, name, Optional.of(clock.millis() + lives.session().toMillis()), true);
            opened.accept(tx, issued.token());
            return issued;
        });
    }

    private Issued insert(Handle tx, String name, Optional<Long> expires, boolean temporary) {
        if (AdminTokenTable.countLive(tx, clock.millis()) >= MAX_LIVE) {
            throw new AdministrationException(
                    Kind.CONFLICT, "a node has at most " + MAX_LIVE + " live admin tokens: revoke one first");
        }
        String secret = Secrets.issue(PREFIX);
        String digest = Secrets.digest(secret);
        AdminTokenTable.Row row = new AdminTokenTable.Row(
                digest, name, temporary ? 1 : 0, clock.millis(), Optional.empty(), expires, Optional.empty());
        AdminTokenTable.insert(tx, row);
        AdminTokenTable.CREDENTIALS.insertSecret(tx, digest, digest);
        return new Issued(row.toToken(), secret);
    }

    private static AdminTokenTable.Row require(Handle handle, String id) {
        return AdminTokenTable.CREDENTIALS
                .byId(handle, Secrets.requireId(id))
                .orElseThrow(() -> new AdministrationException(
                        Kind.UNKNOWN, "there is no admin token with the id " + id + ": see the list"));
    }
}
