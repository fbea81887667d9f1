package org.openledger.datanet.review;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.openledger.datanet.record.Contribution;
import org.openledger.datanet.row.DatanetException;
import org.openledger.store.Refusal.Kind;
import org.openledger.verify.OpenAmount;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.Worded;

/**
 * How contributions to a Datanet are reviewed that are signed from then on.
 *
 * @param number within its Datanet, from 1; 0 where nothing was said
 * @param quorum how many votes that agree decide a row; 0 where the owner decides
 * @param hours how long votes are taken after the signature; then the owner decides what is left, and a spot check is over
 * @param sample how many rows a spot check draws; 0 where there is none
 * @param bondGwei what a contributor stakes for each row
 * @param toleratedPercent how many of the drawn rows may be refused without anything else happening
 * @param setBy who said so; empty where nobody did
 */
public record ReviewPolicy(
        long datanet,
        long number,
        Way kind,
        long quorum,
        long hours,
        long sample,
        long bondGwei,
        long toleratedPercent,
        String setBy,
        long setMillis) {
    public static final int MAX_QUORUM = 25;
    public static final int MAX_HOURS = 24 * 90;
    public static final int MAX_SAMPLE = 1_000;
    /** A contributor stakes no more than one OPEN for a row. */
    public static final long MAX_BOND_GWEI = 1_000_000_000;

    public static final int MAX_TOLERATED_PERCENT = 50;

    /** Whose word counts. */
    public enum Way implements Worded {
        /** The owner's, or a curator's; votes advise. */
        OWNER("owner"),
        /** That of so many reviewers who agree, and none sees the votes of others before. */
        QUORUM("quorum"),
        /** The owner's; but who stakes a bond has rows taken at once, of which reviewers look at some later. */
        BOND("bond");

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
                            Kind.INVALID, "'" + word + "' is no way to review: say owner, quorum or bond"));
        }
    }

    /**
     * What an owner says of it.
     *
     * @param kind of the numbers below those count that belong to it; the others are 0
     */
    public record Terms(Way kind, long quorum, long hours, long sample, long bondGwei, long toleratedPercent) {
        public static Terms owner() {
            return quorum(Way.OWNER, 0, 0);
        }

        /** Without a spot check. */
        public static Terms quorum(Way kind, long quorum, long hours) {
            return new Terms(kind, quorum, hours, /* sample= */ 0, /* bondGwei= */ 0, /* toleratedPercent= */ 0);
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
        requireBond(kind, sample, bondGwei, toleratedPercent);
    }

    private static void requireBond(Way kind, long sample, long bondGwei, long toleratedPercent) {
        if (kind != Way.BOND && (sample != 0 || bondGwei != 0 || toleratedPercent != 0)) {
            throw new DatanetException(
                    Kind.INVALID,
                    "a sample, a bond and a tolerated part belong to the way 'bond': leave them out, or say bond");
        }
        if (kind == Way.BOND
                && (sample < 1
                        || sample > MAX_SAMPLE
                        || bondGwei < 1
                        || bondGwei > MAX_BOND_GWEI
                        || toleratedPercent < 0
                        || toleratedPercent > MAX_TOLERATED_PERCENT)) {
            throw new DatanetException(
                    Kind.INVALID,
                    "a spot check draws 1 to " + MAX_SAMPLE + " rows, the bond is " + OpenAmount.of(1) + " to "
                            + OpenAmount.of(MAX_BOND_GWEI) + " a row, and 0 to " + MAX_TOLERATED_PERCENT
                            + " % of the drawn rows may be refused");
        }
    }

    /** A Datanet's policy with what its owner said of it. */
    public static ReviewPolicy of(long datanet, long number, Terms said, String setBy, long setMillis) {
        return new ReviewPolicy(
                datanet,
                number,
                said.kind(),
                said.quorum(),
                said.hours(),
                said.sample(),
                said.bondGwei(),
                said.toleratedPercent(),
                setBy,
                setMillis);
    }

    /** The owner decides, as long as nothing else was said. */
    public static ReviewPolicy standard(long datanet) {
        return of(datanet, /* number= */ 0, Terms.owner(), /* setBy= */ "", /* setMillis= */ 0);
    }

    /** What a contributor stakes for so many rows, gwei. */
    public long bondGwei(long rows) {
        return Math.multiplyExact(bondGwei, rows);
    }

    /** Until when votes on all rows of a contribution are taken; empty where there is no such time. */
    public Optional<Instant> votesEnd(Contribution contribution) {
        return kind != Way.QUORUM
                ? Optional.empty()
                : contribution
                        .signedMillis()
                        .map(signed -> Instant.ofEpochMilli(signed).plus(Duration.ofHours(hours)));
    }

    /** As an act says it. */
    public Json json() {
        Json.ObjectBuilder said = Json.object()
                .put("number", number)
                .put("kind", kind.word())
                .put("quorum", quorum)
                .put("hours", hours);
        if (kind == Way.BOND) {
            said.put("sample", sample).put("bondGwei", bondGwei).put("toleratedPercent", toleratedPercent);
        }
        return said.build();
    }
}
