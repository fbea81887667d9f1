package org.openledger.datanet;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.openledger.datanet.record.Contribution;
import org.openledger.datanet.record.ContributionTable;
import org.openledger.datanet.record.Datanet;
import org.openledger.datanet.record.PublicRecord;
import org.openledger.datanet.review.ReviewAct;
import org.openledger.datanet.review.ReviewActs;
import org.openledger.datanet.review.ReviewPolicy;
import org.openledger.datanet.review.ReviewPolicyTable;
import org.openledger.datanet.review.ReviewRole;
import org.openledger.datanet.review.SpotCheck;
import org.openledger.datanet.review.SpotCheck.Outcome;
import org.openledger.datanet.review.SpotCheckTable;
import org.openledger.datanet.review.Vote;
import org.openledger.datanet.review.VoteTable;
import org.openledger.datanet.row.DatanetException;
import org.openledger.datanet.row.DecisionTable;
import org.openledger.ledger.Charges;
import org.openledger.ledger.LedgerAccount;
import org.openledger.ledger.Reservation;
import org.openledger.store.Database;
import org.openledger.store.Loop;
import org.openledger.store.Refusal.Kind;
import org.openledger.verify.OpenAmount;
import org.openledger.verify.Receipt.Payment;
import org.openledger.verify.Role;
import org.openledger.verify.bytes.Hex;

/**
 * Rows that count at once under their contributor's bond, of which reviewers look at some later.
 *
 * <p>Where the policy offers it, a contributor stakes a bond as they sign; what they do not stake is reviewed as everywhere. Of the rows
 * that are taken so some are drawn by chance that the contributor does not know. Reviewers vote on those, blind, until enough agree on
 * each or the time is over; what nobody voted out stays. When more than a tolerated part was voted out, all rows that nobody
 * voted for are out, and of the bond the part that was voted out goes to the Datanet's commons. All else of it is free again, in
 * the transaction that ends the check. So money is set aside for a check exactly as long as it is open, and no more is ever taken.
 *
 * <p>Who asks the deposit back, or lowers the spending limit below the bond, ends the check by the votes that are cast. Where those fail
 * it, its part of the bond is taken all the same: the escrow's delay leaves time to settle it. Else the rows wait for the owner.
 */
