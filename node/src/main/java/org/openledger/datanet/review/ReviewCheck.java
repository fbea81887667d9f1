package org.openledger.datanet.review;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.openledger.store.seal.Finding;
import org.openledger.verify.LogEntry;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.VerifyException;

/** Compares what was done and said about reviews with the log, and the votes that count with those that were cast. */
public final class ReviewCheck {
    private static final String RESTORE = "restore the database from a backup";

    private final Handle handle;
    private final List<Finding> findings = new ArrayList<>();

    private ReviewCheck(Handle handle) {
        this.handle = handle;
    }

    /** Where the log has an entry. */
    @FunctionalInterface
    public interface Places {
        OptionalLong of(Handle handle, LogEntry entry);
    }

    public static List<Finding> fsck(Handle handle, Places log) {
        ReviewCheck check = new ReviewCheck(handle);
        TreeSet<String> cast = new TreeSet<>();
        for (ReviewAct act : ReviewActTable.all(handle)) {
            check.logged(act, log);
            if (act.act() == ReviewAct.Kind.VOTE) {
                check.votes(act, cast);
            }
        }
        TreeSet<String> counted = new TreeSet<>();
        VoteTable.contributions(handle)
                .forEach(contribution -> VoteTable.of(handle, contribution)
                        .forEach(vote -> counted.add(
                                key(contribution, Long.toString(vote.line()), vote.reviewer(), vote.vote()))));
        counted.stream()
                .filter(vote -> !cast.contains(vote))
                .forEach(vote -> check.report("review_vote", vote, "nobody cast this vote"));
        cast.stream()
                .filter(vote -> !counted.contains(vote))
                .forEach(vote -> check.report("review_vote", vote, "this vote was cast, and does not count"));
        return check.findings;
    }

    private void logged(ReviewAct act, Places log) {
        if (act.isErased() && act.act().speaks()) {
            return;
        }
        try {
            OptionalLong place = log.of(handle, act.entry());
            if (place.isPresent() && place.getAsLong() == act.logIndex()) {
                return;
            }
        } catch (VerifyException | IllegalArgumentException | IndexOutOfBoundsException noSalt) {
            // it is not what was logged either
        }
        report("review_act", act.datanet() + ", " + act.number(), "the log does not say so at entry " + act.logIndex());
    }

    private void votes(ReviewAct act, Set<String> cast) {
        try {
            if (CanonicalJson.parse(act.words().getBytes(StandardCharsets.UTF_8)) instanceof Json.JsonObject words) {
                for (Vote.Side side : Vote.Side.values()) {
                    if (words.members().get(side.word()) instanceof Json.JsonArray lines) {
                        lines.items()
                                .forEach(line -> cast.add(
                                        key(act.contribution(), ((Json.JsonString) line).value(), act.who(), side)));
                    }
                }
            }
        } catch (VerifyException | ClassCastException noVote) {
            report("review_act", act.datanet() + ", " + act.number(), "it is no vote");
        }
    }

    private static String key(long contribution, String line, String reviewer, Vote.Side side) {
        return contribution + ", " + line + ", " + reviewer + ", " + side.word();
    }

    private void report(String where, String key, String what) {
        findings.add(new Finding(where, key, what, RESTORE));
    }
}
