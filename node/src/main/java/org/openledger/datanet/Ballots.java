package org.openledger.datanet;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.openledger.datanet.record.Contribution;
import org.openledger.datanet.record.Contribution.State;
import org.openledger.datanet.record.ContributionTable;
import org.openledger.datanet.record.Datanet;
import org.openledger.datanet.record.PublicRecord;
import org.openledger.datanet.review.Agreement;
import org.openledger.datanet.review.ReviewAct;
import org.openledger.datanet.review.ReviewActTable;
import org.openledger.datanet.review.ReviewActs;
import org.openledger.datanet.review.ReviewPolicy;
import org.openledger.datanet.review.ReviewPolicyTable;
import org.openledger.datanet.review.ReviewRole;
import org.openledger.datanet.review.SpotCheckTable;
import org.openledger.datanet.review.Vote;
import org.openledger.datanet.review.VoteTable;
import org.openledger.datanet.row.DatanetException;
import org.openledger.datanet.row.DecisionTable;
import org.openledger.datanet.row.Row;
import org.openledger.notification.Event;
import org.openledger.notification.Notifications;
import org.openledger.store.Database;
import org.openledger.store.Refusal.Kind;
import org.openledger.verify.bytes.Json;

/**
 * Votes on rows that await review, and what reviewers and contributors say to each other about them.
 *
 * <p>A vote is blind: while its row is not decided, nobody is told of it but who cast it. Under a quorum a row is decided by the first so
 * many votes that agree; what is left when the time is over is the owner's to decide. Nobody votes on rows of their own, and nobody
 * twice on one. A contributor appeals a row that was refused once, and the owner alone decides it then.
 */
public final class Ballots {
    /** So long after a row was refused its contributor can appeal. */
    public static final Duration APPEAL_TIME = Duration.ofDays(14);

    public static final int MAX_WORDS_CHARACTERS = 2_000;
    /** Of questions, answers and appeals to one contribution. */
    static final int MAX_SAID = 200;

    private final Database database;
    private final Contributions contributions;
    private final ReviewActs acts;
    private final InstantSource clock;

    public Ballots(Database database, Contributions contributions, PublicRecord record, InstantSource clock) {
        this.database = database;
        this.contributions = contributions;
        this.acts = new ReviewActs(record, clock);
        this.clock = clock;
    }

    /**
     * Somebody votes on rows.
     *
     * @param ballot of which nothing becomes of rows that it does not name
     */
    public Contribution vote(long id, String reviewer, Review ballot) {
        if (ballot.rest() != Review.Rest.WAIT) {
            throw new DatanetException(Kind.INVALID, "a vote names its rows: there is no vote on the rest");
        }
        return database.transact(tx -> {
            Contribution contribution = ContributionTable.require(tx, id);
            Datanet datanet = Datanets.require(tx, contribution.datanet());
            ReviewRole role = requireVoter(tx, contribution, datanet, reviewer);
            ReviewPolicy policy = ReviewPolicyTable.of(tx, contribution);
            requireOpen(contribution, policy);
            if (SpotCheckTable.isOpen(tx, id)) {
                throw new DatanetException(
                        Kind.CONFLICT,
                        "a spot check of contribution " + id + " is open: votes are taken on the rows that were drawn");
            }
            List<Long> lines = new ArrayList<>(ballot.accepted());
            lines.addAll(ballot.rejected().keySet());
            requireVotable(tx, contribution, lines, reviewer);
            Set<Long> unseen = new HashSet<>(
                    VoteTable.unseen(tx, id, new ArrayList<>(ballot.accepted()), reviewer, role == ReviewRole.OWNER));
            if (!unseen.isEmpty() && !ballot.unseen()) {
                throw Contributions.unseen(unseen.size(), id);
            }
            long now = clock.millis();
            VoteTable.insert(tx, votes(id, reviewer, ballot, unseen, now));
            acts.done(tx, datanet.id(), id, ReviewAct.Kind.VOTE, reviewer, words(ballot));
            if (policy.kind() == ReviewPolicy.Way.QUORUM) {
                contributions.refuseWhatIsTaken(tx, contribution, datanet);
                DecisionTable.byQuorum(tx, id, policy.quorum(), now);
                contributions.close(tx, contribution, datanet);
            }
            return ContributionTable.require(tx, id);
        });
    }

    static List<Vote> votes(long id, String reviewer, Review ballot, Set<Long> unseen, long now) {
        List<Vote> votes = new ArrayList<>();
        ballot.accepted()
                .forEach(line -> votes.add(
                        new Vote(id, line, reviewer, Vote.Side.ACCEPT, "", unseen.contains(line) ? 1 : 0, now)));
        ballot.rejected()
                .forEach((line, why) -> votes.add(new Vote(id, line, reviewer, Vote.Side.REFUSE, why, 0, now)));
        return votes;
    }

    /** What an act says of a vote: its lines, without the reasons. */
    static Json words(Review ballot) {
        return Json.object()
                .put(
                        "accept",
                        Json.strings(
                                ballot.accepted().stream().map(String::valueOf).toList()))
                .put(
                        "refuse",
                        Json.strings(ballot.rejected().keySet().stream()
                                .map(String::valueOf)
                                .toList()))
                .build();
    }

