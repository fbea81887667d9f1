package org.openledger.verify.evidence;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Names of what packs speak of, the same in every format, and times as these formats write them. */
final class Urn {
    private static final String OURS = "urn:openledger:";

    private Urn() {}

    static String of(PackManifest.Subject subject) {
        return of(subject.kind().word(), subject.id());
    }

    static String of(String kind, String id) {
        return OURS + kind + ":" + id;
    }

    /** ISO 8601 in UTC, without fractions. */
    static String seconds(long millis) {
        return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
