package org.openledger.api.openai;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.openledger.api.http.ApiException;

/** Counts the answers being made for each API key or sign-in, so that one key cannot take the whole node. */
final class RunningPerKey {
    private static final int RETRY_MILLIS = 1_000;

    private final ConcurrentMap<String, Integer> running = new ConcurrentHashMap<>();
    private final int most;

    RunningPerKey(int most) {
        this.most = most;
    }

    /** Answers of a key, until it is closed. */
    @FunctionalInterface
    interface Place extends AutoCloseable {
        @Override
        void close();
    }

    /** A 429 where the key has as many as it may. */
    Place take(String key, int answers) {
        if (answers == 0) {
            return () -> {};
        }
        int now = running.merge(key, answers, Integer::sum);
        Place place = () -> running.computeIfPresent(key, (_, count) -> count == answers ? null : count - answers);
        if (now > most) {
            place.close();
            throw ApiException.tooMany(
                    RETRY_MILLIS,
                    "This API key may have " + most
                            + " answers running: wait for one to end, or ask for fewer at once.");
        }
        return place;
    }
}