    /** Writes down which vote is right on some rows. Reviewers are not told before the rows are decided. */
    public void gold(long id, String by, Map<Long, Vote.Side> lines) {
        database.write(tx -> {
            Contribution contribution = ContributionTable.require(tx, id);
            Datanet datanet = Datanets.require(tx, contribution.datanet());
            if (Membership.role(tx, datanet, by).filter(ReviewRole::decides).isEmpty()) {
                throw new DatanetException(
                        Kind.FORBIDDEN,
                        "only the owner of Datanet " + datanet.id() + ", or a curator, says which votes are right");
            }
            Set<Long> waiting = new HashSet<>(DecisionTable.waiting(tx, id, new ArrayList<>(lines.keySet())));
            lines.keySet().forEach(line -> Contributions.requireWaiting(waiting.contains(line), id, line));
            VoteTable.gold(tx, id, lines);
            Json.ObjectBuilder words = Json.object();
            lines.forEach((line, side) -> words.put(Long.toString(line), side.word()));
            acts.done(tx, datanet.id(), id, ReviewAct.Kind.GOLD, by, words.build());
        });
    }

    /**
     * How far reviewers of a Datanet agree on rows that are decided.
     *
     * @param rows with at least two votes
     * @param alpha Krippendorff's, empty where votes show nothing
     */
    public record Agreed(long rows, OptionalDouble alpha, List<VoteTable.VotingRecord> reviewers) {
        public Agreed {
            reviewers = List.copyOf(reviewers);
        }
    }

    public Agreed agreement(long datanet) {
        return database.read(handle -> {
            Map<Agreement.Split, Long> splits = VoteTable.splits(handle, datanet);
            return new Agreed(Agreement.rows(splits), Agreement.alpha(splits), VoteTable.records(handle, datanet));
        });
    }

    /** A reviewer asks the contributor about rows, which are held until somebody takes them by name. */
    public Contribution ask(long id, String by, Set<Long> lines, String words) {
        return saying(id, words, (tx, contribution, datanet) -> {
            if (Membership.role(tx, datanet, by).filter(ReviewRole::votes).isEmpty()) {
                throw new DatanetException(
                        Kind.FORBIDDEN,
                        "only the owner of Datanet " + datanet.id() + ", a curator or a reviewer, may ask about rows");
            }
            Set<Long> waiting = new HashSet<>(DecisionTable.waiting(tx, id, new ArrayList<>(lines)));
            lines.forEach(line -> Contributions.requireWaiting(waiting.contains(line), id, line));
            DecisionTable.hold(tx, id, new ArrayList<>(lines));
            acts.said(tx, datanet.id(), id, ReviewAct.Kind.ASK, by, named(lines, words));
            tell(tx, Event.ASKED, List.of(contribution.contributor()), contribution, "A reviewer asks about");
        });
    }

    /** The contributor answers what was asked. */
    public Contribution answer(long id, String by, String words) {
        return saying(id, words, (tx, contribution, datanet) -> {
            requireContributor(contribution, by, "answer");
            if (ReviewActTable.count(tx, id, ReviewAct.Kind.ASK) == 0) {
                throw new DatanetException(
                        Kind.CONFLICT,
                        "nobody asked anything about contribution " + id + ": there is nothing to answer");
            }
            acts.said(tx, datanet.id(), id, ReviewAct.Kind.ANSWER, by, words.strip());
            tell(tx, Event.ANSWERED, Membership.voters(tx, datanet), contribution, "There is an answer about");
        });
    }

    /** The contributor has rows decided again that reviews refused, by the owner alone. */
    public Contribution appeal(long id, String by, Set<Long> lines, String words) {
        if (lines.isEmpty()) {
            throw new DatanetException(Kind.INVALID, "an appeal names the lines of its rows");
        }
        return saying(id, words, (tx, contribution, datanet) -> {
            requireContributor(contribution, by, "appeal");
            long since = clock.instant().minus(APPEAL_TIME).toEpochMilli();
            Set<Long> refused = new TreeSet<>(DecisionTable.appealable(tx, id, new ArrayList<>(lines), since));
            lines.stream().filter(line -> !refused.contains(line)).findFirst().ifPresent(line -> {
                throw new DatanetException(
                        Kind.CONFLICT,
                        "line " + line + " of contribution " + id
                                + " cannot be appealed: that is for rows that a review refused in the last "
                                + APPEAL_TIME.toDays() + " days, once each");
            });
            DecisionTable.appeal(tx, id, new ArrayList<>(lines), clock.millis(), datanet.schema());
            ContributionTable.move(tx, id, State.AWAITING_REVIEW);
            acts.said(tx, datanet.id(), id, ReviewAct.Kind.APPEAL, by, named(lines, words));
            tell(tx, Event.ANSWERED, List.of(datanet.owner()), contribution, "There is an appeal about");
        });
    }