public final class SpotChecks implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration DRAIN = Duration.ofSeconds(10);

    private final Database database;
    private final Contributions contributions;
    private final Charges charges;
    private final ReviewActs acts;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final Loop loop = new Loop("spot-checks", this::turn, Loop.Retry.every(PAUSE), DRAIN);

    public SpotChecks(
            Database database, Contributions contributions, Charges charges, PublicRecord record, InstantSource clock) {
        this.database = database;
        this.contributions = contributions;
        this.charges = charges;
        this.acts = new ReviewActs(record, clock);
        this.clock = clock;
    }

    /** Ends checks when their time is over, from here on. */
    public void start() {
        loop.start();
    }

    private Duration turn() {
        endDue();
        return PAUSE;
    }

    /**
     * What the contributor of a draft may stake.
     *
     * @param gwei for all rows
     */
    public record Offer(long gwei, ReviewPolicy policy) {}

    /** What the contributor of a draft may stake; empty where the Datanet takes no rows under a bond. */
    public Optional<Offer> offer(Contribution draft) {
        return database.read(handle -> Optional.of(ReviewPolicyTable.latest(handle, draft.datanet()))
                .filter(policy -> policy.kind() == ReviewPolicy.Way.BOND)
                .map(policy -> new Offer(policy.bondGwei(draft.rows()), policy)));
    }

    /** That of a contribution, where there is one. */
    public Optional<SpotCheck> find(long contribution) {
        return database.read(handle -> SpotCheckTable.find(handle, contribution));
    }

    /** The lines of the rows that were drawn. */
    public List<Long> drawn(long contribution) {
        return database.read(handle -> SpotCheckTable.drawn(handle, contribution));
    }

    /**
     * Signs a contribution under a bond: {@link Contributions#sign}, and in the same transaction the bond is set aside and its rows are
     * taken, but for those that are held.
     *
     * @param signature of the contributor's wallet; empty where the node signs with the custodial key
     * @param bondGwei what the contributor agreed to stake, which has to be what the policy says
     */
    public Contribution sign(long id, Optional<String> signature, long bondGwei) {
        return contributions.sign(
                id,
                signature.orElseGet(() -> contributions.custodialSignature(id)),
                (tx, signed, datanet) -> begin(tx, signed, datanet, bondGwei));
    }

    private void begin(Handle tx, Contribution signed, Datanet datanet, long agreedGwei) {
        ReviewPolicy policy = ReviewPolicyTable.of(tx, signed);
        if (policy.kind() != ReviewPolicy.Way.BOND) {
            throw new DatanetException(
                    Kind.CONFLICT, "Datanet " + datanet.id() + " takes no rows under a bond: sign without one");
        }
        long bondGwei = policy.bondGwei(signed.rows());
        if (bondGwei != agreedGwei) {
            throw new DatanetException(
                    Kind.CONFLICT,
                    "the bond for " + signed.rows() + " rows is " + OpenAmount.of(bondGwei) + " now, not "
                            + OpenAmount.of(agreedGwei) + ": look at what you sign again");
        }
        contributions.refuseWhatIsTaken(tx, signed, datanet);
        long now = clock.millis();
        DecisionTable.acceptRest(tx, signed.id(), new DecisionTable.Decider(DecisionTable.BOND, false, now));
        SortedMap<Long, String> taken = DecisionTable.takenUnderBond(tx, signed.id());
        if (taken.isEmpty()) {
            throw new DatanetException(
                    Kind.CONFLICT,
                    "none of the rows of contribution " + signed.id()
                            + " can be taken at once, since all wait for the owner's own word: sign without a bond");
        }
        requireHeld(charges.bond(tx, signed.contributor(), signed.id(), bondGwei, now), signed, bondGwei);
        byte[] seed = new byte[SpotCheck.SEED_BYTES];
        random.nextBytes(seed);
        SpotCheck check = new SpotCheck(
                signed.id(),
                datanet.id(),
                Hex.of(seed),
                bondGwei,
                policy.quorum(),
                policy.toleratedPercent(),
                now,
                now + Duration.ofHours(policy.hours()).toMillis(),
                Optional.empty(),
                /* refused= */ 0,
                /* takenGwei= */ 0,
                Optional.empty(),
                Optional.of(SpotCheck.ranges(new TreeSet<>(taken.keySet()))));
        List<Long> drawn = SpotCheck.drawn(check.seed(), taken, policy.sample());
        SpotCheckTable.insert(tx, check, drawn);
        acts.done(tx, datanet.id(), signed.id(), ReviewAct.Kind.DRAW, signed.contributor(), check.json(drawn));
    }

    private static void requireHeld(Reservation reservation, Contribution signed, long gwei) {
        reservation
                .lack("the bond is " + OpenAmount.of(gwei), signed.contributor(), "sign without a bond")
                .ifPresent(why -> {
                    throw new DatanetException(Kind.UNPAID, why);
                });
    }

    /**
     * Somebody votes on rows that were drawn. The vote that decides the last of them ends the check, and so does any once
     * the bond is asked back.
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
            SpotCheck check = requireOpen(tx, contribution);
            ReviewRole role = Ballots.requireVoter(tx, contribution, datanet, reviewer);
            List<Long> lines = new ArrayList<>(ballot.accepted());
            lines.addAll(ballot.rejected().keySet());
            requireDrawn(tx, check, lines, reviewer);
            Set<Long> unseen = new HashSet<>(
                    VoteTable.unseen(tx, id, new ArrayList<>(ballot.accepted()), reviewer, role == ReviewRole.OWNER));
            if (!unseen.isEmpty() && !ballot.unseen()) {
                throw Contributions.unseen(unseen.size(), id);
            }
            VoteTable.insert(tx, Ballots.votes(id, reviewer, ballot, unseen, clock.millis()));
            acts.done(tx, datanet.id(), id, ReviewAct.Kind.VOTE, reviewer, Ballots.words(ballot));
            endIfDue(tx, check);
            return ContributionTable.require(tx, id);
        });
    }

    private SpotCheck requireOpen(Handle tx, Contribution contribution) {
        return SpotCheckTable.find(tx, contribution.id())
                .filter(each -> each.isOpen() && clock.millis() < each.endsMillis())
                .orElseThrow(() -> new DatanetException(
                        Kind.CONFLICT, "no spot check of contribution " + contribution.id() + " is open any more"));
    }

    private static void requireDrawn(Handle tx, SpotCheck check, List<Long> lines, String reviewer) {
        if (lines.isEmpty()) {
            throw new DatanetException(Kind.INVALID, "a vote names at least one row");
        }
        Tally tally = Tally.of(tx, check);
        Set<Long> before = new HashSet<>(VoteTable.linesOf(tx, check.contribution(), reviewer));
        for (long line : lines) {
            if (!tally.open().contains(line)) {
                throw new DatanetException(
                        Kind.INVALID,
                        "line " + line + " of contribution " + check.contribution()
                                + " is none that was drawn and is not decided: see which were");
            }
            if (before.contains(line)) {
                throw new DatanetException(
                        Kind.CONFLICT,
                        reviewer + " voted on line " + line + " of contribution " + check.contribution() + " already");
            }
        }
    }

    /**
     * What votes say of the rows that were drawn.
     *
     * @param drawn how many were
     * @param stay those that enough votes are for
     * @param go those that enough votes are against, each with the first reason
     * @param open those that are there and not decided
     */
    record Tally(int drawn, Set<Long> stay, SortedMap<Long, String> go, Set<Long> open) {
        static Tally of(Handle handle, SpotCheck check) {
            List<Long> lines = SpotCheckTable.drawn(handle, check.contribution());
            Set<Long> there =
                    DecisionTable.takenUnderBond(handle, check.contribution()).keySet();
            Map<Long, List<Vote>> votes =
                    VoteTable.of(handle, check.contribution()).stream().collect(Collectors.groupingBy(Vote::line));
            Tally tally = new Tally(lines.size(), new HashSet<>(), new TreeMap<>(), new HashSet<>());
            for (long line : lines) {
                List<Vote> cast = votes.getOrDefault(line, List.of());
                if (count(cast, Vote.Side.ACCEPT) >= check.quorum()) {
                    tally.stay.add(line);
                } else if (count(cast, Vote.Side.REFUSE) >= check.quorum()) {
                    tally.go.put(line, firstReason(cast));
                } else if (there.contains(line)) {
                    tally.open.add(line);
                }
            }
            return tally;
        }

        private static long count(List<Vote> cast, Vote.Side side) {
            return cast.stream().filter(vote -> vote.vote() == side).count();
        }

        private static String firstReason(List<Vote> cast) {
            return cast.stream()
                    .filter(vote -> vote.vote() == Vote.Side.REFUSE)
                    .min(Comparator.comparingLong(Vote::timeMillis).thenComparing(Vote::reviewer))
                    .map(Vote::why)
                    .orElse("");
        }

        /** Whether nothing is left to vote on. */
        boolean isWhole() {
            return open.isEmpty();
        }
    }

    /** Ends the checks whose time is over, and those whose bond is asked back. How many. */
    public int endDue() {
        List<SpotCheck> open = database.read(SpotCheckTable::open);
        int ended = 0;
        for (SpotCheck check : open) {
            ended += database.transact(tx -> endIfDue(tx, check)) ? 1 : 0;
        }
        return ended;
    }

    private boolean endIfDue(Handle tx, SpotCheck check) {
        if (!SpotCheckTable.isOpen(tx, check.contribution())) {
            return false;
        }
        Contribution contribution = ContributionTable.require(tx, check.contribution());
        boolean covered = charges.coversBond(tx, contribution.contributor(), contribution.id());
        Tally tally = Tally.of(tx, check);
        if (covered && clock.millis() < check.endsMillis() && !tally.isWhole()) {
            return false;
        }
        end(tx, check, contribution, tally, covered);
        return true;
    }

    private void end(Handle tx, SpotCheck check, Contribution contribution, Tally tally, boolean covered) {
        long id = check.contribution();
        long now = clock.millis();
        Datanet datanet = Datanets.require(tx, check.datanet());
        int out = tally.go().size();
        Outcome byVotes = charges.holdsBond(tx, id) ? check.outcomeOf(tally.drawn(), out) : Outcome.UNCOVERED;
        Outcome outcome = covered || byVotes == Outcome.FAILED ? byVotes : Outcome.UNCOVERED;
        DecisionTable.confirm(tx, id, tally.stay(), tally.go(), now);
        long takenGwei = 0;
        switch (outcome) {
            case PASSED -> charges.freeBond(tx, id);
            case FAILED -> {
                takenGwei = take(tx, contribution, datanet, check.takes(tally.drawn(), out), now);
                DecisionTable.refuseUnderBond(
                        tx,
                        id,
                        "of " + tally.drawn() + " rows that were drawn from its contribution reviewers refused " + out
                                + ", so all rows are out that nobody voted for: give the good ones again",
                        now);
            }
            case UNCOVERED -> {
                charges.freeBond(tx, id);
                DecisionTable.waitAgain(tx, id);
            }
        }
        if (out > 0 || outcome != Outcome.PASSED) {
            Versions.dropDraft(tx, datanet.id());
        }
        SpotCheck ended = new SpotCheck(
                id,
                check.datanet(),
                check.seed(),
                check.bondGwei(),
                check.quorum(),
                check.toleratedPercent(),
                check.begunMillis(),
                check.endsMillis(),
                Optional.of(outcome),
                out,
                takenGwei,
                Optional.of(now),
                check.taken());
        SpotCheckTable.end(tx, ended);
        acts.done(tx, datanet.id(), id, ReviewAct.Kind.CONCLUDE, datanet.owner(), ended.ended());
        contributions.close(tx, contribution, datanet);
    }

    /** What was taken. */
    private long take(Handle tx, Contribution contribution, Datanet datanet, long gwei, long now) {
        if (gwei == 0) {
            charges.freeBond(tx, contribution.id());
            return 0;
        }
        boolean taken =
                charges.takeBond(tx, contribution.contributor(), contribution.id(), now, payments(datanet, gwei));
        return taken ? gwei : 0;
    }

    /** Whom the part of a bond goes to. */
    static List<Payment> payments(Datanet datanet, long gwei) {
        return List.of(new Payment(LedgerAccount.commons(datanet.requireToken()).name(), Role.COMMONS, gwei));
    }

    @Override
    public void close() {
        loop.close();
    }
}
