package org.openledger.cli.credential;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** When something was, as tables show it. */
final class Moment {
    private Moment() {}

    static String of(long millis) {
        return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static String of(Optional<Long> millis) {
        return millis.map(Moment::of).orElse("–");
    }
}