    private void tell(Handle tx, Event event, List<String> accounts, Contribution contribution, String what) {
        String words = what + " contribution " + contribution.id() + " to Datanet " + contribution.datanet() + ".";
        Notifications.tell(tx, event, accounts, words, "/contributions/" + contribution.id(), clock.millis());
    }

    private interface Saying {
        void in(Handle tx, Contribution contribution, Datanet datanet);
    }

    private Contribution saying(long id, String words, Saying saying) {
        if (words.isBlank() || words.length() > MAX_WORDS_CHARACTERS || words.indexOf('\0') >= 0) {
            throw new DatanetException(Kind.INVALID, "'words' must have 1 to " + MAX_WORDS_CHARACTERS + " characters");
        }
        return database.transact(tx -> {
            Contribution contribution = ContributionTable.require(tx, id);
            if (!contribution.isSigned()) {
                throw new DatanetException(
                        Kind.CONFLICT, "contribution " + id + " is not signed: there is no review of it yet");
            }
            long said = ReviewActTable.of(tx, id).stream()
                    .filter(act -> act.act().speaks())
                    .count();
            if (said >= MAX_SAID) {
                throw new DatanetException(
                        Kind.CONFLICT, "enough was said about contribution " + id + ": decide its rows");
            }
            saying.in(tx, contribution, Datanets.require(tx, contribution.datanet()));
            return ContributionTable.require(tx, id);
        });
    }

    private static String named(Set<Long> lines, String words) {
        String named = String.join(
                ", ", new TreeSet<>(lines).stream().map(String::valueOf).toList());
        return (lines.isEmpty() ? "" : (lines.size() == 1 ? "Line " : "Lines ") + named + ": ") + words.strip();
    }

    /** What was done and said about a contribution, in its order. */
    public List<ReviewAct> acts(long id) {
        return database.read(handle -> ReviewActTable.of(handle, id));
    }

    /** Whether the last question about a contribution has no answer yet. */
    public boolean awaitsAnswer(long id) {
        return database.read(handle -> ReviewActTable.of(handle, id).stream()
                .filter(act -> act.act() == ReviewAct.Kind.ASK || act.act() == ReviewAct.Kind.ANSWER)
                .reduce((_, later) -> later)
                .filter(act -> act.act() == ReviewAct.Kind.ASK)
                .isPresent());
    }

    /**
     * The votes on a row that somebody may know of: all once it is decided, before that their own.
     *
     * @param reader their address, or none
     */
    public List<Vote> votes(Row row, String reader) {
        return database.read(handle -> {
            boolean open = row.state() == Row.State.COMMITTED || SpotCheckTable.isOpen(handle, row.contribution());
            return VoteTable.of(handle, row.contribution(), row.line()).stream()
                    .filter(vote -> !open || vote.reviewer().equals(reader))
                    .toList();
        });
    }

    /** The policy that a contribution was signed under; the present one of who has not signed. */
    public ReviewPolicy policy(Contribution contribution) {
        return database.read(handle -> ReviewPolicyTable.of(handle, contribution));
    }

    private static void requireContributor(Contribution contribution, String by, String what) {
        if (!contribution.contributor().equals(by)) {
            throw new DatanetException(
                    Kind.FORBIDDEN,
                    "only who gave contribution " + contribution.id() + ", " + contribution.contributor() + ", may "
                            + what);
        }
    }

    static ReviewRole requireVoter(Handle handle, Contribution contribution, Datanet datanet, String reviewer) {
        ReviewRole role = Membership.role(handle, datanet, reviewer)
                .filter(ReviewRole::votes)
                .orElseThrow(() -> new DatanetException(
                        Kind.FORBIDDEN,
                        reviewer + " does not review for Datanet " + datanet.id()
                                + ": its owner invites reviewers by a link"));
        if (contribution.contributor().equals(reviewer)) {
            throw new DatanetException(Kind.FORBIDDEN, "nobody votes on rows of their own");
        }
        return role;
    }

    private void requireOpen(Contribution contribution, ReviewPolicy policy) {
        Contributions.requireAwaitsReview(contribution);
        Optional<Instant> end = policy.votesEnd(contribution);
        if (end.filter(each -> !clock.instant().isBefore(each)).isPresent()) {
            throw new DatanetException(
                    Kind.CONFLICT,
                    "votes on contribution " + contribution.id() + " were taken until " + end.get()
                            + ": its owner decides what is left");
        }
    }

    private static void requireVotable(Handle handle, Contribution contribution, List<Long> lines, String reviewer) {
        if (lines.isEmpty()) {
            throw new DatanetException(Kind.INVALID, "a vote names at least one row");
        }
        Set<Long> waiting = new HashSet<>(DecisionTable.votable(handle, contribution.id(), lines));
        Set<Long> before = new HashSet<>(VoteTable.linesOf(handle, contribution.id(), reviewer));
        for (long line : lines) {
            Contributions.requireWaiting(waiting.contains(line), contribution.id(), line);
            if (before.contains(line)) {
                throw new DatanetException(
                        Kind.CONFLICT,
                        reviewer + " voted on line " + line + " of contribution " + contribution.id() + " already");
            }
        }
    }
}
