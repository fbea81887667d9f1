package org.openledger.notification;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.openledger.verify.bytes.Worded;

/**
 * Where an account wants to be told.
 *
 * @param address a URL or a mail address
 * @param events words of {@link Event}, with commas between
 * @param secret of a webhook, sealed, as base64
 * @param codeDigest of a mail address that is not confirmed
 * @param wrongCodes how often another code was given for it
 * @param confirmedMillis when it began to count
 */
public record Target(
        String id,
        String account,
        Kind kind,
        String address,
        String events,
        Optional<String> secret,
        Optional<String> codeDigest,
        long wrongCodes,
        long createdMillis,
        Optional<Long> confirmedMillis,
        Optional<Long> endedMillis) {
    /** How something comes there. */
    public enum Kind implements Worded {
        WEBHOOK("webhook"),
        MAIL("mail");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }

    public List<String> wanted() {
        return Arrays.asList(events.split(",", -1));
    }

    /** live, waiting for its code, or ended. */
    public String state() {
        return endedMillis.isPresent() ? "ended" : confirmedMillis.isPresent() ? "live" : "waiting";
    }
}
