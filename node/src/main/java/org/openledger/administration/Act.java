package org.openledger.administration;

import java.util.Locale;
import java.util.Optional;
import org.openledger.verify.LogEntry;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.Json;

/**
 * What an administrator did.
 *
 * @param id counts acts from 1
 * @param who the name and id of the token
 * @param route the endpoint
 * @param target the path and query that it was called at
 * @param bodyDigest the SHA-256 of what was sent, where that was JSON
 * @param salt drawn for it, so that nobody finds out what the log's digest is of by trying
 */
public record Act(
        long id,
        long timeMillis,
        String who,
        String route,
        String target,
        Optional<String> bodyDigest,
        Outcome outcome,
        String salt) {

    /** How it ended. */
    public enum Outcome {
        /** Something is another way than before; this was written together with its first change. */
        CHANGED,
        /** There was nothing to change. */
        UNCHANGED,
        /** It was refused before anything changed. */
        REFUSED,
        /** The node failed before anything changed. */
        FAILED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The SHA-256 of its canonical JSON. */
    public String digest() {
        Json.ObjectBuilder act = Json.object()
                .put("id", id)
                .put("timeMillis", timeMillis)
                .put("who", who)
                .put("route", route)
                .put("target", target)
                .put("outcome", outcome.word())
                .put("salt", salt);
        bodyDigest.ifPresent(digest -> act.put("bodyDigest", digest));
        return Hex.of(Hashes.sha256(CanonicalJson.write(act.build())));
    }

    /** What the log has of it. */
    LogEntry logEntry() {
        return LogEntry.of(LogEntry.ACT, Long.toString(id), digest());
    }
}
