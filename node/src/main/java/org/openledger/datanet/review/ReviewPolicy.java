package org.openledger.datanet.review;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.openledger.datanet.record.Contribution;
import org.openledger.datanet.row.DatanetException;
import org.openledger.store.Refusal.Kind;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.Worded;

/**
 * How contributions to a Datanet are reviewed that are signed from then on.
 *
 * @param number within its Datanet, from 1; 0 where nothing was said
 * @param quorum how many votes that agree decide a row; 0 where the owner decides
 * @param hours how long votes are taken after the signature; then the owner decides what is left
 * @param setBy who said so; empty where nobody did
 */
public record ReviewPolicy(long datanet, long number, Way kind, long quorum, long hours, String setBy, long setMillis) {
    public static final int MAX_QUORUM = 25;
    public static final int MAX_HOURS = 24 * 90;

    /** Whose word counts. */
    public enum Way implements Worded {
        /** The owner's, or a curator's; votes advise. */
        OWNER("owner"),
        /** That of so many reviewers who agree, and none sees the votes of others before. */
        QUORUM("quorum");

        private final String word;

        Way(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        public static Way called(String word) {
            return Arrays.stream(values())
                    .filter(each -> each.word.equals(word))
                    .findFirst()
                    .orElseThrow(() -> new DatanetException(
                            Kind.INVALID, "'" + word + "' is no way to review: say owner or quorum"));
        }
    }

    public ReviewPolicy {
        boolean votes = kind != Way.OWNER;
        if (votes && (quorum < 1 || quorum > MAX_QUORUM || hours < 1 || hours > MAX_HOURS)) {
            throw new DatanetException(
                    Kind.INVALID,
                    "a quorum is of 1 to " + MAX_QUORUM + " votes, which are taken for 1 to " + MAX_HOURS + " hours");
        }
        if (!votes && (quorum != 0 || hours != 0)) {
            throw new DatanetException(
                    Kind.INVALID,
                    "where the owner decides there is no quorum and no time: leave 'quorum' and 'hours' out");
        }
    }

    /** The owner decides, as long as nothing else was said. */
    public static ReviewPolicy standard(long datanet) {
        return new ReviewPolicy(datanet, 0, Way.OWNER, 0, 0, "", 0);
    }

    /** Until when votes on a contribution are taken; empty where there is no such time. */
    public Optional<Instant> votesEnd(Contribution contribution) {
        return kind == Way.OWNER
                ? Optional.empty()
                : contribution
                        .signedMillis()
                        .map(signed -> Instant.ofEpochMilli(signed).plus(Duration.ofHours(hours)));
    }

    /** As an act says it. */
    public Json json() {
        return Json.object()
                .put("number", number)
                .put("kind", kind.word())
                .put("quorum", quorum)
                .put("hours", hours)
                .build();
    }
}
