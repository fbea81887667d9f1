package org.openledger.datanet.review;

import org.openledger.verify.LogEntry;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.Worded;

/**
 * What somebody did or said about reviews of a Datanet.
 *
 * @param number within its Datanet, from 1
 * @param contribution that it is about; 0 where it is about none
 * @param words what was said, or JSON that says what was done
 * @param salt under which the log has its digest; empty once its words were erased
 */
public record ReviewAct(
        long datanet,
        long number,
        long contribution,
        Kind act,
        String who,
        String words,
        String salt,
        long timeMillis,
        long logIndex) {
    /** What can be done. */
    public enum Kind implements Worded {
        INVITE("invite"),
        JOIN("join"),
        REVOKE("revoke"),
        REMOVE("remove"),
        POLICY("policy"),
        VOTE("vote"),
        GOLD("gold"),
        DECIDE("decide"),
        /** A question to the contributor. */
        ASK("ask"),
        /** The contributor's answer. */
        ANSWER("answer"),
        /** The contributor asks the owner to decide again. */
        APPEAL("appeal"),
        /** Rows were taken under a bond, and some were drawn for a spot check. */
        DRAW("draw"),
        /** A spot check is over. */
        CONCLUDE("conclude");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        /** Whether the words are somebody's own, which may quote rows. */
        public boolean speaks() {
            return this == ASK || this == ANSWER || this == APPEAL;
        }
    }

    /** Whether its words are gone with the rows that they may have quoted. */
    public boolean isErased() {
        return salt.isEmpty();
    }

    /** What the log has of it. */
    public LogEntry entry() {
        byte[] said = CanonicalJson.write(Json.object()
                .put("schema", "openledger.review/1")
                .put("datanet", datanet)
                .put("number", number)
                .put("contribution", contribution)
                .put("act", act.word())
                .put("who", who)
                .put("words", words)
                .put("timeMillis", timeMillis)
                .build());
        return LogEntry.of(LogEntry.REVIEW, datanet + "/" + number, Hex.of(Hashes.sha256(Hex.parse(salt), said)));
    }
}
