package org.openledger.identity.credential;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jdbi.v3.core.HandleConsumer;
import org.openledger.store.Database;
import org.openledger.store.DiskFullException;

/** Notes when credentials were last used, at most once a minute each: a request shall not cost a write. */
public final class LastUse {
    private static final long PRECISION_MILLIS = Duration.ofMinutes(1).toMillis();
    /** Credentials that are remembered; past so many, all are forgotten, and noted once more at most. */
    private static final int MAX_REMEMBERED = 100_000;

    private final Database database;
    private final ConcurrentMap<String, Long> noted = new ConcurrentHashMap<>();

    public LastUse(Database database) {
        this.database = database;
    }

    /**
     * Notes a use.
     *
     * @param digest that names the credential
     * @param keptMillis what is kept of it
     * @param noting writes it down
     */
    public void note(
            String digest, Optional<Long> keptMillis, long nowMillis, HandleConsumer<RuntimeException> noting) {
        if (noted.size() > MAX_REMEMBERED) {
            noted.clear();
        }
        long before = keptMillis.orElse(Long.MIN_VALUE / 2);
        boolean[] due = new boolean[1];
        noted.compute(digest, (_, remembered) -> {
            long last = remembered == null ? before : Math.max(remembered, before);
            due[0] = nowMillis - last >= PRECISION_MILLIS;
            return due[0] ? Long.valueOf(nowMillis) : Long.valueOf(last);
        });
        if (due[0]) {
            try {
                database.write(noting);
            } catch (DiskFullException full) {
                noted.remove(digest); // reading goes on without room; the next use notes it
            }
        }
    }
}
