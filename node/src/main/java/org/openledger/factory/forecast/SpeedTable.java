package org.openledger.factory.forecast;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The SQL of measured speeds. */
final class SpeedTable {
    private SpeedTable() {}

    static Optional<KeptSpeed> find(Handle handle, String baseDigest, String shape) {
        return handle.createQuery("SELECT * FROM training_speed WHERE base_digest = :base AND shape = :shape")
                .bind("base", baseDigest)
                .bind("shape", shape)
                .mapTo(KeptSpeed.class)
                .findOne();
    }

    static void put(Handle tx, String baseDigest, String shape, KeptSpeed kept) {
        tx.createUpdate("""
                        INSERT INTO training_speed (base_digest, shape, start_seconds, read_seconds_a_token, step_seconds,
                            more_seconds, step_tokens, steps_timed, measured_millis)
                        VALUES (:base, :shape, :startSeconds, :readSecondsAToken, :stepSeconds, :moreSeconds, :stepTokens,
                            :stepsTimed, :measured)
                        ON CONFLICT (base_digest, shape) DO UPDATE SET start_seconds = excluded.start_seconds,
                            read_seconds_a_token = excluded.read_seconds_a_token, step_seconds = excluded.step_seconds,
                            more_seconds = excluded.more_seconds, step_tokens = excluded.step_tokens,
                            steps_timed = excluded.steps_timed, measured_millis = excluded.measured_millis""")
                .bind("base", baseDigest)
                .bind("shape", shape)
                .bindMethods(kept.speed())
                .bind("measured", kept.measuredMillis())
                .execute();
    }
}
