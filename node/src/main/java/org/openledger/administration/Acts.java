package org.openledger.administration;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.openledger.administration.Act.Outcome;
import org.openledger.log.Log;
import org.openledger.store.Database;
import org.openledger.store.ListPage;
import org.openledger.store.ListRequest;
import org.openledger.store.Listing;
import org.openledger.store.Refusal;

/** Keeps what administrators do: one act a request, in the transaction of its first change where it changes anything. */
public final class Acts {
    public static final Listing ALL = Listing.of("t.id", "admin_act t")
            .searching("t.who")
            .searching("t.route")
            .searching("t.target")
            .filtering("who", "t.who")
            .filtering("outcome", "t.outcome")
            .sorting("id", "t.id")
            .standing("t.id DESC");

    private static final int SALT_BYTES = 32;

    private final Database database;
    private final Log log;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    public Acts(Database database, Log log, InstantSource clock) {
        this.database = database;
        this.log = log;
        this.clock = clock;
    }

    /**
     * What is asked for.
     *
     * @param bodyDigest known once the request was read
     */
    public record Asked(String who, String route, String target, Supplier<Optional<String>> bodyDigest) {}

    /** What an administrator asks for. */
    @FunctionalInterface
    public interface Work {
        void run() throws Exception;
    }

    /** An act, and where the log has it. */
    public record Kept(Act act, long logIndex) {}

    /** Does what is asked for, and keeps that it was asked for, and how it ended. */
    public void keep(Asked asked, Work work) throws Exception {
        long time = clock.millis();
        Database.Companion companion = new Database.Companion(tx -> append(tx, asked, time, Outcome.CHANGED));
        Outcome without = Outcome.FAILED;
        try {
            Database.accompanied(companion, () -> {
                work.run();
                return true;
            });
            without = Outcome.UNCHANGED;
        } catch (Refusal refusal) {
            without = refusal.kind() == Refusal.Kind.FAILED ? Outcome.FAILED : Outcome.REFUSED;
            throw refusal;
        } finally {
            if (!companion.written()) {
                Outcome outcome = without;
                database.write(tx -> append(tx, asked, time, outcome));
            }
        }
    }

    /** Keeps that somebody became administrator; whoever is refused that is none, and leaves nothing. */
    public void keepOpened(Handle tx, AdminToken token, String route, String target) {
        append(tx, new Asked(token.who(), route, target, Optional::empty), clock.millis(), Outcome.CHANGED);
    }

    private void append(Handle tx, Asked asked, long timeMillis, Outcome outcome) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        Act act = new Act(
                ActTable.last(tx) + 1,
                timeMillis,
                asked.who(),
                asked.route(),
                asked.target(),
                asked.bodyDigest().get(),
                outcome,
                HexFormat.of().formatHex(salt));
        long index = log.append(tx, List.of(act.logEntry().bytes()));
        ActTable.insert(tx, act, index);
    }

    /** Acts as a reader searches, filters and sorts them. */
    public ListPage<Kept> list(ListRequest request) {
        return database.read(handle -> ALL.page(handle, request, Map.of()).map(id -> {
            ActTable.Row row = ActTable.require(handle, Long.parseLong(id));
            return new Kept(row.toAct(), row.logIndex());
        }));
    }
}
