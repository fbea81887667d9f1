package org.openledger.identity.credential;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.openledger.identity.Address;
import org.openledger.store.Database;
import org.openledger.store.ListPage;
import org.openledger.store.ListRequest;
import org.openledger.store.Listing;

/** Sessions of wallets ({@code ols_…}). The database has the SHA-256 of their tokens only. */
public final class Sessions {
    /** Live sessions of all accounts. */
    public static final Listing ALL = Listing.of("t.digest", "wallet_session t")
            .where("t.expires_millis >= :now")
            .searching("t.agent")
            .searching("t.origin")
            .searching("t.address")
            .filtering("account", "t.address")
            .sorting("createdMillis", "t.created_millis")
            .sorting("lastUsedMillis", "coalesce(t.last_used_millis, t.created_millis)")
            .standing("coalesce(t.last_used_millis, t.created_millis) DESC, t.digest");

    private static final String PREFIX = "ols_";

    private final Database database;
    private final InstantSource clock;
    private final LastUse lastUse;

    public Sessions(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
        this.lastUse = new LastUse(database);
    }

    /**
     * What a session was opened with; who reads their list tells sessions apart by it.
     *
     * @param agent the program, as it calls itself
     * @param origin the network address that it came from
     */
    public record From(String agent, String origin) {
        private static final int MAX_CHARACTERS = 200;

        public From {
            agent = printable(agent);
            origin = printable(origin);
        }

        private static String printable(String text) {
            String plain = text.replaceAll("\\p{Cntrl}", " ").strip();
            return plain.substring(0, Math.min(plain.length(), MAX_CHARACTERS));
        }
    }

    /** @param id names it in lists */
    public record Session(
            String id,
            String address,
            From from,
            long createdMillis,
            Optional<Long> lastUsedMillis,
            long expiresMillis) {
        private static Session of(SessionTable.Row row) {
            return new Session(
                    Secrets.id(row.digest()),
                    row.address(),
                    new From(row.agent(), row.origin()),
                    row.createdMillis(),
                    row.lastUsedMillis(),
                    row.expiresMillis());
        }
    }

    /** Opens one, and returns its token, which cannot be shown again. */
    String open(Handle tx, String address, From from, long expiresMillis) {
        String token = Secrets.issue(PREFIX);
        SessionTable.forget(tx, clock.millis());
        SessionTable.insert(
                tx,
                new SessionTable.Row(
                        Secrets.digest(token),
                        address,
                        expiresMillis,
                        clock.millis(),
                        Optional.empty(),
                        from.agent(),
                        from.origin()));
        return token;
    }

    /** The live session of a token. Notes its use. */
    public Optional<Session> lookup(String token) {
        if (!token.startsWith(PREFIX)) {
            return Optional.empty();
        }
        long now = clock.millis();
        Optional<SessionTable.Row> found =
                database.read(handle -> SessionTable.findLive(handle, Secrets.digest(token), now));
        found.ifPresent(row ->
                lastUse.note(row.digest(), row.lastUsedMillis(), now, tx -> SessionTable.used(tx, row.digest(), now)));
        return found.map(Session::of);
    }

    /** Live sessions as a reader searches and sorts them. */
    public ListPage<Session> list(ListRequest request) {
        return database.read(handle -> ALL.page(handle, request, Map.of("now", clock.millis()))
                .map(digest -> Session.of(SessionTable.find(handle, digest).orElseThrow())));
    }

    /** The account of a session; empty where there is no such session. */
    public Optional<String> account(String id) {
        return database.read(handle -> SessionTable.byId(handle, Secrets.requireId(id)))
                .map(SessionTable.Row::address);
    }

    /** Ends a session from the next request on; how many there were. */
    public int end(String id) {
        return database.transact(tx -> SessionTable.byId(tx, Secrets.requireId(id))
                .map(row -> SessionTable.delete(tx, row.digest()))
                .orElse(0));
    }

    /** Ends all sessions of an account; how many there were. */
    public int endAll(String address) {
        return database.transact(tx -> SessionTable.deleteOf(tx, Address.parse(address)));
    }

    /** Ends the session of a token; an unknown one is fine. */
    public void signOut(String token) {
        database.write(tx -> SessionTable.delete(tx, Secrets.digest(token)));
    }
}
