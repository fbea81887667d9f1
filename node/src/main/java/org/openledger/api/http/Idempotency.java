package org.openledger.api.http;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;
import org.openledger.client.call.Endpoint;
import org.openledger.store.Database;
import org.openledger.store.Refusal;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;

/**
 * Gives calls that bear the same Idempotency-Key one effect and one answer. Key, caller and endpoint together are the call's
 * id; the effect itself is made under that id ({@link Call#once}), in its own transaction. So a call that is sent again after a
 * crash at any moment finds its effect, or makes it.
 *
 * <p>A call whose caller is nobody known has no id: nothing says that the same caller sends it again.
 */
public final class Idempotency {
    /** How long a key is remembered, with its answer. */
    public static final Duration RETENTION = Duration.ofHours(24);

    static final String REPLAYED = "Idempotency-Replayed";
    static final int MAX_KEY_CHARACTERS = 255;

    private static final long RUNNING_RETRY_MILLIS = 1_000;

    private final Database database;
    private final InstantSource clock;
    private final Set<String> running = ConcurrentHashMap.newKeySet();

    public Idempotency(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The id of a call; empty where it bears no key, or its endpoint takes none. */
    static Optional<String> id(Endpoint<?, ?, ?> endpoint, Context context, Access.Caller caller) {
        String key = context.header(Endpoint.IDEMPOTENCY_KEY);
        if (key == null || !endpoint.outcome().once()) {
            return Optional.empty();
        }
        if (!key.matches("[ -~]{1," + MAX_KEY_CHARACTERS + "}") || key.isBlank()) {
            throw ApiException.invalid(
                    Endpoint.IDEMPOTENCY_KEY,
                    "'" + Endpoint.IDEMPOTENCY_KEY + "' must be 1 to " + MAX_KEY_CHARACTERS + " visible characters.");
        }
        Optional<String> who = caller.administers() ? Optional.of("administrator") : caller.payer();
        return who.map(each -> digest(each + "\n" + endpoint + "\n" + key));
    }

    /** Makes the effect of a call. */
    @FunctionalInterface
    interface Effect {
        /** The answer's JSON, written to the caller; empty where the answer is kept elsewhere. */
        Optional<String> make() throws Exception;
    }

    /**
     * Answers a call as it was answered before, or makes its effect.
     *
     * @param id of the call
     * @param request what it asks
     */
    void once(String id, String request, Context context, Effect effect) throws Exception {
        if (!running.add(id)) {
            throw new Refusal(
                    Refusal.Kind.CONFLICT.retryAfter(RUNNING_RETRY_MILLIS),
                    "A call with this " + Endpoint.IDEMPOTENCY_KEY
                            + " is being answered: wait for it, or send it again.");
        }
        try {
            Optional<String> answered = database.transact(tx -> begin(tx, id, digest(request)));
            if (answered.isPresent()) {
                context.header(REPLAYED, "true").contentType("application/json").result(answered.get());
                return;
            }
            Optional<String> answer = effect.make();
            answer.ifPresent(json -> database.write(tx -> IdempotencyTable.answered(tx, id, json)));
        } finally {
            running.remove(id);
        }
    }

    private Optional<String> begin(Handle tx, String id, String request) {
        long now = clock.millis();
        IdempotencyTable.forgetBefore(tx, now - RETENTION.toMillis());
        Optional<IdempotencyTable.Row> known = IdempotencyTable.find(tx, id);
        if (known.isEmpty()) {
            IdempotencyTable.insert(tx, id, request, now);
            return Optional.empty();
        }
        if (!known.get().request().equals(request)) {
            throw new Refusal(
                    Refusal.Kind.CONFLICT.at(Endpoint.IDEMPOTENCY_KEY),
                    "'" + Endpoint.IDEMPOTENCY_KEY + "' was sent with another request before: send a new key with a new"
                            + " request. Nothing was done.");
        }
        return known.get().answer();
    }

    private static String digest(String text) {
        return Hex.of(Hashes.sha256(text.getBytes(StandardCharsets.UTF_8)));
    }
}
